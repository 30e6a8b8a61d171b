import type { Operation } from "../../spec/contract/operation.ts";
import { isJsonObject } from "../../spec/json/json.ts";
import { status } from "../record/condition.ts";
import { check, wanting } from "./finding.ts";
import type { Judge } from "./judge.ts";
import { headerValue } from "../../protocol/headers.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/answers/reply.ts";
import { isThrottled } from "../../protocol/answers/throttling.ts";
import { judgeError, judgeErrorStatus } from "./every-error.ts";
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
  if (operation === undefined || (isSaidByHttp(reply) && !hasOutput(reply, operation))) return;
  const id = headerValue(response.headers, "x-amzn-requestid") ?? headerValue(response.headers, "x-amzn-request-id");
  const wanted = "an x-amzn-requestid header";
  const received = id === undefined ? "no such header" : id === "" ? "an empty header" : wanted;
  judge("api.request-id", check(received === wanted, wanted, received));
  if (response.truncated) return;
  if (!isSuccess(reply)) judgeError(reply, operation, judge);
  // Only errors have that header in restJson1; with nothing of the output, the answer is one, whatever its status says.
  else if (namesOwnError(reply, operation) && !hasOutput(reply, operation)) judgeErrorStatus(reply, operation, judge);
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
