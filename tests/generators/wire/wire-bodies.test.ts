import { expect, test } from "@jest/globals";
import { bodyVariants } from "#generators/wire/wire-bodies.ts";
import { ROOTS, SYNTAX } from "#generators/wire/wire-malformed.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";

const families = (schema: JsonSchema): Set<string> => new Set(bodyVariants(schema).map(({ family }) => family));

test("all that is malformed is among them, and each key is there once", () => {
  const keys = bodyVariants(CLUSTER_LIKE).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining([...SYNTAX, ...ROOTS].map(({ key }) => key)));
  expect(new Set(keys).size).toBe(keys.length);
});

test("a null key takes a map", () => {
  expect(families(CLUSTER_LIKE)).toContain("null-key");
  expect(families({ type: "object", properties: { name: { type: "string" } } })).not.toContain("null-key");
});

test("every variant of a body gives one, for an input of a single member too", () => {
  for (const { body } of bodyVariants(CLUSTER_LIKE)) expect(body?.({ name: "a" })).toBeInstanceOf(Uint8Array);
});

test("the same input gives the same bytes, and is left as it was", () => {
  const input = Object.freeze({ name: "a", tags: Object.freeze({ key: "value" }) });
  for (const { body } of bodyVariants(CLUSTER_LIKE).filter(({ family }) => family !== "large")) {
    expect(body?.(input)).toEqual(body?.(input));
  }
  expect(input).toEqual({ name: "a", tags: { key: "value" } });
});
