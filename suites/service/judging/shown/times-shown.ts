import { epochMs } from "#custody/ownership/creation-time.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { serverClock } from "#protocol/answers/server-clock.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { wanting, type Finding } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import { looksLike, nowFor, timeFinding, timeRead, withinTime, WRONG_TIME } from "#suites/oracles/times.ts";

/** Whether the time at which something was just made is the present; undefined where none is shown. `at`: where the answer has it. */
export function createdFinding(reply: Reply, value: JsonValue | undefined, at: string): Finding | undefined {
  const seconds = typeof value === "number" ? value : (epochMs(value) ?? NaN) / 1_000;
  if (Number.isNaN(seconds)) return undefined;
  const off = seconds - nowFor(reply, seconds);
  const unit = timeRead(reply, value).unit;
  const received = `${off.toFixed(1)} s from now${looksLike(unit)}`;
  const found = timeFinding(Math.abs(off), { at, expected: "within five minutes of now", received });
  const isNumber = typeof value === "number";
  return wanting(found, isNumber ? withinTime(at, { from: -WRONG_TIME, to: WRONG_TIME }) : undefined);
}

/** An answer that shows a resource, and where it does. */
interface ShownDates {
  readonly reply: Reply;
  readonly shown: JsonObject;
  readonly shows: string;
}

/** Times may be shown in whole seconds: what happens so much later in milliseconds shows another one. */
const RESOLUTION_MS = 1_000;

/** Milliseconds, by our clock, until what is changed shows a later time than this; undefined where it shows none. */
export function untilLater(reply: Reply, shown: JsonValue | undefined): number | undefined {
  const at = epochMs(shown);
  if (at === undefined) return undefined;
  const theirs = serverClock(reply);
  return theirs !== undefined && theirs - at >= RESOLUTION_MS ? 0 : RESOLUTION_MS * 1.1;
}

/** Whether a change shows a later time than was shown before it. */
export function laterFinding(before: JsonValue | undefined, after: JsonValue | undefined, at: string): Finding {
  const [was = NaN, is = NaN] = [epochMs(before), epochMs(after)];
  const expected = "a later time than before the change";
  if (is > was) return { grade: "met", expected, received: expected };
  const received = Number.isNaN(is) ? "no time" : is === was ? "the same time" : "an earlier time";
  return { grade: "missed", expected, received, differences: [{ at, expected, ...receivedValue(after, jsonText) }] };
}

/**
 * Whether what is shown was modified no earlier than created, but for fractions of seconds that are cut off, and no later
 * than it is shown; undefined without both.
 */
export function datesFinding(
  { created, modified }: Pick<ResourceTable, "created" | "modified">,
  { reply, shown, shows }: ShownDates,
): Finding | undefined {
  if (created === undefined || modified === undefined) return undefined;
  const [born, changed] = [created, modified].map((at) => epochMs(valueAt(shown, at)));
  if (born === undefined || changed === undefined) return undefined;
  const value = valueAt(shown, modified);
  const seconds = typeof value === "number" ? value : changed / 1_000;
  const ahead = seconds - nowFor(reply, seconds);
  const expected = "no earlier than it was created, and no later than now";
  if (changed > born - RESOLUTION_MS && ahead <= WRONG_TIME) return { grade: "met", expected, received: expected };
  const off =
    ahead > WRONG_TIME ? `${ahead.toFixed(0)} s from now` : `${((born - changed) / 1_000).toFixed(0)} s earlier`;
  const received = `${off}${looksLike(timeRead(reply, value).unit)}`;
  const wrong = receivedValue(value, jsonText);
  return { grade: "missed", expected, received, differences: [{ at: `${shows}${modified}`, expected, ...wrong }] };
}
