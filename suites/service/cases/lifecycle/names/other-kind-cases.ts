import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { operationsOfOneKind } from "#spec/resources/promises/other-kind-promises.ts";
import { kindInWords, ofKindId } from "#spec/resources/promises/promise.ts";
import { kindMadeBy, type Resource } from "#spec/resources/resource-table.ts";
import { isDeletion, kindsOfOneNameSpace } from "#spec/resources/table-readings.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { anotherOf } from "#suites/service/cases/lifecycle/another-of.ts";

/**
 * For each two kinds that have their names in common: one of the one kind, under whose name the operations on the other are
 * asked for in vain, or at last its deletion. Those that take their plain requests: of others a refusal says nothing.
 */
export function* otherKindCases(context: ServiceContext, what: "uses" | "deletions"): Iterable<ServiceCase> {
  const { contract, table } = context;
  for (const resource of table.resources) {
    for (const other of kindsOfOneNameSpace(resource, table)) {
      const creating = other.create && contract.operation(other.create.operation);
      const asked = operationsOfOneKind(context, resource).filter(
        (operation) => isDeletion(table, operation) === (what === "deletions") && isTaken(context, operation),
      );
      if (creating === undefined || asked.length === 0) continue;
      yield {
        id: `${creating.prefix}/scenario/other-kind/${resource.name}/${what}`,
        kind: "scenario",
        requirements: asked.map((operation) => ofKindId(operation, "other-kind", other.name)),
        summary: `operations on ${kindInWords(resource)}, asked for under the name of ${kindInWords(other)}`,
        needs: [creating.id],
        makes: { resource: other, count: 1, surely: true },
        run: async (session) => {
          const made = await anotherOf(session, other, "other kind");
          if (made === undefined) return;
          for (const operation of asked) await askOfOtherKind(session, operation, { resource, made });
        },
      };
    }
  }
}

/** That a deletion works may also show by what was removed before. */
function isTaken({ table, presence, keeper }: ServiceContext, { id }: Operation): boolean {
  if (presence.get(id)?.status === "implemented") return true;
  return table.resources.some((kind) => kind.delete?.operation === id && keeper.hasRemoved(kind));
}

interface OfOtherKind {
  /** What the operation is for. */
  readonly resource: Resource;
  readonly made: MadeResource;
}

async function askOfOtherKind(
  session: ServiceSession,
  operation: Operation,
  { resource, made }: OfOtherKind,
): Promise<void> {
  const { context } = session;
  if ((await session.describes(made)) !== true) return;
  const astray: MadeResource = { ...made, resource };
  const input = plainInput(context, { operation: operation.id }, { made: astray, salt: session.salt(operation.id) });
  const request = input && encodeInput(operation, input);
  if (input === undefined || request === undefined) return;
  const creates = kindMadeBy(context.table, operation.id);
  const reply =
    creates === undefined
      ? await session.send(request, { purpose: "observed" })
      : (await session.create(creates, request, { input, parent: astray, purpose: "observed" })).reply;
  session.judge(ofKindId(operation, "other-kind", made.resource.name), refused(reply, made), reply.exchange);
}

/** No source names the error. */
function refused(reply: Reply, { resource }: MadeResource): Finding {
  const expected = `a refusal, since it is ${kindInWords(resource)}`;
  if (reply.status >= 500) return { grade: "unclear", expected, received: describeReply(reply) };
  return unlessUninformative(reply, check(!isSuccess(reply), expected, describeReply(reply)));
}
