import type { Operation } from "../../spec/contract/operation.ts";
import { check } from "./finding.ts";
import type { Judge } from "./judge.ts";
import { headerValue } from "../../protocol/headers.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/reply.ts";
import { isThrottled } from "../../protocol/throttling.ts";
import { judgeError } from "./every-error.ts";
import { judgeSuccessBody } from "./every-success.ts";
import { isSaidByHttp, isServerFailure } from "./http-layer.ts";

/** What must hold of every answer, whichever case asked for it. */
export function judgeExchange(reply: Reply, operation: Operation | undefined, judge: Judge): void {
  const { response } = reply.exchange;
  if (isUnreachable(reply)) return;
  const whole = response !== undefined && !response.truncated;
  judge("api.answers", check(whole, "a whole HTTP response in time", describeReply(reply)));
  if (response === undefined) return;
  const failed = isServerFailure(reply) && !isThrottled(reply);
  judge("api.no-server-error", check(!failed, "no 5xx for what a client sent", describeReply(reply)));
  if (isSuccess(reply)) judgeSuccessBody(reply, operation, judge);
  // What belongs to no operation, and what HTTP's own layer says, is no operation's answer.
  if (operation === undefined || isSaidByHttp(reply)) return;
  const id = headerValue(response.headers, "x-amzn-requestid") ?? headerValue(response.headers, "x-amzn-request-id");
  const named = id === "" ? "an empty header" : (id ?? "no such header");
  judge("api.request-id", check(named === id, "an x-amzn-requestid header", named));
  if (!isSuccess(reply) && !response.truncated) judgeError(reply, operation, judge);
}
