import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Mutate } from "./answer.ts";
import { isEmpty, membersOf, replaced, retyped } from "./members.ts";
import { LOST, OTHER_SUCCESS, OTHERWISE } from "./what-breaks.ts";

const lost =
  (value: null | undefined): Mutate =>
  ({ operation, json }, { pick }) => {
    const members = membersOf(json);
    if (members.length === 0) return undefined;
    const member = pick(members);
    const effect = isEmpty(member.value) ? "harmless" : (LOST[operation][member.at] ?? "harmless");
    return { effect, json: replaced(json, member.at, value) };
  };

/** Successes: what their members say. */
export const SUCCESS_MUTATIONS: Readonly<Record<string, Mutate>> = {
  "a member dropped": lost(undefined),
  "a member null": lost(null),
  "a member of another type": ({ json }, { pick, roll }) => {
    const members = membersOf(json);
    if (members.length === 0) return undefined;
    const { at, value } = pick(members);
    return { effect: "response-shape", json: replaced(json, at, retyped(value, roll)) };
  },
  "a text with a letter more": ({ operation, json }, { pick }) => {
    const known = membersOf(json).filter(({ at }) => Object.hasOwn(OTHERWISE[operation], at));
    if (known.length === 0) return undefined;
    const { at, value } = pick(known);
    return { effect: OTHERWISE[operation][at] ?? "harmless", json: replaced(json, at, `${String(value)}x`) };
  },
  "a tag dropped": ({ operation, json }, { pick }) => {
    const tags = membersOf(json).find(({ at }) => at === "/cluster/tags")?.value ?? {};
    const effect = LOST[operation]["/cluster/tags"];
    if (!isJsonObject(tags) || isEmpty(tags) || effect === undefined) return undefined;
    return { effect, json: replaced(json, "/cluster/tags", replaced(tags, `/${pick(plainKeys(tags))}`, undefined)) };
  },
  "a time in milliseconds": ({ operation, json }) => {
    const time = membersOf(json).find(({ at }) => at === "/cluster/createdAt")?.value;
    if (typeof time !== "number" || operation === "DeregisterCluster") return undefined;
    const effect = operation === "RegisterCluster" ? "response-semantics" : "lifecycle";
    return { effect, json: replaced(json, "/cluster/createdAt", time * 1000) };
  },
  "a name of the list dropped": ({ json }, { roll }) => {
    const names = namesOf(json);
    if (names.length === 0) return undefined;
    const gone = roll(names.length);
    return { effect: "lifecycle", json: { ...json, clusters: names.filter((_, index) => index !== gone) } };
  },
  "a name of the list twice": ({ json }, { roll }) => {
    const names = namesOf(json);
    if (names.length === 0) return undefined;
    return { effect: "lifecycle", json: { ...json, clusters: [...names, names[roll(names.length)] ?? ""] } };
  },
  "another status of success": ({ operation }, { pick }) => ({
    effect: OTHER_SUCCESS[operation],
    status: pick([201, 202, 203]),
  }),
  "a success with a status of failure": (_answer, { pick }) => ({
    effect: "error-mapping",
    status: pick([400, 404, 500, 502]),
  }),
  "another media type": ({ headers }, { pick }) => ({
    effect: "response-shape",
    headers: headers.map(([name, value]) => [name, name === "content-type" ? pick(OTHER_MEDIA) : value]),
  }),
  "a list around it": ({ json }) => ({ effect: "response-shape", json: [json] }),
  "cut off": ({ json }, { roll }) => {
    const text = JSON.stringify(json);
    return { effect: "response-shape", text: text.slice(0, roll(text.length)) };
  },
  "in UTF-16": ({ json }) => ({ effect: "response-shape", bytes: Buffer.from(JSON.stringify(json), "utf16le") }),
  "in Latin-1": ({ json }) => ({
    effect: "response-shape",
    bytes: Buffer.from(JSON.stringify({ ...json, note: "na\u00efve" }), "latin1"),
  }),
};

const OTHER_MEDIA = ["text/html", "text/plain", "application/xml", "application/octet-stream"];

function plainKeys(tags: JsonObject): string[] {
  return Object.keys(tags).map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function namesOf({ clusters }: JsonObject): JsonValue[] {
  return Array.isArray(clusters) ? clusters : [];
}
