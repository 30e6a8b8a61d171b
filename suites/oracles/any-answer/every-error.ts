import { errorRequirementId } from "#spec/derived/derive-errors.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { DocumentedError } from "#spec/contract/operation.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { type AnswerForm, refusal, status } from "#suites/record/condition.ts";
import { conditionOf } from "#suites/oracles/member-condition.ts";
import { receivedValue, typeName } from "#suites/oracles/member-finding.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { describeReply, unreadable } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { COMMON_ERRORS, EKS_ERRORS } from "#spec/requirements/error-table.ts";
import { validatorOf } from "#spec/contract/validator.ts";

const STACK_TRACE =
  /\n\s+at .+:\d+|Traceback \(most recent|goroutine \d+ \[|panicked at|\.(?:rs|go|py|java|ts|js):\d+|node_modules/;

/** Holds for every error response, whichever case caused it: identity, status, members, and nothing leaked. */
export function* judgeError(reply: Reply, operation: Operation): Iterable<RequirementFinding> {
  yield* judgeErrorBody(reply);
  yield* judgeIdentity(reply);
  yield* judgeErrorStatus(reply, operation);
}

function* judgeErrorBody(reply: Reply): Iterable<RequirementFinding> {
  const json = reply.mediaType === "application/json" && isJsonObject(reply.json);
  const isJson = check(json, "an error body that is a JSON object, as application/json", bodyKind(reply));
  yield [
    "api.error.json",
    wanting(isJson, { mediaType: "application/json", members: [{ at: "", types: ["object"] }] }),
  ];
  if (!isJsonObject(reply.json)) return;
  const message = reply.json["message"] ?? reply.json["Message"];
  const received = message === "" ? "an empty string" : typeName(message);
  yield [
    "api.error.message",
    check(typeof message === "string" && message !== "", "a message, a string that is not empty", received),
  ];
  const leak = STACK_TRACE.exec(reply.text.replaceAll("\\n", "\n"));
  yield ["api.error.no-internals", check(leak === null, "no trace of the server's code", leak?.[0].trim() ?? "none")];
}

function* judgeIdentity(reply: Reply): Iterable<RequirementFinding> {
  const { name, header, code, type, agrees } = reply.error;
  const received = describeReply(reply);
  const named = check(name !== undefined, "an error type in the header, `code` or `__type`", received);
  yield ["api.error.type", wanting(named, { errorType: "named" })];
  if (name === undefined) return;
  yield [
    "api.error.type-header",
    check(header !== undefined, "an X-Amzn-Errortype header", header ?? "no such header"),
  ];
  const types = [header, code, type].filter((each) => each !== undefined);
  if (types.length < 2) return;
  const agreeing = check(agrees, "one error type in every place that names one", types.join(", "));
  yield ["api.error.type-agrees", wanting(agreeing, { errorType: "agrees" })];
}

/** Status and type must match the table on every error seen, one that was retried away included. */
export function* judgeErrorStatus(reply: Reply, operation: Operation | undefined): Iterable<RequirementFinding> {
  const { name } = reply.error;
  if (name === undefined) return;
  const documented = operation?.errors.find((error) => error.name === name);
  // Throttling comes in many spellings, and none of them is a verdict.
  if (documented === undefined && isThrottled(reply)) return;
  if (operation !== undefined && documented !== undefined) yield* judgeDocumented(reply, operation, documented);
  const common = Object.hasOwn(COMMON_ERRORS, name) ? COMMON_ERRORS[name] : undefined;
  if (documented === undefined && common !== undefined) {
    const usual = check(common.includes(reply.status), `${common.join(" or ")} ${name}`, describeReply(reply));
    yield ["api.error.status", wanting(usual, { answers: unlessNamed(name, common) })];
  }
  const known = documented !== undefined || common !== undefined;
  const received = describeReply(reply);
  const expected = "an error that the operation documents, or one common to all";
  if (!known && EKS_ERRORS.has(name)) yield ["api.error.documented", { grade: "observed", expected, received }];
  else yield ["api.error.documented", check(known, expected, received)];
}

function* judgeDocumented(reply: Reply, operation: Operation, error: DocumentedError): Iterable<RequirementFinding> {
  const id = (aspect: "status" | "members"): string => errorRequirementId(operation.prefix, error.name, aspect);
  const expected = `${error.status} ${error.name}`;
  const right = check(reply.status === error.status, expected, describeReply(reply));
  yield [id("status"), wanting(right, { answers: unlessNamed(error.name, [error.status]) })];
  const { json } = reply;
  if (!isJsonObject(json)) return;
  const violations = validatorOf(error.schema)(json);
  const differences = violations.map(({ at, message }) => ({
    at,
    expected: message,
    ...receivedValue(valueAt(json, at), typeName),
  }));
  const received = differences.map(({ at, received }) => `${at} is ${received}`).join(", ");
  const finding = check(violations.length === 0, "members as documented", received || "as documented", differences);
  const condition = conditionOf(violations, (pointer) => schemaAt(error.schema, pointer));
  yield [id("members"), wanting(finding, condition)];
}

/** One of these statuses where the error has this name. */
function unlessNamed(name: string, statuses: readonly number[]): AnswerForm[] {
  return [...statuses.map((code) => refusal(code, name)), { ...status(100, 999), otherThan: name }];
}

function bodyKind(reply: Reply): string {
  const type = reply.mediaType ?? "no content type";
  const kind = reply.json === undefined ? unreadable(reply) : typeName(reply.json);
  return `${kind}, as ${type}`;
}
