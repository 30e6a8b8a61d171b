import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bindFresh } from "#generators/schema/bind-fresh.ts";
import { fullInput } from "#generators/schema/baseline.ts";
import { tokenValue, uniqueValue } from "#generators/schema/fresh-value.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const NAME: JsonSchema = { type: "string", pattern: "[0-9A-Za-z][A-Za-z0-9\\-_]*", minLength: 1, maxLength: 100 };
const SHAPES: readonly JsonSchema[] = [
  NAME,
  { type: "string", pattern: "[A-Z]{4,20}" },
  { type: "string", pattern: "(?:\\d{4}-){4}\\d{4}" },
  { type: "string", minLength: 40, maxLength: 40 },
  { type: "string", minLength: 1, maxLength: 14 },
];

describe("unique values", () => {
  test.each(SHAPES)("satisfy %j and differ from salt to salt", (schema) => {
    const validate = compileValidator(schema);
    const values = Array.from({ length: 500 }, (_, index) => uniqueValue(schema, CONTEXT, `salt-${index}`));
    expect(values.flatMap((value) => validate(value))).toEqual([]);
    expect(new Set(values).size).toBe(values.length);
  });

  test("start with the prefix where the schema lets them", () => {
    expect(uniqueValue(NAME, CONTEXT, "salt")).toMatch(/^ecf-k3x9-[a-z0-9]{12}$/);
    expect(uniqueValue({ type: "string", pattern: "[A-Z]{4,20}" }, CONTEXT, "salt")).toMatch(/^[A-Z]{13}$/);
  });

  test("have the length asked for when it leaves room enough", () => {
    expect(uniqueValue(NAME, CONTEXT, "salt", 100)).toHaveLength(100);
    expect(uniqueValue(NAME, CONTEXT, "salt", 3)).toHaveLength(CONTEXT.prefix.length + 12);
  });

  test("are the same for the same salt", () => {
    fc.assert(
      fc.property(fc.string(), (salt) => uniqueValue(NAME, CONTEXT, salt) === uniqueValue(NAME, CONTEXT, salt)),
    );
  });
});

describe("tokens", () => {
  test("have the form of a random UUID", () => {
    expect(tokenValue({ type: "string" }, CONTEXT, "salt")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test("keep to a schema that no UUID satisfies", () => {
    const schema: JsonSchema = { type: "string", pattern: "[A-Z]*", minLength: 33, maxLength: 40 };
    expect(compileValidator(schema)(tokenValue(schema, CONTEXT, "salt"))).toEqual([]);
  });
});

describe("binding an input afresh", () => {
  test("changes unique members and tokens alone, and keeps the input valid", () => {
    const validate = compileValidator(CLUSTER_LIKE);
    fc.assert(
      fc.property(validInput(CLUSTER_LIKE, CONTEXT), fc.string(), (input, salt) => {
        const { name, clientRequestToken: token, ...rest } = bindFresh(CLUSTER_LIKE, CONTEXT, { input, salt });
        const { name: oldName, clientRequestToken: oldToken, ...oldRest } = input;
        expect(rest).toEqual(oldRest);
        expect(name).not.toBe(oldName);
        expect(String(name)).toHaveLength(String(oldName).length);
        expect(typeof token).toBe(oldToken === null ? "object" : typeof oldToken);
        expect(validate({ ...rest, name: name ?? "" })).toEqual([]);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test("leaves alone what is being probed, and what is no string", () => {
    const probed = { ...fullInput(CLUSTER_LIKE, CONTEXT, "salt"), name: "!" };
    expect(bindFresh(CLUSTER_LIKE, CONTEXT, { input: probed, salt: "x", except: "/properties/name" })["name"]).toBe(
      "!",
    );
    const mistyped = { ...probed, name: 7 };
    expect(bindFresh(CLUSTER_LIKE, CONTEXT, { input: mistyped, salt: "x" })["name"]).toBe(7);
  });
});
