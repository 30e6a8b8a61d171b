import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { status } from "#suites/record/condition.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { headerValue } from "#protocol/headers.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isServerFailure, isSuccess, isUnreachable, readExchange, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { judgeError, judgeErrorStatus } from "./every-error.ts";
import { judgeSuccessBody } from "./every-success.ts";
import { isSaidByHttp } from "./http-layer.ts";
import { judgeSuccessHeaders } from "./success-headers.ts";

/** What must hold of every answer, and of those before it that were retried. */
export function* judgeDelivery(reply: Reply, operation: Operation | undefined): Iterable<RequirementFinding> {
  yield* judgeExchange(reply, operation);
  for (const attempt of reply.earlier) {
    if (attempt.response !== undefined) yield* judgeErrorStatus(readExchange(attempt), operation);
  }
}

/** What must hold of every answer, whichever case asked for it. */
export function* judgeExchange(reply: Reply, operation: Operation | undefined): Iterable<RequirementFinding> {
  const { response } = reply.exchange;
  if (isUnreachable(reply)) return;
  const whole = response !== undefined && !response.truncated;
  const answered = check(whole, "a whole HTTP response in time", describeReply(reply));
  yield ["api.answers", wanting(answered, { answers: [status(100, 999)] })];
  if (response === undefined) return;
  const failed = isServerFailure(reply) && !isThrottled(reply);
  const sound = check(!failed, "no 5xx for what a client sent", describeReply(reply));
  yield ["api.no-server-error", wanting(sound, { answers: [status(100, 499), status(501), status(600, 999)] })];
  if (isSuccess(reply)) yield* judgeSuccessBody(reply, operation);
  // What belongs to no operation, and what HTTP's own layer says, is no operation's answer.
  if (operation === undefined || (isSaidByHttp(reply) && !hasOutput(reply, operation))) return;
  const id = headerValue(response.headers, "x-amzn-requestid") ?? headerValue(response.headers, "x-amzn-request-id");
  const wanted = "an x-amzn-requestid header";
  const received = id === undefined ? "no such header" : id === "" ? "an empty header" : wanted;
  yield ["api.request-id", check((id ?? "") !== "", wanted, received)];
  if (isSuccess(reply)) yield* judgeSuccessHeaders(reply, operation);
  if (response.truncated) return;
  if (!isSuccess(reply)) yield* judgeError(reply, operation);
  // Only errors have that header in restJson1; with nothing of the output, the answer is one, whatever its status says.
  else if (namesOwnError(reply, operation) && !hasOutput(reply, operation)) yield* judgeErrorStatus(reply, operation);
}

function namesOwnError({ error }: Reply, { errors }: Operation): boolean {
  return errors.some(({ name }) => name === error.header);
}

/** HTTP's own layer knows no operation's output: an answer that has a member of it comes from the operation. */
function hasOutput({ json }: Reply, { success }: Operation): boolean {
  // A message is what anyone who refuses has.
  const names = Object.keys(success.schema.properties ?? {}).filter((name) => name.toLowerCase() !== "message");
  return isJsonObject(json) && names.some((name) => Object.hasOwn(json, name));
}
