import { Refusal } from "../refusal.ts";
import type { ListingBehaviours } from "../behaviours.ts";

export const conformingListing: ListingBehaviours = { readInteger, checkMaxResults, checkInclude };

export const DEFAULT_MAX_RESULTS = 100;

function readInteger(text: string): number {
  const value = /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (value === (value | 0)) return value | 0;
  throw new Refusal("SerializationException", "The maxResults parameter must be an integer of at most 32 bits.");
}

function checkMaxResults(maxResults: number): Refusal | undefined {
  if (maxResults >= 1 && maxResults <= 100) return undefined;
  return new Refusal("InvalidParameterException", "The maxResults parameter must be between 1 and 100.");
}

// "blank to return only Amazon EKS clusters": an empty value asks for nothing more.
function checkInclude(values: readonly string[]): Refusal | undefined {
  if (values.every((value) => value === "all" || value === "")) return undefined;
  return new Refusal("InvalidParameterException", "The only value of the include parameter is all, in lower case.");
}
