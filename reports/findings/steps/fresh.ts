import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { HurlText } from "#reports/findings/hurl/hurl-text.ts";
import { makingOf } from "./making.ts";
import { leavesIn } from "./request-texts.ts";
import type { Step } from "./steps.ts";

/**
 * Seven digits of a file's own run stand where a run's names have its mark, and in the tokens and other names of the
 * steps: lengths stay, digits have no case, and texts that differ keep to differ.
 */
const FRESH: HurlText = { variable: "run" };
const LENGTH = 7;

/** Puts fresh digits into a text. */
export interface Fresh {
  readonly pieces: (text: string) => HurlText[];
}

export function freshIn(record: RunRecord, steps: readonly Step[]): Fresh | { readonly untold: string } {
  const sent = steps.map(({ evidence }) => `${evidence.request.path}\n${evidence.request.body?.text ?? ""}`).join("\n");
  const mark = /cf-([a-z0-9]{7})(?:s\d+)?-/.exec(sent)?.[1];
  const ofMark = mark === undefined ? [] : [asMark(mark)];
  const unmarked = [...new Set(wholeTexts(record, steps))].filter(
    (text) => ofMark.reduce<HurlText[]>(replaced, [text]).length === 1,
  );
  const wholes = unmarked.flatMap((text) => withDigits(text).map((pattern) => ({ text, pattern })));
  const known = [...ofMark, ...wholes.map(({ pattern }) => pattern)];
  const pieces = (text: string): HurlText[] => known.reduce<HurlText[]>(replaced, [text]);
  const texts = wholes.map(({ text }) => text);
  const isApart = new Set(texts.map((text) => JSON.stringify(pieces(text)))).size === texts.length;
  if (!isApart) return { untold: "its names differ where they must be made anew" };
  return { pieces };
}

/** What stands before the digits, and the text that goes, are groups of a pattern. */
type Replacement = RegExp;

function replaced(pieces: readonly HurlText[], pattern: Replacement): HurlText[] {
  return pieces.flatMap((piece) => (typeof piece === "string" ? cut(piece, pattern) : [piece]));
}

function cut(text: string, pattern: RegExp): HurlText[] {
  const pieces: HurlText[] = [];
  let from = 0;
  for (const { index, groups } of text.matchAll(pattern)) {
    const before = index + (groups?.["before"]?.length ?? 0);
    pieces.push(text.slice(from, before), FRESH);
    from = before + (groups?.["gone"]?.length ?? 0);
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== "");
}

/** In whatever case, and percent-encoded, too; the first letter of a name may be another one. */
function asMark(mark: string): Replacement {
  const encoded = [...`cf-${mark}`].map((letter) => {
    const codes = [...new Set([letter, letter.toUpperCase()])].map((one) => `%${one.charCodeAt(0).toString(16)}`);
    return `(?:${[letter, ...codes].join("|")})`;
  });
  const [before, gone] = [encoded.slice(0, 3).join(""), encoded.slice(3).join("")];
  return new RegExp(`(?<before>${before})(?<gone>${gone})`, "gi");
}

/** Names and tokens that have no mark: what the steps make, and what they were given as tokens. */
function wholeTexts(record: RunRecord, steps: readonly Step[]): string[] {
  const answered = new Set<string>();
  return steps.flatMap((step) => {
    const { request, response } = step.evidence;
    const tokens = leavesIn(request.body?.text).filter((text) => UUID.test(text) && !answered.has(text));
    for (const text of leavesIn(response?.body.text)) answered.add(text);
    const { name, token } = registrationOf(step.evidence) ?? {};
    const { id, recipe } = makingOf(record, step) ?? {};
    return [...tokens, name, token, recipe?.fixed === false ? id : undefined].filter((text) => text !== undefined);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The last seven of eight or more letters and digits in a row, so that the first stays what it is. */
function withDigits(text: string): Replacement[] {
  const row = /^[\w.:/-]+$/.test(text) ? [...text.matchAll(/[0-9A-Za-z]{8,}/g)].at(-1) : undefined;
  if (row === undefined) return [];
  const end = row.index + row[0].length;
  const [before, gone, after] = [text.slice(0, end - LENGTH), text.slice(end - LENGTH, end), text.slice(end)].map(
    literally,
  );
  return [new RegExp(`(?<before>(?<![\\w-])${before})(?<gone>${gone})${after}(?![\\w-])`, "g")];
}

function literally(text: string): string {
  return text.replace(/\W/g, "\\$&");
}

/** The name, and the token, in the body of a registration. */
export function registrationOf({ request }: Evidence): { readonly name: string; readonly token?: string } | undefined {
  if (request.method !== "POST" || request.body?.text === undefined) return undefined;
  const { name, clientRequestToken: token } = objectIn(request.body.text);
  if (typeof name !== "string") return undefined;
  return typeof token === "string" ? { name, token } : { name };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
