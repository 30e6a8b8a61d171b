import type { Behaviours } from "#reference/behaviours.ts";
import type { RegistrationInput } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { tagKeys, tagValues } from "#reference/clusters/cluster.ts";
import { after, failing, instead, keeping, where, refuse } from "#reference/patches.ts";
import { breaking, breakingBy, crash, family } from "./defect.ts";

/** The server comes to harm where `harms` holds, in place of answering. */
const crashOn = (harms: (input: RegistrationInput) => boolean): Patch => refuse((input) => harms(input) && crash());

/** Values at this JSON pointer, or one that begins with it, do harm when they are not of the type that the code expects. */
const crashOnValue = (at: string, harms: (value: unknown) => boolean): Patch =>
  instead("takeValue", (value, _shape, where) => where.startsWith(at) && harms(value), crash);

/** What does harm: in ids, in words, how, and what beside api.no-server-error must find it. */
const HARMFUL: readonly (readonly [on: string, words: string, patch: Patch, ...also: string[]])[] = [
  ["invalid-json", "a body that is not JSON", failing("parseJson", crash), "api.body.invalid-json"],
  ["empty-body", "an empty body", instead("parseJson", (text) => text.trim() === "", crash), "api.body.empty"],
  [
    "null-body",
    "a body that is null",
    instead("readDocument", (value) => value === null, crash),
    "api.body.not-an-object",
  ],
  ["array-body", "a body that is an array", instead("readDocument", Array.isArray, crash), "api.body.not-an-object"],
  ["invalid-utf-8", "a body that is not UTF-8", failing("decodeText", crash)],
  [
    "reserved-tag-key",
    "a tag key that is reserved for AWS",
    crashOn((input) => [...tagKeys(input)].some((key) => key.startsWith("aws:"))),
  ],
  [
    "max-results-that-is-no-number",
    "a maxResults that is no number",
    () => ({ readInteger: (text) => (Number.isNaN(Number(text)) ? crash() : Number(text)) }),
  ],
  [
    "max-results-beyond-32-bits",
    "a maxResults that 32 bits do not hold",
    instead("readInteger", (text) => Math.abs(Number(text)) > 2 ** 31 - 1, crash),
  ],
  ["foreign-next-token", "a nextToken that it did not hand out", failing("readNextToken", crash)],
  ["unknown-path", "a path that it does not know", after("matchRoute", (route) => route ?? crash())],
  [
    "missing-connector-config",
    "a registration without connectorConfig",
    crashOn(({ connectorConfig }) => connectorConfig === undefined),
    "register.connector-config.required",
  ],
  [
    "missing-role-arn",
    "a connectorConfig without roleArn",
    crashOn(({ connectorConfig }) => connectorConfig !== undefined && connectorConfig.roleArn === undefined),
    "register.connector-config.role-arn.required",
  ],
  [
    "missing-name",
    "a registration without a name",
    crashOn(({ name }) => name === undefined),
    "register.name.required",
  ],
  [
    "unknown-provider",
    "an empty provider",
    crashOn(({ connectorConfig }) => connectorConfig?.provider === ""),
    "register.connector-config.provider.enum",
  ],
  [
    "number-as-name",
    "a name that is a number",
    crashOnValue("/name", (value) => typeof value === "number"),
    "register.name.type",
  ],
  [
    "object-as-token",
    "a clientRequestToken that is an object",
    crashOnValue("/clientRequestToken", (value) => typeof value === "object" && value !== null),
    "register.client-request-token.type",
  ],
  [
    "null-tag-value",
    "a tag value that is null",
    crashOnValue("/tags/", (value) => value === null),
    "register.tags.values.type",
  ],
  [
    "null-tags",
    "tags that are null",
    instead("takeValue", (value, _shape, where) => where === "/tags" && value === null, crash),
    "register.tags.type.accepts",
  ],
  [
    "long-name",
    "a name that its column does not hold",
    crashOn(({ name = "" }) => name.length > 100),
    "register.name.max-length",
  ],
  [
    "long-tag-value",
    "a tag value that its column does not hold",
    crashOn((input) => [...tagValues(input)].some((value) => value.length > 512)),
    "register.tags.values.max-length",
  ],
  ["too-many-tags", "more than 50 tags", crashOn(({ tags }) => (tags?.size ?? 0) > 50), "register.tags.max-properties"],
  [
    "astral-tag-key",
    "a tag key whose characters take four bytes",
    crashOn((input) => [...tagKeys(input)].some((key) => /[\u{10000}-\u{10ffff}]/u.test(key))),
    "register.tags.keys.max-length.accepts",
  ],
  ["tag-key-proto", "the tag key __proto__", crashOn(({ tags }) => tags?.has("__proto__") === true), "register.valid"],
  ["nul-in-name", "a name that holds a NUL", crashOn(({ name = "" }) => name.includes("\0")), "register.name.pattern"],
  [
    "taken-name",
    "a name that is taken",
    after("replay", (replayed, { name }, call) => replayed ?? (call.behaviours.findCluster(name, call) && crash())),
    "register.error.taken-name",
  ],
  [
    "unknown-name",
    "a name that nobody registered",
    after("findCluster", (cluster, _name, { route }) =>
      cluster === undefined && route?.operation !== "RegisterCluster" ? crash() : cluster,
    ),
    "describe.error.unknown-name",
    "deregister.error.unknown-name",
    "describe.after-deregister",
  ],
  [
    "deep-nesting",
    "a body that is nested more than a thousand levels deep",
    instead("parseJson", (text) => /(?:\[|\{"a":){1000}/.test(text), crash),
    "api.body.large",
  ],
  [
    "large-body",
    "a body of more than a megabyte",
    after("checkSize", (refusal) => refusal && crash()),
    "api.body.large",
  ],
];

/** InternalFailure for what a client sent. */
export const CRASHES = family(
  "error-mapping",
  HARMFUL.flatMap(([on, words, patch, ...also]) =>
    breaking(["api.no-server-error", ...also], { [`crash-on-${on}`]: [`Fails with 500 on ${words}.`, patch] }),
  ),
);

/** Every so many calls of one behaviour fail. */
const crashingEvery = breakingBy(({ nth, at }: { readonly nth: number; readonly at: keyof Behaviours }) =>
  keeping(
    () => ({ calls: 0 }),
    (made) =>
      where(
        () => ++made.calls % nth === 0,
        () => ({ [at]: crash }),
      ),
  ),
);

/** Failures that never come twice for one request. */
export const NOW_AND_THEN = family(
  "error-mapping",
  crashingEvery("api.no-server-error", {
    "crash-on-every-fifth-registration": ["Fails with 500 on every fifth registration.", { nth: 5, at: "newCluster" }],
    "crash-on-every-fifteenth-registration": [
      "Fails with 500 on every fifteenth registration: never twice for one request, and too often for chance.",
      { nth: 15, at: "readRegistration" },
    ],
    "crash-on-every-tenth-deregistration": [
      "Fails with 500 on every tenth deregistration.",
      { nth: 10, at: "findRegistered" },
    ],
    "crash-on-every-seventh-list": [
      "Fails with 500 on every seventh list: seldom among all requests, and too often among lists.",
      { nth: 7, at: "visibleClusters" },
    ],
  }),
);
