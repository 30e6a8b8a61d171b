import { dottedPointer } from "#spec/json/json-pointer.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { COMMON_ERRORS } from "#spec/requirements/error-table.ts";
import type { GivenChange } from "#suites/mutations/change.ts";
import type { PassingAnswer, PassingRequest } from "#suites/mutations/passing-answer.ts";
import { changedAt } from "#suites/mutations/places.ts";
import { errorAnswer } from "#suites/mutations/kinds/form-kinds.ts";

/** What a rule answers: see faults.schema.json. */
export interface RuleAnswer {
  readonly error?: string;
  readonly message?: string;
  readonly status?: number;
  readonly body?: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
  readonly members?: JsonObject;
  readonly delayMs?: number;
  readonly drop?: true;
  readonly passOn?: true;
}

/** Which requests are answered otherwise, and how. */
export interface AnswerRule {
  readonly operation: string;
  readonly resource?: string;
  readonly nth?: number;
  readonly answer: RuleAnswer;
}

/** Whether a rule is about a request, whichever turn it is. */
export function isRuleFor({ operation, resource }: AnswerRule, passing: PassingRequest): boolean {
  if (operation !== "*" && operation !== passing.operation.id) return false;
  return resource === undefined || Object.values(passing.input).includes(resource);
}

/** Whether the endpoint is not asked. */
export function isGivenInstead({ error, status, body, drop, passOn }: RuleAnswer): boolean {
  if (passOn === true) return false;
  return error !== undefined || status !== undefined || body !== undefined || drop === true;
}

/** What is other than the endpoint's answer, where it was asked. */
export function changeByRule({ answer }: AnswerRule, passing: PassingRequest, own?: PassingAnswer): GivenChange {
  const {
    error,
    message = "Injected by eks-conformance",
    status,
    body,
    headers = {},
    members = {},
    delayMs,
    drop,
  } = answer;
  const named = error === undefined ? undefined : errorAnswer(statusOfError(passing, error) ?? 400, error, message);
  const changed = Object.entries(members).reduce<JsonValue | undefined>((json, [path, value]) => {
    return json === undefined ? json : changedAt(json, dottedPointer(path), () => value);
  }, own?.json);
  const json = body ?? named?.json ?? (Object.keys(members).length > 0 ? changed : undefined);
  const type = body === undefined ? {} : { "content-type": "application/json" };
  return {
    ...(status === undefined && named === undefined ? {} : { status: status ?? named?.status ?? 200 }),
    ...(json === undefined ? {} : { json }),
    headers: { ...type, ...named?.headers, ...headers },
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(drop === undefined ? {} : { drops: drop }),
  };
}

function statusOfError({ operation }: PassingRequest, error: string): number | undefined {
  return operation.errors.find(({ name }) => name === error)?.status ?? COMMON_ERRORS[error]?.[0];
}

/** What a contract keeps a rule from being, in words that end a line; undefined for nothing. */
export function whyNoRule({ operation, answer }: AnswerRule, { operations }: Contract): string | undefined {
  const named = operations.get(operation);
  if (operation !== "*" && named === undefined) return `there is no operation ${operation}`;
  const { error, status } = answer;
  if (error === undefined || status !== undefined) return undefined;
  const of = named === undefined ? [...operations.values()] : [named];
  const isKnown =
    Object.hasOwn(COMMON_ERRORS, error) || of.some(({ errors }) => errors.some(({ name }) => name === error));
  return isKnown ? undefined : `${operation} documents no error ${error}: give its status, too`;
}
