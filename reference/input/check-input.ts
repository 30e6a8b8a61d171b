import type { Call, InputBehaviours } from "#reference/behaviours.ts";
import type { RegistrationInput } from "#reference/clusters/cluster.ts";
import { Refusal, type ErrorCode } from "#reference/refusal.ts";
import { checkMembers, keepsRule } from "#reference/service/input/check-value.ts";
import type { BrokenRule } from "#reference/service/input/input-rule.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { readText } from "#reference/service/input/read-text.ts";
import { inputShapeAt, contractOperation } from "./contract.ts";

export const conformingInput: InputBehaviours = { readInteger, keepsRule, checkInput };

/** A label that no cluster can have names one that is not there. */
function checkInput(input: Readonly<Record<string, unknown>>, call: Call): BrokenRule | undefined {
  const members = operationAsked(call).input.filter(({ binding }) => binding.in !== "label");
  return checkMembers(input, members, "", (value, rule) => call.behaviours.keepsRule(value, rule, call));
}

/** Throws the error of the call's operation where its input breaks the contract, with the name if that is none that does. */
export function requireValid(input: Readonly<Record<string, unknown>>, call: Call): void {
  const broken = call.behaviours.checkInput(input, call);
  if (broken === undefined) return;
  const { errors } = operationAsked(call);
  const code = INVALID.find((each) => errors.some((error) => error.code === each)) ?? "ClientException";
  throw new Refusal(code, broken.sentence, broken.path === "/name" ? undefined : call.registration?.name);
}

const MAX_RESULTS = inputShapeAt("ListClusters", "/maxResults");

const INVALID: readonly ErrorCode[] = ["InvalidParameterException", "BadRequestException"];

/** What the contract says of the operation that is asked for. */
export function operationAsked({ route }: Call): Operation {
  if (route === undefined) throw new Error("the input belongs to no operation");
  return contractOperation(route.operation);
}

/** The same members with their tags as JSON has them. */
export function withPlainTags<Input extends Partial<Pick<RegistrationInput, "tags">>>(
  input: Input,
): Readonly<Record<string, unknown>> {
  return { ...input, tags: input.tags && Object.fromEntries(input.tags) };
}

function readInteger(text: string): number {
  return Number(readText(text, MAX_RESULTS, { at: "/maxResults", path: "/maxResults" }, () => true));
}
