import { madeInWords, type MadeResource } from "../../../../custody/resources/made-resource.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import type { Reply } from "../../../../protocol/answers/reply.ts";
import { uuidOf } from "../../../../generators/schema/fresh-value.ts";
import type { DocumentedError, Operation } from "../../../../spec/contract/operation.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { promiseId } from "../../../../spec/resources/promises/promise.ts";
import { lastResource, tokenMemberOf, unknownError } from "../../../../spec/resources/table-readings.ts";
import type { Finding } from "../../../oracles/finding.ts";
import { aboutUnknown } from "../../inputs/about-unknown.ts";
import { seemsThere } from "../../judging/seems-there.ts";
import { underWay } from "../../judging/judge-made.ts";
import { judgeRefusal } from "../../judging/judge-plain.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";

/** How often an operation is asked for what does not exist: a target may answer rightly now and then. */
const TIMES = 3;

/** Asks an operation for a resource that does not exist, each time another, once with a client token where it has one. */
export function* unknownCases({ table, settings }: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const error = unknownError(operation, table);
  const resource = lastResource(operation.id, table);
  if (error === undefined || resource === undefined) return;
  const times = settings.readOnly === true ? 1 : TIMES;
  for (let time = 1; time <= times; time += 1)
    yield unknownCase({ operation, resource, error, key: time === 1 ? "" : `/${time}`, hasToken: time === 2 });
}

interface AskedInVain {
  readonly operation: Operation;
  readonly resource: Resource;
  readonly error: DocumentedError;
  /** Ends the id of the case. */
  readonly key: string;
  readonly hasToken: boolean;
}

function unknownCase({ operation, resource, error, key, hasToken }: AskedInVain): ServiceCase {
  const requirement = promiseId(operation, "unknown");
  const token = hasToken ? tokenMemberOf(operation) : undefined;
  return {
    id: `${operation.prefix}/scenario/unknown${key}`,
    kind: "scenario",
    requirements: [requirement],
    summary: `a ${resource.name.replaceAll("-", " ")} that there is none of`,
    needs: [],
    run: async (session) => {
      const more = token === undefined ? {} : { [token]: uuidOf("unknown", session.salt()) };
      const request = aboutUnknown(session, operation, { resource, more });
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
