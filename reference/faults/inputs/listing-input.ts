import type { Patch } from "../../fault.ts";
import { all, around, before } from "../../patches.ts";
import { Refusal } from "../../refusal.ts";
import { breaking, family, warned } from "../defect.ts";

const invalid = (sentence: string): Refusal => new Refusal("InvalidParameterException", sentence);

const between = (least: number, most: number): Patch => {
  return () => ({
    checkMaxResults: (value) =>
      value >= least && value <= most ? undefined : invalid("The maxResults parameter is out of range."),
  });
};

/** Limits of ListClusters' parameters: not enforced, or enforced at another place. */
export const LISTING_INPUT = family(
  "input-constraints",
  warned("list.max-results.minimum", {
    "max-results-minimum-not-enforced": ["Accepts a maxResults below 1.", between(-Infinity, 100)],
    "max-results-minimum-0": ["Accepts 0 as maxResults.", between(0, 100)],
  }),
  breaking("list.max-results.minimum.accepts", {
    "max-results-minimum-2": ["Refuses 1 as maxResults.", between(2, 100)],
  }),
  warned("list.max-results.maximum", {
    "max-results-maximum-not-enforced": ["Accepts a maxResults above 100.", between(1, Infinity)],
    "max-results-maximum-101": ["Accepts 101 as maxResults.", between(1, 101)],
  }),
  breaking("list.max-results.maximum.accepts", {
    "max-results-maximum-99": ["Refuses 100 as maxResults.", between(1, 99)],
  }),
  warned(["list.max-results.minimum", "list.max-results.maximum"], {
    "max-results-clamped": [
      "Moves a maxResults that is out of range to the nearest that is not.",
      all(
        between(-Infinity, Infinity),
        before("pageOf", (names, listing, call) => {
          return [names, { ...listing, maxResults: Math.min(Math.max(listing.maxResults, 1), 100) }, call];
        }),
      ),
    ],
  }),
  warned("list.include.items.enum", {
    "include-not-checked": ["Accepts any value of include.", () => ({ checkInclude: () => undefined })],
    "include-case-ignored": [
      "Accepts include=ALL.",
      before("checkInclude", (values, call) => [values.map((value) => value.toLowerCase()), call]),
    ],
  }),
  breaking("list.valid", {
    "include-all-refused": [
      "Refuses include=all.",
      () => ({
        checkInclude: ({ length }) => (length === 0 ? undefined : invalid("The include parameter is not supported.")),
      }),
    ],
  }),
  breaking("list.required.accepts", {
    "max-results-required": [
      "Refuses a listing without maxResults.",
      around("checkInclude", (own, values, call) =>
        call.request.path.includes("maxResults=")
          ? own(values, call)
          : invalid("The maxResults parameter is required."),
      ),
    ],
  }),
);
