import type { RequirementResult } from "#suites/record/record.ts";

/** One vendored source text, to be quoted with its lines. */
export interface SourceText {
  /** As named by `trace.source`. */
  readonly name: string;
  readonly text: string;
}

/** File and line of a source; what is in no file of ours has no line. */
export function sourcePlace({ source, line }: Pick<RequirementResult["trace"], "source" | "line">): string {
  return line === 0 ? source : `${source}:${line}`;
}

/** What a requirement rests on, so that it can be read by itself. */
export interface SourceSentence {
  /** What it is said of, where the words alone do not say it: `` `name` of RegisterCluster ``. */
  readonly about?: string | undefined;
  readonly text: string;
}

/** Lines that a sentence may run over beyond those quoted. */
const BEYOND = 3;

/**
 * The quote, widened to the lines that it stands in and to the end of its sentence; a line that is no sentence gets the name
 * of what it is about in front of it.
 */
export function sourceSentence(
  { trace, operation, subject = {} }: Pick<RequirementResult, "trace" | "operation" | "subject">,
  sources: readonly SourceText[],
): SourceSentence {
  const quote = flat(trace.quote);
  const lines = sources.find(({ name }) => name === trace.source)?.text.split("\n");
  const text = lines === undefined ? quote : withoutMarks(widenedQuote(quote, lines, trace.line - 1));
  if (isSentence(text)) return { text };
  const member = subject.input ?? subject.output?.slice(1).replaceAll("/", ".") ?? subject.error;
  const names = [
    ...(member === undefined || member === "" ? [] : [`\`${member}\``]),
    ...(operation === "*" ? [] : [operation]),
  ];
  return { about: names.length === 0 ? undefined : names.join(" of "), text };
}

/** The quote itself where the lines do not hold it. */
function widenedQuote(quote: string, lines: readonly string[], at: number): string {
  let text = flat(lines[at] ?? "");
  let next = at + 1;
  const wanted = quote.replaceAll(" ", "");
  for (; next < lines.length && !text.replaceAll(" ", "").includes(wanted); next += 1) {
    if (text.length > 2 * quote.length + 400) return quote;
    text = flat(`${text} ${lines[next] ?? ""}`);
  }
  if (!text.replaceAll(" ", "").includes(wanted)) return quote;
  for (let more = 0; more < BEYOND && goesOn(text, lines[next]); more += 1, next += 1)
    text = flat(`${text} ${lines[next] ?? ""}`);
  return text;
}

/** The sentence is not over, and the next line starts as its rest would; a string of JSON is closed on the next line. */
function goesOn(text: string, next = ""): boolean {
  return /^[a-z"]/.test(next.trim()) && !/[.:;,{}[\]]$/.test(text);
}

/** A fact has a number in front of it, and its origins behind. */
function withoutMarks(line: string): string {
  const text = line.replace(/^- /, "");
  const [number = ""] = /^[A-Z]\d+\. /.exec(text) ?? [];
  if (number === "") return text;
  const end = text.lastIndexOf(".", text.indexOf(" [") < 0 ? text.length : text.indexOf(" [")) + 1;
  return text.slice(number.length, end > number.length ? end : undefined);
}

function isSentence(text: string): boolean {
  return /^[A-Z`][^:]*\.$/.test(text) && text.split(" ").length > 4;
}

function flat(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
