import type { Patch } from "../../fault.ts";
import { all, around, before, instead, omitting } from "../../patches.ts";
import { Refusal } from "../../refusal.ts";
import { breaking, family, warned } from "../defect.ts";
import { moved } from "./moved.ts";

const invalid = (what: string): Refusal => new Refusal("InvalidParameterException", `The ${what}.`);

const between = (least: number, most: number): Patch => {
  return () => ({
    checkMaxResults: (value) =>
      value >= least && value <= most ? undefined : invalid("maxResults parameter is out of range"),
  });
};

const LEAST = { limit: 1, least: true, at: (place: number) => between(place, 100), beyond: warned };
const MOST = { limit: 100, at: (place: number) => between(1, place), beyond: warned };

/** Limits of ListClusters' parameters: not enforced, or enforced at another place. */
export const LISTING_INPUT = family(
  "input-constraints",
  moved("list.max-results.minimum", LEAST, {
    "max-results-minimum-not-enforced": ["Accepts a maxResults below 1.", -Infinity],
    "max-results-minimum-0": ["Accepts 0 as maxResults.", 0],
    "max-results-minimum-2": ["Refuses 1 as maxResults.", 2],
  }),
  moved("list.max-results.maximum", MOST, {
    "max-results-maximum-not-enforced": ["Accepts a maxResults above 100.", Infinity],
    "max-results-maximum-101": ["Accepts 101 as maxResults.", 101],
    "max-results-maximum-99": ["Refuses 100 as maxResults.", 99],
  }),
  warned(["list.max-results.minimum", "list.max-results.maximum"], {
    "max-results-clamped": [
      "Moves a maxResults that is out of range to the nearest that is not.",
      all(
        omitting("checkMaxResults"),
        around("pageOf", (own, names, listing, call) =>
          own(names, { ...listing, maxResults: Math.min(Math.max(listing.maxResults, 1), 100) }, call),
        ),
      ),
    ],
  }),
  warned("list.include.items.enum", {
    "include-not-checked": ["Accepts any value of include.", omitting("checkInclude")],
    "include-case-ignored": [
      "Accepts include=ALL.",
      before("checkInclude", (values) => values.map((value) => value.toLowerCase())),
    ],
  }),
  breaking("list.valid", {
    "include-all-refused": [
      "Refuses include=all.",
      () => ({
        checkInclude: ({ length }) => (length === 0 ? undefined : invalid("include parameter is not supported")),
      }),
    ],
  }),
  breaking("list.required.accepts", {
    "max-results-required": [
      "Refuses a listing without maxResults.",
      instead(
        "checkInclude",
        (_values, { request }) => !request.path.includes("maxResults="),
        () => invalid("maxResults parameter is required"),
      ),
    ],
  }),
);
