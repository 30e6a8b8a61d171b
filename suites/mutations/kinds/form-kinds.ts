import { plainValue } from "#generators/schema/baseline.ts";
import { pageTokens } from "#spec/contract/page-tokens.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { dottedPointer } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { COMMON_ERRORS } from "#spec/requirements/error-table.ts";
import type { FaultKind, FaultPlace, NotedTraffic } from "#suites/mutations/answer-fault.ts";
import type { GivenChange } from "#suites/mutations/change.ts";
import { isGood, isRefused, type PassingAnswer } from "#suites/mutations/passing-answer.ts";
import { valuesAt } from "#suites/mutations/places.ts";
import { memberIn } from "./member-places.ts";
import { valueChanged } from "./member-kinds.ts";

/** The operations some of whose answers fit, each once. */
function operationsWhere(fits: (answer: PassingAnswer) => boolean): (noted: NotedTraffic) => FaultPlace[] {
  return ({ answers }) => {
    const ids = new Set(answers.filter(fits).map(({ operation }) => operation.id));
    return [...ids].map((operation) => ({ operation }));
  };
}

/** The errors that operations were refused with, each once by operation. */
export function refusalPlaces({ answers }: NotedTraffic): FaultPlace[] {
  const found = new Map<string, FaultPlace>();
  for (const { operation, error } of answers.filter(isRefused)) {
    found.set(`${operation.id} ${error}`, { operation: operation.id, ...(error === undefined ? {} : { error }) });
  }
  return [...found.values()];
}

const isOf = ({ error }: FaultPlace, answer: PassingAnswer): boolean => isRefused(answer) && answer.error === error;

const errorOf = ({ error }: FaultPlace): string => (error === undefined ? "a refusal" : `\`${error}\``);

const wrongStatus: FaultKind = {
  id: "wrong-status",
  isAlike: true,
  isForm: true,
  title: "wrong status",
  places: operationsWhere(isGood),
  change: (_fault, answer) => (isGood(answer) ? { status: answer.response.status === 200 ? 201 : 200 } : undefined),
  gap: ({ operation }) => `no test looks at the HTTP status of ${operation}`,
};

const wrongErrorStatus: FaultKind = {
  id: "wrong-error-status",
  title: "error with a wrong status",
  places: refusalPlaces,
  change: (fault, answer) => (isOf(fault, answer) ? { status: answer.response.status === 400 ? 404 : 400 } : undefined),
  gap: (fault) => `no test looks at the HTTP status of ${errorOf(fault)} from ${fault.operation}`,
};

const wrongErrorType: FaultKind = {
  id: "wrong-error-type",
  title: "wrong error type",
  places: refusalPlaces,
  change: (fault, answer) => {
    const other = answer.operation.errors.find(({ name, status }) => name !== answer.error && status < 500);
    return isOf(fault, answer) && other !== undefined ? renamedError(answer, other.name) : undefined;
  },
  gap: (fault) => `no test looks at the type of the error where ${fault.operation} answers ${errorOf(fault)}`,
};

/** The same error under another name, wherever the answer says it. */
export function renamedError({ response, json }: PassingAnswer, name: string): GivenChange {
  const inHeader = response.headers.some(([header]) => header.toLowerCase() === "x-amzn-errortype");
  const named = isJsonObject(json) ? ["__type", "code", "Code"].filter((member) => Object.hasOwn(json, member)) : [];
  const members = Object.fromEntries(named.map((member) => [member, name]));
  return {
    ...(isJsonObject(json) && named.length > 0 ? { json: { ...json, ...members } } : {}),
    ...(inHeader || named.length === 0 ? { headers: { "x-amzn-errortype": name } } : {}),
  };
}

const errorWithoutMessage: FaultKind = {
  id: "error-without-message",
  title: "error without its message",
  places: refusalPlaces,
  change: (fault, answer) => {
    if (!isOf(fault, answer) || !isJsonObject(answer.json)) return undefined;
    const entries = Object.entries(answer.json).filter(([name]) => name.toLowerCase() !== "message");
    return { json: Object.fromEntries(entries) };
  },
  gap: (fault) => `no test reads the message of ${errorOf(fault)} from ${fault.operation}`,
};

const refusalAccepted: FaultKind = {
  id: "refusal-accepted",
  title: "refusal accepted",
  places: refusalPlaces,
  change: (fault, answer, { before }) => {
    if (!isOf(fault, answer)) return undefined;
    const good = before.filter(isGood).findLast(({ operation }) => operation.id === fault.operation);
    return {
      status: answer.operation.success.status,
      json: good?.json ?? shapedAs(answer.operation),
      headers: { "x-amzn-errortype": undefined, "content-type": "application/json" },
    };
  },
  gap: (fault) => `no test fails where ${fault.operation} accepts what it should refuse as ${errorOf(fault)}`,
};

/** A body of the right shape. */
function shapedAs({ success }: Operation): JsonObject {
  const value: JsonValue | undefined = plainValue(success.schema, { prefix: "made-up-", fixtures: {} }, "0", "full");
  return isJsonObject(value) ? value : {};
}

const wrongContentType: FaultKind = {
  id: "wrong-content-type",
  isAlike: true,
  isForm: true,
  title: "wrong content type",
  places: operationsWhere(isGood),
  change: (_fault, answer) => (isGood(answer) ? { headers: { "content-type": "text/html" } } : undefined),
  gap: ({ operation }) => `no test looks at the content type of ${operation}`,
};

const tokenLost: FaultKind = {
  id: "page-token-lost",
  title: "page token that ends early",
  places: ({ answers }) =>
    answers.filter(isGood).flatMap(({ operation, json }) => {
      const path = tokenPath(operation);
      const isThere = path !== undefined && valuesAt(json, path).some((value) => value !== null && value !== "");
      return isThere ? [{ operation: operation.id, path }] : [];
    }),
  change: (fault, answer) => valueChanged(fault, answer, () => undefined),
  gap: (fault) => `no test misses what comes after the first page of ${fault.operation}: ${memberIn(fault)} was lost`,
};

function tokenPath(operation: Operation): string | undefined {
  const tokens = pageTokens(operation);
  return tokens === undefined ? undefined : dottedPointer(tokens.outputToken);
}

/** An error in AWS's shape. */
export function errorAnswer(
  status: number,
  name: string,
  message: string,
): Required<Pick<GivenChange, "status" | "json" | "headers">> {
  return {
    status,
    json: { message },
    headers: { "content-type": "application/json", "x-amzn-errortype": name },
  };
}

/** An error of this status that the operation documents, or that any may have. */
export function errorOfStatus({ errors }: Operation, status: number): string {
  const common = Object.entries(COMMON_ERRORS).find(([, statuses = []]) => statuses[0] === status);
  return errors.find((each) => each.status === status)?.name ?? common?.[0] ?? "";
}

function refusedOnce(id: string, title: string, status: number, message: string): FaultKind {
  return {
    id,
    title,
    once: true,
    isAlike: true,
    places: operationsWhere(() => true),
    instead: (_fault, { operation }) => errorAnswer(status, errorOfStatus(operation, status), message),
    gap: ({ operation }) => `no test fails where ${operation} is answered ${status} once, and nothing asked again`,
  };
}

/** What may be wrong with an answer as a whole. */
export const FORM_KINDS: readonly FaultKind[] = [
  wrongStatus,
  wrongErrorStatus,
  wrongErrorType,
  errorWithoutMessage,
  refusalAccepted,
  wrongContentType,
  tokenLost,
  refusedOnce("server-error-once", "one 500", 500, "An internal error occurred."),
  refusedOnce("throttled-once", "one 429", 429, "Rate exceeded"),
];
