import { decoded } from "#protocol/decoded.ts";
import { hasDotSegments } from "#protocol/dot-segments.ts";
import type { BodyEvidence } from "#suites/record/parts/kept-evidence.ts";
import type { Captures } from "#reports/findings/hurl/captures.ts";
import type { HurlEntry, Option } from "#reports/findings/hurl/entry.ts";
import type { HurlText } from "#reports/findings/hurl/hurl-text.ts";
import { originOf } from "./answers-before.ts";
import { percent } from "./percent.ts";
import type { Fresh } from "./fresh.ts";
import { leavesIn } from "./request-texts.ts";
import { bodyBytes, type Scope, type Sent, SIGNATURE, signatureOf } from "./signature.ts";
import type { Step } from "./steps.ts";

/** What stands for the texts of a run in a file. */
export interface Replacing {
  readonly fresh: Fresh;
  readonly captures: Captures;
  readonly before: readonly Step[];
  readonly scope: Scope;
  /** Texts in the place of which others stand. */
  readonly instead?: ReadonlyMap<string, readonly HurlText[]>;
}

/** Method, path, headers, signature and body of a request as it was sent. */
export function requestEntry(
  sent: Sent,
  replacing: Replacing,
): Pick<HurlEntry, "method" | "path" | "headers" | "options" | "body"> {
  const { method, path, headers, body } = sent.request;
  const own = headers.filter(([name]) => !SIGNATURE.test(name));
  const signature = signatureOf(sent, replacing.scope);
  const asIs: Option[] = hasDotSegments(path) ? [["path-as-is", ["true"]]] : [];
  return {
    method,
    path: pathPieces(path, replacing),
    headers: [...own.map(([name, value]) => [name, [value]] as const), ...signature.headers],
    options: [...signature.options, ...asIs],
    body: body === undefined ? undefined : bodyPieces(body, replacing),
  };
}

function pathPieces(path: string, replacing: Replacing): HurlText[] {
  return path.split(/([/?&=])/).flatMap((part) => partPieces(part, replacing));
}

function partPieces(part: string, { fresh, captures, before, instead }: Replacing): readonly HurlText[] {
  const text = decoded(part);
  const other = instead?.get(text);
  if (other !== undefined) return other.map((piece) => (typeof piece === "string" ? percent(piece) : piece));
  const origin = originOf(text, before);
  return origin === undefined ? fresh.pieces(part) : [captures.value(origin, "encoded")];
}

/** Texts of JSON that answers brought are theirs again. */
function bodyPieces(body: BodyEvidence, replacing: Replacing): readonly HurlText[] | Uint8Array {
  const { text } = body;
  if (text === undefined) return bodyBytes(body);
  const { fresh, captures, before, instead = new Map<string, readonly HurlText[]>() } = replacing;
  const brought = [...new Set(leavesIn(text))].flatMap((leaf): [string, readonly HurlText[]][] => {
    const origin = instead.has(leaf) ? undefined : originOf(leaf, before);
    return origin === undefined ? [] : [[leaf, [captures.value(origin)]]];
  });
  const pieces = [...instead, ...brought].reduce<HurlText[]>(cutStrings, [text]);
  return pieces.flatMap((piece) => (typeof piece === "string" ? fresh.pieces(piece) : [piece]));
}

/** The quotes around a string of JSON stay. */
function cutStrings(pieces: readonly HurlText[], [text, instead]: readonly [string, readonly HurlText[]]): HurlText[] {
  return pieces.flatMap((piece) => {
    if (typeof piece !== "string") return [piece];
    return piece.split(JSON.stringify(text)).flatMap((part, at) => (at === 0 ? [part] : ['"', ...instead, '"', part]));
  });
}

/** A letter, digit or sign that needs no encoding. */
const NEEDLESS = /%(2[de]|3\d|4[1-9a-f]|5[\da]|5f|6[1-9a-f]|7[\dae])/i;

/** Its path encodes what an answer gives in a way of its own, which a file that takes it from an answer cannot. */
export function encodesAnswer({ request: { path } }: Sent, before: readonly Step[]): boolean {
  return path.split(/[/?&=]/).some((part) => NEEDLESS.test(part) && originOf(decoded(part), before) !== undefined);
}
