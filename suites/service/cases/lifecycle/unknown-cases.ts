import { madeInWords, type MadeResource } from "../../../../custody/resources/made-resource.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import type { Reply } from "../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { promiseId } from "../../../../spec/resources/promises/promise.ts";
import { lastResource, unknownError } from "../../../../spec/resources/table-readings.ts";
import type { Finding } from "../../../oracles/finding.ts";
import { aboutUnknown } from "../../inputs/about-unknown.ts";
import { seemsThere } from "../../judging/seems-there.ts";
import { underWay } from "../../judging/judge-made.ts";
import { judgeRefusal } from "../../judging/judge-plain.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";

/** Asks an operation for a resource that does not exist. */
export function* unknownCases({ table }: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const error = unknownError(operation, table);
  const resource = lastResource(operation.id, table);
  if (error === undefined || resource === undefined) return;
  const requirement = promiseId(operation, "unknown");
  yield {
    id: `${operation.prefix}/scenario/unknown`,
    kind: "scenario",
    requirements: [requirement],
    summary: `a ${resource.name.replaceAll("-", " ")} that there is none of`,
    needs: [],
    run: async (session) => {
      const request = aboutUnknown(session, operation, resource);
      if (request === undefined) return;
      const reply = await session.send(request, "later");
      if (!(await seemsThere(session, operation, request, reply))) return;
      session.judgeInGeneral(request, reply);
      // What breaks the model, such as an ARN of another form than it gives them, may be refused for that.
      if (session.classify(request).expectation === "must-reject") return;
      const finding = judgeRefusal(reply, error, operation);
      const judged = await unlessBusy(session, session.parentOf(resource), { finding, reply });
      session.judge(requirement, judged, reply.exchange);
    },
  };
}

/** A conflict may be told first where what it would belong to is under way. */
export async function unlessBusy(
  session: ServiceSession,
  parent: MadeResource | undefined,
  { finding, reply }: { readonly finding: Finding; readonly reply: Reply },
): Promise<Finding> {
  if (reply.status !== 409) return finding;
  for (let above = parent; above !== undefined; above = above.parent) {
    const described = await session.describe(above, "compared");
    const status = described && underWay(session, above, described);
    if (status === undefined) continue;
    return { ...finding, grade: "unclear", received: `${describeReply(reply)}: ${madeInWords(above)} is ${status}` };
  }
  return finding;
}
