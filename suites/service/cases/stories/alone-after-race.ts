import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { isQuotaRefusal } from "../../../oracles/quota.ts";
import type { RaceGrade } from "../../../stories/judge-race.ts";
import type { ResourceCreation } from "../../creating/after-success.ts";
import type { ServiceSession } from "../../service-session.ts";
import { isToldOfState } from "../inputs/send-once-idle.ts";

interface RaceWithoutWinner {
  readonly resource: Resource;
  readonly creating: Operation;
  /** What one of the requests sent. */
  readonly input: JsonObject | undefined;
  readonly creations: readonly ResourceCreation[];
}

/**
 * How it counts that no creation of a race was taken: against the target where one of them is taken right after, by itself.
 * The state of what it would belong to, and a limit, may have changed meanwhile.
 */
export async function gradeOfNone(
  session: ServiceSession,
  { resource, creating, input, creations }: RaceWithoutWinner,
): Promise<RaceGrade> {
  const mayBeOver = (reply: Reply): boolean =>
    isQuotaRefusal(reply) || (resource.parent !== undefined && isToldOfState(reply));
  const replies = creations.map(({ reply }) => reply);
  if (input === undefined || replies.some(isSuccess) || replies.some(mayBeOver)) return "unclear";
  const request = encodeInput(creating, input);
  if (request === undefined) return "unclear";
  // Requests of other cases may be under way, too.
  const alone = await session.waitFor(
    { operation: creating.id, event: "takes one of a race alone" },
    { read: async () => (await session.create(resource, request, { input })).reply, holds: isSuccess },
  );
  return isSuccess(alone) ? "missed" : "unclear";
}
