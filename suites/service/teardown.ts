import { listResources } from "../../clusters/resources/resource-requests.ts";
import type { MadeResource } from "../../clusters/resources/made-resource.ts";
import { saysUnknown } from "../../clusters/resources/resource-requests.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { isSuccess, type Reply } from "../../protocol/reply.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { promiseId } from "../../spec/resources/resource-requirements.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import { check } from "../oracles/finding.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";
import type { ServiceSession } from "./service-session.ts";
import { judgeNames, notePresence } from "./survey.ts";

/** The end of the resources that the cases worked on, those first that belong to others: each deleted, and looked for. */
export function deletions({ contract, table, standing }: ServiceContext): ServiceCase[] {
  return [...table.resources].reverse().flatMap((resource) => {
    const made = standing.get(resource.name);
    if (made === undefined || resource.delete === undefined) return [];
    return [deletionCase(resource, made, contract.operation(resource.delete.operation))];
  });
}

function deletionCase(resource: Resource, made: MadeResource, operation: Operation): ServiceCase {
  return {
    id: `${operation.prefix}/control/${resource.name}`,
    kind: "control",
    requirements: [promiseId(operation, "valid"), promiseId(operation, "gone")],
    summary: `a ${resource.name.replaceAll("-", " ")}, deleted, and looked for`,
    needs: [],
    run: async (session) => {
      const request = resource.delete && session.plain(resource.delete, made);
      if (request === undefined) return;
      const reply = await session.send(request, "later");
      const held = session.context.keeper.holds(made) ? "and something that belongs to it is there still" : undefined;
      await notePresence(session, operation, request, reply, held);
      if (resource.delete !== undefined) judgeNames(session, resource.delete, made, reply);
      if (isSuccess(reply)) await judgeGone(session, made, operation);
    },
  };
}

async function judgeGone(session: ServiceSession, made: MadeResource, operation: Operation): Promise<void> {
  const { context } = session;
  const requirement = promiseId(operation, "gone");
  const described = await untilUnknown(session, made);
  if (described !== undefined && !saysUnknown(context, described)) {
    const words = isSuccess(described) ? "it is still described" : describeReply(described);
    return session.judge(requirement, check(false, "neither described nor listed", words), described.exchange);
  }
  const { list } = made.resource;
  const listing = list === undefined ? undefined : await listResources(context, context.target, list, made);
  const listed = listing?.ids.includes(made.id) === true;
  session.judge(requirement, check(!listed, "neither described nor listed", listed ? "it is still listed" : "neither"));
}

/** Undefined where no operation describes it. */
async function untilUnknown(session: ServiceSession, made: MadeResource): Promise<Reply | undefined> {
  const first = await session.describe(made);
  if (first === undefined || saysUnknown(session.context, first)) return first;
  return session.eventually(
    async () => (await session.describe(made)) ?? first,
    (reply) => saysUnknown(session.context, reply),
  );
}
