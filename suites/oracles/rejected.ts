import { isQuotaRefusal, unclearForQuota } from "./quota.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { BAD_REQUEST } from "#spec/requirements/error-table.ts";
import { type ProperRefusal, REFUSALS } from "#spec/requirements/refusals.ts";
import type { Violation } from "#spec/contract/validator.ts";
import type { Classification } from "./request/expectation.ts";
import { type AnswerForm, refusal, status } from "#suites/record/condition.ts";
import { check, wanting, type Finding } from "./finding.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { isHttpRefusal, isHttpStatus, isSaidByHttp, isTargetRefused } from "./any-answer/http-layer.ts";
import { anyOf } from "./refusal-words.ts";
import { readingOf } from "./any-answer/reading-of.ts";

/** An operation that documents an error for whatever is wrong with a request says so by it. */
function withDocumented(
  alternatives: readonly ProperRefusal[],
  operation: Classification["operation"],
): readonly ProperRefusal[] {
  const documents = operation?.errors.some(({ name }) => name === BAD_REQUEST.name) === true;
  if (!documents) return alternatives;
  return [{ ...BAD_REQUEST, grade: "met" }, ...alternatives.filter(({ name }) => name !== BAD_REQUEST.name)];
}

/** A number that no 32-bit integer holds is as good as no number: restJson1 refuses it while parsing. */
function overflows({ at }: Violation, input: Classification["input"]): boolean {
  const value = input === undefined ? undefined : valueAt(input, at);
  return typeof value === "number" && (value > 0x7fffffff || value < -0x80000000);
}

/** A union of no member, or of several, is one that can't be parsed: restJson1 malformed-union. */
function isNoUnion({ keyword, pointer }: Violation, operation: Classification["operation"]): boolean {
  if (operation === undefined || (keyword !== "minProperties" && keyword !== "maxProperties")) return false;
  return schemaAt(operation.input, pointer)?.["x-union"] === true;
}

/** Whether what is wrong stands in the path or the query, where a layer in front may see it first. */
function isWrongInTarget({ violations, operation }: Classification): boolean {
  const inTarget = operation?.members.filter(({ in: place }) => place === "path" || place.startsWith("query")) ?? [];
  const names = inTarget.map(({ name }) => name);
  return violations.length > 0 && violations.every(({ at }) => names.includes(pointerTokens(at)[0] ?? ""));
}

function alternativesFor({ problem, violations, input, operation }: Classification): readonly ProperRefusal[] {
  switch (problem) {
    case "media-type":
      return REFUSALS.mediaType;
    case "accept":
      return REFUSALS.accept;
    case "empty":
      return REFUSALS.empty;
    case "encoding":
    case "syntax":
    case "not-an-object":
      return REFUSALS.syntax;
    default:
      return violations.some((one) => one.keyword === "type" || overflows(one, input) || isNoUnion(one, operation))
        ? REFUSALS.type
        : REFUSALS.constraint;
  }
}

/**
 * A request that the contract forbids must be refused with the documented error and its documented status in a JSON
 * object; other proper refusals are tolerated. Anything else, another 4xx among it, misses.
 */
export function judgeRejected(reply: Reply, classification: Classification): Finding {
  if (classification.problem === "route") return judgeUnrouted(reply);
  const alternatives = withDocumented(alternativesFor(classification), classification.operation);
  const received = describeReply(reply);
  const expected = anyOf(alternatives.filter(({ grade }) => grade === "met"));
  const { name } = reply.error;
  const match = alternatives.find((alternative) => alternative.status === reply.status && alternative.name === name);
  if (match !== undefined && isJsonObject(reply.json)) {
    const finding: Finding = { grade: match.grade, expected, received };
    return match.grade === "met" ? finding : { ...finding, alternative: `${match.status} ${match.name}` };
  }
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  const isOwnStatus = isSaidByHttp(reply) && alternatives[0]?.status === reply.status;
  if (isOwnStatus || (isTargetRefused(reply) && isWrongInTarget(classification))) {
    return { grade: "tolerated", expected, received, alternative: `${reply.status} from the HTTP layer` };
  }
  const reading = readingOf(classification);
  const isAllowed = reading?.isAllowed === true;
  if (isAllowed && isSuccess(reply)) return { grade: "tolerated", expected, received, alternative: reading.words };
  if (isQuotaRefusal(reply)) return unclearForQuota({ expected, received });
  // The refusal is the right one, and only its body is not.
  const due = match === undefined ? expected : `${expected} with a JSON object`;
  const answers = [...formsOf(alternatives), ...(isAllowed ? [status(200, 299)] : [])];
  const why = isSuccess(reply) && reading !== undefined ? `: ${reading.words}` : "";
  return { grade: "missed", expected: due, received: `${received}${why}`, condition: { answers } };
}

function formsOf(alternatives: readonly ProperRefusal[]): AnswerForm[] {
  const [best] = alternatives;
  const byHttp = best !== undefined && isHttpStatus(best.status) ? [{ ...status(best.status), unnamed: true }] : [];
  return [...alternatives.map((one) => refusal(one.status, one.name, true)), ...byHttp];
}

/** What no operation claims may be refused by whoever sees it first, in any of HTTP's ways (RFC 9110, section 15). */
function judgeUnrouted(reply: Reply): Finding {
  const words = { expected: "a refusal: 3xx, 4xx or 501", received: describeReply(reply) };
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", ...words };
  return wanting(check(isHttpRefusal(reply), words.expected, words.received), {
    answers: [status(300, 499), status(501)],
  });
}
