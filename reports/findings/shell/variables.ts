import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import type { Evidence } from "../../../suites/record/kept-evidence.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { makingOf } from "../steps/making.ts";
import { leavesIn, ownIn, pathTexts } from "./request-texts.ts";
import type { Step } from "../steps/steps.ts";

/** A text of the run that each round of a script makes anew. */
export interface Variable {
  readonly text: string;
  /** Of the shell. */
  readonly name: string;
  readonly kind: "name" | "token";
  /** It stands for its text within longer ones, too. */
  readonly within?: boolean;
}

/** Shorter names are not ours for certain, however they are made. */
const CERTAIN = 8;

export function isCertainlyOurs({ text }: Variable): boolean {
  return text.length >= CERTAIN;
}

/** Names and tokens that the steps register with. */
export function variablesOf(steps: readonly Step[]): Variable[] {
  const found = steps.flatMap(({ evidence }): FoundValue[] => {
    const { name, token } = registrationOf(evidence) ?? {};
    return [
      { kind: "name", text: name },
      { kind: "token", text: token },
    ];
  });
  return numbered(found);
}

/** Names in what the steps of a whole service send, those of what they make, and tokens. */
export function serviceVariables(record: RunRecord, steps: readonly Step[]): Variable[] {
  const answered = new Set<string>();
  const found = steps.flatMap((step): FoundValue[] => {
    const { request, response } = step.evidence;
    const names = [...pathTexts(request.path).flatMap(ownIn), ...ownIn(request.body?.text)];
    const { id, recipe } = makingOf(record, step) ?? {};
    const isFresh = id !== undefined && recipe?.fixed === false && ownIn(id).length === 0;
    const tokens = leavesIn(request.body?.text).filter((text) => UUID.test(text) && !answered.has(text));
    for (const text of leavesIn(response?.body.text)) answered.add(text);
    return [
      ...names.map((text): FoundValue => ({ kind: "name", text, within: true })),
      ...(isFresh ? [{ kind: "name", text: id } as const] : []),
      ...tokens.map((text): FoundValue => ({ kind: "token", text })),
    ];
  });
  return numbered(found);
}

interface FoundValue extends Omit<Variable, "name" | "text"> {
  readonly text: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function numbered(found: readonly FoundValue[]): Variable[] {
  const variables = new Map<string, Variable>();
  for (const { text, ...one } of found) {
    if (text === undefined || !isPlain(text) || variables.has(text)) continue;
    const number = [...variables.values()].filter(({ kind }) => kind === one.kind).length + 1;
    variables.set(text, { ...one, text, name: `${one.kind}_${number}` });
  }
  return [...variables.values()];
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

/** Stands in JSON, in a shell and in a URL as it is, or is left as it is. */
function isPlain(text: string): boolean {
  return /^[ -~]+$/.test(text) && !/["\\]/.test(text);
}

export function assignment({ name, text, kind }: Variable): string {
  return `${name}=$(fresh "$${kind}s" ${shellQuote(text)})`;
}
