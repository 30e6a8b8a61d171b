import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { status } from "#suites/record/condition.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** Whether what an answer showed is described under its name: what was just answered with a success is not unknown. */
export async function judgeFound(session: ServiceSession, made: MadeResource, described: Reply): Promise<boolean> {
  const { describe } = made.resource;
  if (describe === undefined) return false;
  const describing = session.context.contract.operation(describe.operation);
  if (isSuccess(described) || (await session.isNone(made, described))) {
    const found = check(isSuccess(described), String(describing.success.status), describeReply(described));
    const condition = { answers: [status(describing.success.status)], settles: true };
    session.judge(promiseId(describing, "valid"), wanting(found, condition), described.exchange);
  }
  return isSuccess(described);
}
