import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { oneFaultInput } from "#generators/random/one-fault.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import { constraintKey } from "#spec/derived/constraint.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { reduceInput } from "#generators/reduce/reduce-input.ts";

const VALID = validInput(CLUSTER_LIKE, CONTEXT);
const validate = compileValidator(CLUSTER_LIKE);

function tagsOf(input: JsonObject): JsonObject {
  const tags = input["tags"];
  return isJsonObject(tags) ? tags : {};
}

function reduce(input: JsonObject, fails: (candidate: JsonObject) => boolean) {
  const asked: JsonObject[] = [];
  const stillFails = (candidate: JsonObject) => {
    asked.push(candidate);
    return Promise.resolve(fails(candidate));
  };
  return reduceInput(CLUSTER_LIKE, CONTEXT, { input, stillFails }).then((reduction) => ({ ...reduction, asked }));
}

function faulty(constraint: Constraint): JsonObject {
  const [input] = fc.sample(oneFaultInput(CLUSTER_LIKE, CONTEXT, constraint) ?? fc.constant<JsonObject>({}), {
    seed: 2,
    numRuns: 1,
  });
  return input ?? {};
}

const PREDICATES: readonly (readonly [string, (input: JsonObject) => boolean])[] = [
  ["always", () => true],
  ["a long name", (input) => String(input["name"]).length >= 64],
  ["many tags", (input) => Object.keys(tagsOf(input)).length >= 20],
  ["a certain key", (input) => Object.hasOwn(tagsOf(input), "kubernetes.io/cluster/x")],
  ["an emoji in a value", (input) => Object.values(tagsOf(input)).some((value) => String(value).includes("🚀"))],
  ["capitals in the name", (input) => /[A-Z]/.test(String(input["name"]))],
  ["a token and tags", (input) => typeof input["clientRequestToken"] === "string" && "tags" in input],
];

describe("reduction", () => {
  test.each(PREDICATES)("ends within 30 calls on an input that fails for %s", async (_, fails) => {
    const failing = fc.sample(VALID, { seed: 6, numRuns: 150 }).filter(fails).slice(0, 4);
    expect(failing.length).toBeGreaterThan(0);
    for (const input of failing) {
      const { input: smallest, evaluations, asked } = await reduce(input, fails);
      expect(asked.length).toBeLessThanOrEqual(30);
      expect(evaluations).toBe(asked.length);
      expect(fails(smallest)).toBe(true);
      expect(JSON.stringify(smallest).length).toBeLessThanOrEqual(JSON.stringify(input).length + 16);
      expect(asked.flatMap((candidate) => validate(candidate))).toEqual([]);
    }
  });

  test("finds the length at which a name starts to fail", async () => {
    await fc.assert(
      fc.asyncProperty(VALID, fc.integer({ min: 21, max: 100 }), async (input, limit) => {
        const fails = (candidate: JsonObject) => String(candidate["name"]).length >= limit;
        if (!fails(input)) return;
        const { input: smallest } = await reduce(input, fails);
        expect(String(smallest["name"])).toHaveLength(limit);
        expect(Object.keys(smallest)).toEqual(["name", "connectorConfig"]);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test("finds the count at which tags start to fail", async () => {
    await fc.assert(
      fc.asyncProperty(VALID, fc.integer({ min: 1, max: 50 }), async (input, limit) => {
        const fails = (candidate: JsonObject) => Object.keys(tagsOf(candidate)).length >= limit;
        if (!fails(input)) return;
        const { input: smallest } = await reduce(input, fails);
        expect(Object.keys(tagsOf(smallest))).toHaveLength(limit);
        expect(Object.values(tagsOf(smallest))).toEqual(Array.from({ length: limit }, () => ""));
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("finds the one tag among many that matters", async () => {
    const entries = Array.from({ length: 49 }, (_, index) => [`key-${index}`, "x".repeat(index)] as const);
    const [input] = fc.sample(VALID, { seed: 1, numRuns: 1 });
    const tags = {
      ...Object.fromEntries(entries.slice(0, 31)),
      needle: "some eye",
      ...Object.fromEntries(entries.slice(31)),
    };
    const { input: smallest, evaluations } = await reduce({ ...input, tags }, (candidate) =>
      Object.hasOwn(tagsOf(candidate), "needle"),
    );
    expect(smallest["tags"]).toEqual({ needle: "" });
    expect(evaluations).toBeLessThanOrEqual(30);
  });

  test("leaves 51 tags with the shortest keys of a map with too many", async () => {
    const input = faulty({
      pointer: "/properties/tags",
      keyword: "maxProperties",
      side: "reject",
      requirement: "input.tags.max-properties",
    });
    const { input: smallest } = await reduce(input, () => true);
    expect(Object.keys(tagsOf(smallest))).toHaveLength(51);
    expect(Math.max(...Object.keys(tagsOf(smallest)).map((key) => key.length))).toBe(2);
  });

  test.each([
    { pointer: "/properties/name", keyword: "pattern", side: "reject", requirement: "input.name.pattern" },
    { pointer: "/properties/name", keyword: "maxLength", side: "reject", requirement: "input.name.max-length" },
    {
      pointer: "/properties/tags/propertyNames",
      keyword: "maxLength",
      side: "reject",
      requirement: "input.tags.keys.max-length",
    },
    {
      pointer: "/properties/connectorConfig",
      keyword: "required",
      side: "reject",
      member: "provider",
      requirement: "input.connector-config.provider.required",
    },
  ] as const)("keeps to the class of $pointer $keyword", async (constraint) => {
    const { asked } = await reduce(faulty(constraint), () => true);
    expect(new Set(asked.flatMap((candidate) => validate(candidate).map(constraintKey)))).toEqual(
      new Set([constraintKey(constraint)]),
    );
  });

  test("renews unique members for each call unless the failure hangs on the very value", async () => {
    const [input] = fc.sample(VALID, { seed: 1, numRuns: 1 });
    const { asked } = await reduce({ ...input, name: "ecf-k3x9-abcdefghijkl" }, (candidate) => "tags" in candidate);
    expect(new Set(asked.map(({ name }) => name)).size).toBe(asked.length);
    const { input: smallest } = await reduce({ ...input, name: "KEPT-AS-IT-IS" }, ({ name }) =>
      String(name).includes("KEPT"),
    );
    expect(smallest["name"]).toBe("KEPT");
  });

  test("spends no call when there is no budget", async () => {
    const [input = {}] = fc.sample(VALID, { seed: 1, numRuns: 1 });
    const stillFails = () => Promise.reject(new Error("asked"));
    expect(await reduceInput(CLUSTER_LIKE, CONTEXT, { input, stillFails, budget: 0 })).toEqual({
      input,
      evaluations: 0,
    });
  });
});
