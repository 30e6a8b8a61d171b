import { parsedJson } from "../../../spec/json/parsed-json.ts";
import { pathTexts } from "./request-texts.ts";
import type { Step } from "./steps.ts";

/** A value in the answer to an earlier step. */
export interface Origin {
  readonly step: number;
  readonly at: string;
}

/** Shorter texts and smaller numbers are alike by chance. */
const TELLING = { length: 6, number: 1_000_000 };

/**
 * Where a value that is the target's own, and that no request brought, came from: the place of that name first, then any.
 * What a path named before the answer came is no value of the target's.
 */
export function originOf(value: unknown, steps: readonly Step[], preferred?: string): Origin | undefined {
  const telling =
    typeof value === "string" ? value.length >= TELLING.length : typeof value === "number" && value > TELLING.number;
  if (!telling || steps.some(({ evidence }) => brought(value, evidence.request.body?.text))) return undefined;
  const asked = steps.findIndex(({ evidence }) => pathTexts(evidence.request.path).some((text) => text === value));
  const found = steps
    .slice(0, asked < 0 ? undefined : asked)
    .flatMap(({ number, evidence }) =>
      leavesOf(parsedJson(evidence.response?.body.text)).flatMap(([at, leaf]) =>
        leaf === value ? [{ step: number, at }] : [],
      ),
    );
  return found.find(({ at }) => at === preferred) ?? found[0];
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
