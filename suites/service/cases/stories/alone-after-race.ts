import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isQuotaRefusal } from "#suites/oracles/quota.ts";
import type { RaceGrade } from "#suites/stories/judge-race.ts";
import type { ResourceCreation } from "#suites/service/creating/after-success.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { isToldOfState } from "#suites/service/cases/inputs/send-once-idle.ts";

interface Race {
  readonly resource: Resource;
  readonly creating: Operation;
  /** What each request sent. */
  readonly inputs: readonly JsonObject[];
  readonly creations: readonly ResourceCreation[];
}

/** How it counts that no creation of a race was taken; see `gradeOfRefused`. */
export async function gradeOfNone(session: ServiceSession, race: Race): Promise<RaceGrade> {
  return race.creations.some(({ reply }) => isSuccess(reply)) ? "unclear" : gradeOfRefused(session, race);
}

/**
 * How it counts that a creation of a race was refused: against the target where the same is taken right after, by itself.
 * The state of what it would belong to, a limit, and what others made that takes its time, may have changed meanwhile.
 */
export async function gradeOfRefused(
  session: ServiceSession,
  { resource, creating, inputs, creations }: Race,
): Promise<RaceGrade> {
  const mayBeOver = (reply: Reply): boolean => isQuotaRefusal(reply) || isToldOfTurn(session, resource, reply);
  const input = inputs[creations.findIndex(({ reply }) => !isSuccess(reply))];
  const request = input && encodeInput(creating, input);
  if (input === undefined || request === undefined || creations.some(({ reply }) => mayBeOver(reply))) return "unclear";
  // Requests of other cases may be under way, too.
  const alone = await session.waitFor(
    { operation: creating.id, event: "takes one of a race alone" },
    { read: async () => (await session.create(resource, request, { input })).reply, holds: isSuccess },
  );
  return isSuccess(alone) ? "missed" : "unclear";
}

/** Whether a refusal may be for what is under way: with what it would belong to, or with others that take their time. */
export function isToldOfTurn(session: ServiceSession, { parent, ready }: Resource, reply: Reply): boolean {
  const { taken } = session.context.table.errors;
  const isOfOthers = ready !== undefined && !taken.includes(reply.error.name ?? "");
  return isToldOfState(reply) && (parent !== undefined || isOfOthers);
}
