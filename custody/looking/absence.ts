import { isRefusedAs, type ParsedAnswer } from "#protocol/answers/reply.ts";
import { TOLD_UNKNOWN } from "#spec/requirements/refusals.ts";
import { refusesToLook } from "./forbidden-name.ts";

/** An answer to a request for one thing alone, and how the service says that it is not there. */
export interface AskedFor {
  /** Undefined where no request can ask for it. */
  readonly answer: Pick<ParsedAnswer, "status" | "error" | "json"> | undefined;
  /** Names of the errors that say so. */
  readonly unknown: readonly string[];
  /** The contract forbids what it is asked for by, and no answer ever said that something has it. */
  readonly isForbidden?: boolean;
}

/** The answer names the very error for what is not there, with its status. */
export function saysUnknown(
  { status, error }: Pick<ParsedAnswer, "status" | "error">,
  unknown: readonly string[],
): boolean {
  return status === 404 && namesUnknown(error, unknown);
}

/** The text of an answer says that nothing has the name, under the name of another error: believed of two looks that agree. */
export function tellsUnknown(answer: Pick<ParsedAnswer, "status" | "error" | "json">): boolean {
  return isRefusedAs(answer, TOLD_UNKNOWN);
}

/** The answer is about what is not there, or seems to be: a 404 of any name, or a text that says it. */
export function mayBeMissing(answer: Pick<ParsedAnswer, "status" | "error" | "json">): boolean {
  return answer.status === 404 || tellsUnknown(answer);
}

/** What one look says, or a second one where only the text of the first says that nothing is there. */
export async function looksUnknown(
  first: Pick<ParsedAnswer, "status" | "error" | "json">,
  lookAgain: () => Promise<ParsedAnswer>,
  unknown: readonly string[],
): Promise<boolean> {
  if (!tellsUnknown(first)) return saysUnknown(first, unknown);
  const second = await lookAgain();
  return tellsUnknown(second) || saysUnknown(second, unknown);
}

/**
 * Whether it is proved that something is not there: the one rule of a run, a sweep, and whole services. A 404 that names
 * the missing thing proves it. Any other 404 may come from a proxy, or be about the operation, and the right error with
 * another status may mean anything: they count if the list confirms them. So does a text that says it under another error,
 * and a 400 to a name that nothing may have: it says that nobody looked. Nothing else that is answered proves anything.
 * `isUnlisted`: whether the whole list of its kind lacks it; asked for only where it decides.
 */
export async function provesAbsent(
  { answer, unknown, isForbidden = false }: AskedFor,
  isUnlisted: () => boolean | Promise<boolean>,
): Promise<boolean> {
  if (answer === undefined) return isUnlisted();
  if (saysUnknown(answer, unknown)) return true;
  const { status, error } = answer;
  const isHint = mayBeMissing(answer) || (status >= 400 && status < 500 && namesUnknown(error, unknown));
  return (isHint || (isForbidden && refusesToLook(answer))) && isUnlisted();
}

function namesUnknown({ name }: ParsedAnswer["error"], unknown: readonly string[]): boolean {
  return name !== undefined && unknown.includes(name);
}
