import { parsedJson } from "#spec/json/parsed-json.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { leavesIn, pathTexts } from "./request-texts.ts";
import type { Step } from "./steps.ts";

/** A value in the answer to an earlier step. */
export interface Origin {
  readonly step: number;
  readonly at: string;
}

/** Shorter texts and smaller numbers are alike by chance, and so are words such as `ACTIVE`, which the contract has. */
const TELLING = { length: 6, number: 1_000_000, word: /^[A-Z_]+$/ };

interface Preferred {
  /** A place in an answer. */
  readonly at?: string | undefined;
  /** The request whose answer has the value, too. */
  readonly of?: Evidence;
}

/**
 * Where a value that is the target's own, and that no request brought, came from: an answer about what the other request
 * names first, since two may have been made in the same millisecond, of those the place of that name, then any. What a
 * path named before the answer came is no value of the target's.
 */
export function originOf(
  value: unknown,
  steps: readonly Step[],
  { at: place, of }: Preferred = {},
): Origin | undefined {
  const telling =
    typeof value === "string"
      ? value.length >= TELLING.length && !TELLING.word.test(value)
      : typeof value === "number" && value > TELLING.number;
  if (!telling || steps.some(({ evidence }) => brought(value, evidence.request.body?.text))) return undefined;
  const asked = steps.findIndex(({ evidence }) => pathTexts(evidence.request.path).some((text) => text === value));
  const names = new Set(of === undefined ? [] : [...pathTexts(of.request.path), ...leavesIn(of.request.body?.text)]);
  const found = steps.slice(0, asked < 0 ? undefined : asked).flatMap(({ number, evidence }) => {
    const leaves = leavesOf(parsedJson(evidence.response?.body.text));
    const texts = [...leavesIn(evidence.request.body?.text), ...leaves.map(([, leaf]) => leaf)];
    const isAbout = texts.some((text) => typeof text === "string" && text.length >= TELLING.length && names.has(text));
    return leaves
      .filter(([, leaf]) => leaf === value)
      .map(([at]) => ({ step: number, at, rank: (isAbout ? 2 : 0) + (at === place ? 1 : 0) }));
  });
  const [best] = found.toSorted((one, other) => other.rank - one.rank);
  return best && { step: best.step, at: best.at };
}

function brought(value: unknown, body: string | undefined): boolean {
  return leavesOf(parsedJson(body)).some(([, leaf]) => leaf === value);
}

function leavesOf(value: unknown, at = ""): [at: string, leaf: unknown][] {
  if (typeof value !== "object" || value === null) return [[at, value]];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf(member, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}
