import type { MemberForm } from "#suites/record/condition.ts";
import { jsonQuery } from "#reports/findings/hurl/json-path.ts";
import { type AskedOfAnswer, type Deciding, type Untold, asserts } from "./asked-of-answer.ts";
import { receivedMember } from "./recorded-values.ts";

const DAY = 86_400;

/** Hurl counts whole days from now, cut off: what is off by less than one it cannot tell. */
export function timeAsked(
  at: string,
  { from, to }: NonNullable<MemberForm["secondsFromNow"]>,
  deciding: Deciding,
): AskedOfAnswer | Untold {
  const { response, startedAt } = deciding.step.evidence;
  const received = receivedMember(response?.body.text, at);
  if (typeof received !== "number") return { untold: "a time that is none was received" };
  // By the time that the file asks, some of a day is over.
  const days = Math.trunc((received - startedAt / 1000 - 3_600) / DAY);
  const [least, most] = [Math.min(0, Math.trunc(from / DAY)), to === undefined ? undefined : Math.trunc(to / DAY)];
  const isTold = days < least || (most !== undefined && days > most);
  if (!isTold) return { untold: "a time is off by less than a day, and Hurl counts in days" };
  const date = `${jsonQuery(at)} toInt toString toDate "%s"`;
  return asserts(
    ...(from <= Number.MIN_SAFE_INTEGER ? [] : [`${date} daysBeforeNow <= ${-least}`]),
    ...(most === undefined ? [] : [`${date} daysAfterNow <= ${most}`]),
  );
}
