import type { RequirementResult } from "#suites/record/record.ts";
import { sourcePlace, sourceSentence, type SourceText } from "#reports/model/names/source-sentence.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import { Code, ExternalLink, Prose, Visible } from "#reports/html/parts/text.tsx";

type SourceTrace = RequirementResult["trace"];

const AROUND = 2;

const QUOTE_SHOWN = 600;

interface SourceProps {
  readonly requirement: RequirementResult;
  readonly sources: readonly SourceText[];
}

/** The sentence that a requirement rests on, and where it is written. */
export function Source({ requirement, sources }: SourceProps) {
  return (
    <>
      <Quote requirement={requirement} sources={sources} /> <SourceLink trace={requirement.trace} sources={sources} />
    </>
  );
}

/** A sentence, or a line with what it is said of, so that either reads on its own. */
export function Quote({ requirement, sources }: SourceProps) {
  const { about, text } = sourceSentence(requirement, sources);
  return (
    <>
      {about !== undefined && (
        <>
          <Prose text={about} />:{" "}
        </>
      )}
      {/^["{[]/.test(text) ? (
        <Code text={brief(text, QUOTE_SHOWN)} />
      ) : (
        <q>
          <Prose text={brief(text, QUOTE_SHOWN)} />
        </q>
      )}
    </>
  );
}

/** Where a requirement is written: a link to its line below, or to the page it was taken from. */
export function SourceLink({
  trace,
  sources,
}: {
  readonly trace: SourceTrace;
  readonly sources: readonly SourceText[];
}) {
  const line = sourcePlace(trace);
  const inPage = sources.some(({ name }) => name === trace.source);
  return (
    <>
      {inPage ? <a href={`#${lineId(trace.source, trace.line)}`}>{line}</a> : <span>{line}</span>}
      {trace.url !== undefined && (
        <>
          {" · "}
          <ExternalLink href={trace.url}>original</ExternalLink>
        </>
      )}
    </>
  );
}

/** The lines of the vendored sources that requirements quote, with a little of what stands around them. */
export function Sources({ context }: { readonly context: PageContext }) {
  const quoting = context.record.requirements.filter(({ id }) => context.told.has(id));
  const cited = context.sources.filter(({ name }) => quoting.some(({ trace }) => trace.source === name));
  if (cited.length === 0) return null;
  return (
    <FoldedSection id="sources" title="Sources, where they are quoted" brief={plural(cited.length, "document")}>
      {cited.map((source) => (
        <Excerpts quoting={quoting} source={source} />
      ))}
    </FoldedSection>
  );
}

interface ExcerptsProps {
  readonly quoting: readonly RequirementResult[];
  readonly source: SourceText;
}

function Excerpts({ quoting, source }: ExcerptsProps) {
  const all = source.text.split("\n");
  const traces = quoting.map(({ trace }) => trace).filter((trace) => trace.source === source.name);
  const quoted = new Set(traces.flatMap((trace) => quotedLines(all, trace)));
  const near = [...quoted].flatMap((line) =>
    Array.from({ length: 2 * AROUND + 1 }, (_, offset) => line - AROUND + offset),
  );
  const shown = [...new Set(near)].filter((line) => line >= 1 && line <= all.length).sort((a, b) => a - b);
  return (
    <details class="source">
      <summary>{source.name}</summary>
      <table>
        <tbody>
          {shown.map((line) => (
            <tr id={lineId(source.name, line)} class={quoted.has(line) ? "quoted" : undefined}>
              <td class="line">{line}</td>
              <td>
                <Visible text={all[line - 1] ?? ""} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The lines that a quote runs over; white space in it stands for any in the source. */
function quotedLines(all: readonly string[], { line, quote }: SourceTrace): number[] {
  const length = (text: string) => text.replace(/\s+/g, "").length;
  let left = length(quote);
  const lines: number[] = [];
  for (let at = line; left > 0 && at <= all.length; at += 1) {
    lines.push(at);
    left -= length(all[at - 1] ?? "");
  }
  return lines;
}

function lineId(source: string, line: number): string {
  return `source-${source.replace(/[^\w.-]+/g, "-")}-L${line}`;
}
