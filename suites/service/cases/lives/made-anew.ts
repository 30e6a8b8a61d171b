import type { Reply } from "#protocol/answers/reply.ts";
import { epochMs } from "#custody/ownership/creation-time.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check } from "#suites/oracles/finding.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import type { Creatable } from "./creatable.ts";

/** Milliseconds in which no clock stands still, however coarse. */
const COARSE_MS = 50;

/** Waits until what is made now cannot show the time at which the first one was made. */
export async function untilClockMoved({ context: { clock } }: ServiceSession, first: Reply): Promise<void> {
  const since = clock.epoch() - first.exchange.startedAt;
  if (since < COARSE_MS) await clock.sleep(COARSE_MS - since);
}

/** What is made after a deletion was not made when the deleted one was, to the fraction of a second; a whole second may be the same. */
export function judgeAnew(
  session: ServiceSession,
  { resource, creating }: Creatable,
  first: Reply,
  reply: Reply,
): void {
  const { created } = session.context.table;
  const timeIn = ({ json }: Reply): JsonValue | undefined =>
    created === undefined || !isJsonObject(json)
      ? undefined
      : valueAt(json, `${resource.create?.shows ?? ""}${created}`);
  const [was, is] = [epochMs(timeIn(first)), epochMs(timeIn(reply))];
  if (was === undefined || is === undefined) return;
  const isOfFirst = is === was && was % 1_000 !== 0;
  if (isOfFirst)
    session.judge(promiseId(creating, "created"), check(false, EXPECTED, "that of the deleted one"), reply.exchange);
}

const EXPECTED = "another time of creation than that of the deleted one of its name";
