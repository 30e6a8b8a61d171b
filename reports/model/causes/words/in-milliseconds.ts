import type { JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";
import { MEMBER_REASONS } from "#reports/model/causes/why-it-matters.ts";

/** In seconds this is beyond the year 5000, in milliseconds before 1975. */
const NO_SECONDS = 1e11;

/** A time in the answer is a number that only milliseconds explain. */
export function isInMilliseconds({ member = "", example }: Symptom): boolean {
  const text = example === undefined ? undefined : decidingExchange(example)?.response?.body.text;
  if (text === undefined || ownMember(MEMBER_REASONS, member) !== "timestamp") return false;
  try {
    const value = valueAt(JSON.parse(text) as JsonValue, member);
    return typeof value === "number" && value > NO_SECONDS;
  } catch {
    return false;
  }
}
