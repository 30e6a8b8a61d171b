import { Refusal } from "../refusal.ts";
import type { Patch } from "../fault.ts";
import { family } from "./family.ts";

function maxResultsBetween(least: number, most: number): Patch {
  return () => ({
    checkMaxResults: (value) =>
      value >= least && value <= most
        ? undefined
        : new Refusal("InvalidParameterException", "The maxResults parameter is out of range."),
  });
}

/** Limits of ListClusters' parameters: not enforced, or enforced at another place. */
export const LISTING_INPUT = family("input-constraints", [
  {
    id: "max-results-minimum-not-enforced",
    sentence: "Accepts a maxResults below 1.",
    level: "SHOULD",
    requirements: ["list.max-results.minimum"],
    patch: maxResultsBetween(Number.NEGATIVE_INFINITY, 100),
  },
  {
    id: "max-results-minimum-0",
    sentence: "Accepts 0 as maxResults.",
    level: "SHOULD",
    requirements: ["list.max-results.minimum"],
    patch: maxResultsBetween(0, 100),
  },
  {
    id: "max-results-minimum-2",
    sentence: "Refuses 1 as maxResults.",
    requirements: ["list.max-results.minimum.accepts"],
    patch: maxResultsBetween(2, 100),
  },
  {
    id: "max-results-maximum-not-enforced",
    sentence: "Accepts a maxResults above 100.",
    level: "SHOULD",
    requirements: ["list.max-results.maximum"],
    patch: maxResultsBetween(1, Number.POSITIVE_INFINITY),
  },
  {
    id: "max-results-maximum-101",
    sentence: "Accepts 101 as maxResults.",
    level: "SHOULD",
    requirements: ["list.max-results.maximum"],
    patch: maxResultsBetween(1, 101),
  },
  {
    id: "max-results-maximum-99",
    sentence: "Refuses 100 as maxResults.",
    requirements: ["list.max-results.maximum.accepts"],
    patch: maxResultsBetween(1, 99),
  },
  {
    id: "max-results-clamped",
    sentence: "Moves a maxResults that is out of range to the nearest that is not.",
    level: "SHOULD",
    requirements: ["list.max-results.minimum", "list.max-results.maximum"],
    patch: (behaviours) => ({
      checkMaxResults: () => undefined,
      pageOf: (names, listing, call) => {
        const maxResults = Math.min(Math.max(listing.maxResults, 1), 100);
        return behaviours.pageOf(names, { ...listing, maxResults }, call);
      },
    }),
  },
  {
    id: "include-not-checked",
    sentence: "Accepts any value of include.",
    level: "SHOULD",
    requirements: ["list.include.items.enum"],
    patch: () => ({ checkInclude: () => undefined }),
  },
  {
    id: "include-case-ignored",
    sentence: "Accepts include=ALL.",
    level: "SHOULD",
    requirements: ["list.include.items.enum"],
    patch: (behaviours) => ({
      checkInclude: (values, call) =>
        behaviours.checkInclude(
          values.map((value) => value.toLowerCase()),
          call,
        ),
    }),
  },
  {
    id: "include-all-refused",
    sentence: "Refuses include=all.",
    requirements: ["list.valid"],
    patch: () => ({
      checkInclude: (values) =>
        values.length === 0
          ? undefined
          : new Refusal("InvalidParameterException", "The include parameter is not supported."),
    }),
  },
  {
    id: "max-results-required",
    sentence: "Refuses a listing without maxResults.",
    requirements: ["list.required.accepts"],
    patch: (behaviours) => ({
      checkInclude: (values, call) =>
        call.request.path.includes("maxResults=")
          ? behaviours.checkInclude(values, call)
          : new Refusal("InvalidParameterException", "The maxResults parameter is required."),
    }),
  },
]);
