import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import type { Evidence } from "../../suites/record/record.ts";
import type { Step } from "./steps.ts";

/** A text of the run that each round of a script makes anew. */
export interface Variable {
  readonly text: string;
  /** Of the shell. */
  readonly name: string;
  readonly kind: "name" | "token";
}

/** Shorter names are not ours for certain, however they are made. */
const CERTAIN = 8;

export function isCertainlyOurs({ text }: Variable): boolean {
  return text.length >= CERTAIN;
}

/** Names and tokens that the steps register with. */
export function variablesOf(steps: readonly Step[]): Variable[] {
  const variables = new Map<string, Variable>();
  for (const { evidence } of steps) {
    const registered = registrationOf(evidence);
    for (const [kind, text] of Object.entries(registered ?? {})) {
      if (!isPlain(text) || variables.has(text) || (kind !== "name" && kind !== "token")) continue;
      const number = [...variables.values()].filter((one) => one.kind === kind).length + 1;
      variables.set(text, { text, kind, name: `${kind}_${number}` });
    }
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
