import { evenly } from "#generators/schema/evenly.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { kindInWords, promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isFreelyNamed, takenError, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { check } from "#suites/oracles/finding.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { brokenInTurn } from "#suites/service/cases/inputs/broken-in-turn.ts";
import { locationsJudged } from "#suites/service/cases/inputs/locations-judged.ts";
import { inBase } from "#suites/service/cases/inputs/in-base.ts";
import type { ConstraintProbe } from "#suites/service/cases/inputs/probe-constraint.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";

/** Limits of a creation that are broken, each in a request of its own. */
const REFUSALS = 6;

/** A name is free after refusals of creations under it: a server may note it before it looks at the rest. */
export function* freeAfterRefusalCases(
  context: ServiceContext,
  resource: Resource,
  creating: Operation,
): Iterable<ServiceCase> {
  const taken = takenError(creating, context.table);
  const id = promiseId(creating, "undone");
  if (taken === undefined || !isFreelyNamed(context.table, resource) || !context.requirements.has(id)) return;
  yield {
    id: `${creating.prefix}/scenario/name-after-refusal`,
    kind: "scenario",
    requirements: [id],
    summary: `${kindInWords(resource)} that is refused for what it is made with, then a valid one of its name`,
    needs: [creating.id],
    makes: { resource, count: 2, surely: true },
    run: async (session) => {
      const all = brokenApart(context, resource, creating);
      if (all.length === 0) return;
      for (const broken of all) {
        const change = (input: JsonObject): JsonObject => inBase(input, broken.generated.input, broken.constraint);
        const refused = await createOneMore(session, resource, { change });
        if (refused === undefined || !isRefusal(refused.reply)) return;
      }
      const after = await createOneMore(session, resource, {});
      if (after === undefined) return;
      // What any name is refused as says nothing of this one.
      if (isTaken(after.reply, taken) && (await isAnyTaken(session, resource, taken))) return;
      const finding = check(
        !isTaken(after.reply, taken),
        "no conflict with what was refused",
        describeReply(after.reply),
      );
      session.judge(id, finding, after.reply.exchange);
    },
  };
}

/** Values that each break a limit, but those of its name: a few of all limits. */
function brokenApart(
  context: ServiceContext,
  { id }: Resource,
  creating: Operation,
): readonly Pick<ConstraintProbe, "generated" | "constraint">[] {
  const apart = [pointerTokens(id.input ?? "")[0], tokenMemberOf(creating)];
  const limits = locationsJudged(creating).asked.length;
  const drawn = Array.from({ length: limits }, (_, turn) => brokenInTurn(context, creating, { turn, apart }) ?? []);
  const byLimit = new Map(drawn.flat().map((broken) => [broken.constraint.requirement, broken]));
  return evenly([...byLimit.values()], REFUSALS);
}

function isRefusal(reply: Reply): boolean {
  return reply.status >= 400 && reply.status < 500 && !isThrottled(reply);
}

function isTaken({ status, error }: Reply, taken: DocumentedError): boolean {
  return status === taken.status && error.name === taken.name;
}

async function isAnyTaken(session: ServiceSession, resource: Resource, taken: DocumentedError): Promise<boolean> {
  const other = await createOneMore(session, resource, { slot: "another name" });
  return other === undefined || (!isSuccess(other.reply) && isTaken(other.reply, taken));
}
