import type { Patch } from "../../fault.ts";
import { after, all, before, omitting } from "../../patches.ts";
import { breaking, crash, family, refuse } from "../defect.ts";

/** Required members that may be left out, and optional ones that may not. */
export const MEMBERS = family(
  "input-constraints",
  breaking("register.name.required", {
    "name-optional": ["Accepts a registration without a name.", omitting("nameRequired")],
    "name-made-up": [
      "Makes up a name for a registration without one.",
      all(
        omitting("nameRequired"),
        before("completeRegistration", (input, { number }) => ({ ...input, name: input.name ?? `cluster-${number}` })),
      ),
    ],
  }),
  breaking("register.connector-config.required", {
    "connector-config-optional": [
      "Accepts a registration without connectorConfig.",
      omitting("connectorConfigRequired"),
    ],
  }),
  breaking("register.connector-config.role-arn.required", {
    "role-arn-optional": ["Accepts a connectorConfig without roleArn.", omitting("roleArnRequired")],
  }),
  breaking("register.connector-config.provider.required", {
    "provider-optional": ["Accepts a connectorConfig without provider.", omitting("providerRequired")],
    "provider-optional-beside-tags": [
      "Accepts a connectorConfig without provider in a registration without tags.",
      after("providerRequired", (complaint, { tags }) => (tags === undefined ? undefined : complaint)),
    ],
  }),
  breaking("register.required.accepts", {
    "token-required": [
      "Refuses a registration without clientRequestToken.",
      refuse(({ clientRequestToken }) => clientRequestToken === undefined),
    ],
    "tags-required": ["Refuses a registration without tags.", refuse(({ tags }) => tags === undefined)],
    "tags-refused": ["Refuses every registration with tags.", refuse(({ tags }) => tags !== undefined)],
    "token-refused": [
      "Refuses every registration with a clientRequestToken.",
      refuse(({ clientRequestToken }) => clientRequestToken !== undefined),
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
      after("tagsMaxCount", (complaint, { tags }) => (tags?.has("length") === true ? undefined : complaint)),
    ],
  }),
);
