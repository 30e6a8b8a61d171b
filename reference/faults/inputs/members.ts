import type { Patch } from "#reference/fault.ts";
import { all, before, refuse } from "#reference/patches.ts";
import { breaking, crash, family, type UnplacedFault } from "#reference/faults/defect.ts";
import { decided, found, ruleRequirement, unheld, type InputPlace } from "./input-rules.ts";

/** Required members, and what a fault is called whose server does without. */
const REQUIRED: readonly (readonly [id: string, place: InputPlace])[] = [
  ["name-optional", ["/name"]],
  ["connector-config-optional", ["/connectorConfig"]],
  ["role-arn-optional", ["/connectorConfig/roleArn"]],
  ["provider-optional", ["/connectorConfig/provider"]],
  ["tagging-without-tags", ["/tags", "TagResource"]],
  ["untagging-without-keys", ["/tagKeys", "UntagResource"]],
];

/** Optional members: each wanted in every request, and those of a registration taken in none. */
const OPTIONAL: readonly (readonly [label: string, place: InputPlace, accepts: string])[] = [
  ["token", ["/clientRequestToken"], "register.required.accepts"],
  ["tags", ["/tags"], "register.required.accepts"],
  ["max-results", ["/maxResults", "ListClusters"], "list.required.accepts"],
];

function otherPresence([label, place, accepts]: (typeof OPTIONAL)[number]): UnplacedFault[] {
  const [path, operation] = place;
  return breaking(accepts, {
    [`${label}-required`]: [
      `Refuses requests without ${path}.`,
      decided(place, "required", (value) => value !== undefined),
    ],
    ...(operation === undefined && {
      [`${label}-refused`]: [
        `Refuses requests with ${path}.`,
        decided(place, "required", (value) => value === undefined),
      ],
    }),
  });
}

/** Required members that may be left out, and optional ones that may not. */
export const MEMBERS = family(
  "input-constraints",
  REQUIRED.flatMap(([id, place]) =>
    found(ruleRequirement(place, "required"), id, `Takes requests without ${place[0]}.`, unheld(place, "required")),
  ),
  OPTIONAL.flatMap(otherPresence),
  breaking("register.name.required", {
    "name-made-up": [
      "Makes up a name for a registration without one.",
      all(
        unheld(["/name"], "required"),
        before("completeRegistration", (input, { number }) => ({ ...input, name: input.name ?? `cluster-${number}` })),
      ),
    ],
  }),
  breaking("register.connector-config.provider.required", {
    "provider-optional-beside-tags": [
      "Accepts a connectorConfig without provider in a registration without tags.",
      decided(
        ["/connectorConfig/provider"],
        "required",
        (value, own, { registration }) => registration?.tags === undefined || own(value),
      ),
    ],
  }),
);

const crashOnKey = (key: string): Patch => refuse(({ tags }) => tags?.has(key) === true && crash());

/** Tag keys that a server's own language has a meaning for. */
export const SPECIAL_KEYS = family(
  "input-constraints",
  breaking("api.no-server-error", {
    "crash-on-tag-key-constructor": ["Fails with 500 on the tag key constructor.", crashOnKey("constructor")],
    "crash-on-tag-key-has-own-property": [
      "Fails with 500 on the tag key hasOwnProperty.",
      crashOnKey("hasOwnProperty"),
    ],
  }),
  breaking("register.echo.tags", {
    "tag-key-constructor-lost": [
      "Loses the tag of the key constructor.",
      before("tagsDocument", (tags) => new Map([...tags].filter(([key]) => key !== "constructor"))),
    ],
    "tag-key-has-own-property-shown-as-a-function": [
      "Shows for the tag hasOwnProperty what every object has under that name.",
      before("tagsDocument", (tags) =>
        tags.has("hasOwnProperty") ? new Map([...tags, ["hasOwnProperty", "function"]]) : tags,
      ),
    ],
  }),
  breaking("register.tags.max-properties", {
    "tag-key-length-lifts-the-limit": [
      "Counts tags by their member length, so that a tag of that key lifts the limit.",
      decided(
        ["/tags"],
        "max",
        (tags, own, { registration }) => registration?.tags?.has("length") === true || own(tags),
      ),
    ],
  }),
);
