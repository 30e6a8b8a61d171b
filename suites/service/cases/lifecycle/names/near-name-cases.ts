import type { MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn } from "#custody/resources/resource-requests.ts";
import { namesNear } from "#generators/strings/near-names.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { isDistinguished, unknownError } from "#spec/resources/table-readings.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { judgeRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { deleteBeside } from "#suites/service/cases/lifecycle/deleted-beside.ts";
import { namesUnknown } from "#suites/service/cases/lifecycle/unknown-cases.ts";

/**
 * Two of a kind, the name of one of which begins that of the other, and names that are nearly the first one's: those are
 * nobody's, and what is deleted is the first one alone. A store that is searched by a pattern, or by how keys begin, does
 * otherwise.
 */
export function* nearNameCases(
  { contract, table }: ServiceContext,
  resource: Resource,
  creating: Operation,
): Iterable<ServiceCase> {
  const { describe, delete: gone } = resource;
  if (!isDistinguished(table, resource) || describe === undefined || gone === undefined) return;
  const asking = [describe, gone].filter((one) => unknownError(contract.operation(one.operation), table) !== undefined);
  yield {
    id: `${creating.prefix}/scenario/names-near`,
    kind: "scenario",
    requirements: [
      ...asking.map((one) => promiseId(contract.operation(one.operation), "unknown")),
      promiseId(creating, "names.distinct"),
      promiseId(contract.operation(gone.operation), "alone"),
    ],
    summary: `two ${resource.name.replaceAll("-", " ")}s, one named as the other and more, and names nearly theirs`,
    needs: [creating.id],
    makes: { resource, count: 2, surely: true },
    run: async (session) => {
      const made = await readyOne(session, resource, (input) => input);
      if (made === undefined) return;
      for (const one of asking) await askByNearNames(session, { one, made, creating });
      await deleteOneOfTwo(session, made);
    },
  };
}

async function readyOne(
  session: ServiceSession,
  resource: Resource,
  change: (input: JsonObject) => JsonObject,
): Promise<MadeResource | undefined> {
  const created = await createOneMore(session, resource, { slot: "near", change });
  if (created?.made === undefined || !isSuccess(created.reply)) return undefined;
  await untilReady(session, created.made);
  return created.made;
}

interface AskedByNearNames {
  readonly one: ResourceOperation;
  readonly made: MadeResource;
  readonly creating: Operation;
}

async function askByNearNames(session: ServiceSession, { one, made, creating }: AskedByNearNames): Promise<void> {
  const operation = session.context.contract.operation(one.operation);
  const { table } = session.context;
  const error = unknownError(operation, table);
  const { otherCase, others } = namesNear(made.id, session.context.generation.prefix);
  for (const id of [...others, ...(otherCase === undefined ? [] : [otherCase])]) {
    const request = requestOn(session.context, one, { ...made, id, arn: undefined });
    if (request === undefined || session.classify(request).expectation !== "must-accept") continue;
    const reply = await session.send(request, { purpose: "observed" });
    session.judgeInGeneral(request, reply, { ofNone: true });
    if (error === undefined || (!isSuccess(reply) && !namesUnknown(reply, error))) continue;
    // No source but the documentation of clusters says whether case tells names apart.
    const requirement = id === otherCase ? promiseId(creating, "names.distinct") : promiseId(operation, "unknown");
    session.judge(requirement, judgeRefusal(reply, { error, operation, table }), reply.exchange);
    if (isSuccess(reply)) return;
  }
}

async function deleteOneOfTwo(session: ServiceSession, made: MadeResource): Promise<void> {
  const { resource } = made;
  const { longer } = namesNear(made.id, session.context.generation.prefix);
  const other = await readyOne(session, resource, (input) =>
    withValue(input, pointerTokens(resource.id.input ?? ""), longer),
  );
  if (other !== undefined) await deleteBeside(session, made, other);
}
