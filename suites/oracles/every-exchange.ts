import type { Operation } from "../../spec/contract/operation.ts";
import { status } from "../record/condition.ts";
import { check, wanting } from "./finding.ts";
import type { Judge } from "./judge.ts";
import { headerValue } from "../../protocol/headers.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/answers/reply.ts";
import { isThrottled } from "../../protocol/answers/throttling.ts";
import { judgeError } from "./every-error.ts";
import { judgeSuccessBody } from "./every-success.ts";
import { isSaidByHttp, isServerFailure } from "./http-layer.ts";

/** What must hold of every answer, whichever case asked for it. */
export function judgeExchange(reply: Reply, operation: Operation | undefined, judge: Judge): void {
  const { response } = reply.exchange;
  if (isUnreachable(reply)) return;
  const whole = response !== undefined && !response.truncated;
  const answered = check(whole, "a whole HTTP response in time", describeReply(reply));
  judge("api.answers", wanting(answered, { answers: [status(100, 999)] }));
  if (response === undefined) return;
  const failed = isServerFailure(reply) && !isThrottled(reply);
  const sound = check(!failed, "no 5xx for what a client sent", describeReply(reply));
  judge("api.no-server-error", wanting(sound, { answers: [status(100, 499), status(501), status(600, 999)] }));
  if (isSuccess(reply)) judgeSuccessBody(reply, operation, judge);
  // What belongs to no operation, and what HTTP's own layer says, is no operation's answer.
  if (operation === undefined || isSaidByHttp(reply)) return;
  const id = headerValue(response.headers, "x-amzn-requestid") ?? headerValue(response.headers, "x-amzn-request-id");
  const wanted = "an x-amzn-requestid header";
  const received = id === undefined ? "no such header" : id === "" ? "an empty header" : wanted;
  judge("api.request-id", check(received === wanted, wanted, received));
  if (!isSuccess(reply) && !response.truncated) judgeError(reply, operation, judge);
}
