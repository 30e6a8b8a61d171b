import { expect, test } from "@jest/globals";
import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import { isScalar, typeProbes, wrongTypes } from "#generators/boundary/type-probes.ts";
import { schemaLocationAt } from "#generators/schema/schema-location.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const POINTERS = [
  "/properties/name",
  "/properties/tags",
  "/properties/connectorConfig",
  "/properties/tags/additionalProperties",
];

test.each(POINTERS)("what is refused at %s is of a wrong type", (pointer) => {
  const location = schemaLocationAt(CLUSTER_LIKE, pointer);
  const validate = compileValidator(location.schema);
  const refused = [...typeProbes(location, CONTEXT)].filter(({ side }) => side === "reject");
  const keywords = refused.map(({ value }) => validate(value("salt") as JsonValue).map(({ keyword }) => keyword));
  expect(keywords).toEqual(refused.map(() => ["type"]));
});

test("a map is tried as every list that a lenient reader takes for one", () => {
  const names = wrongTypes(["object"]).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["array-of-strings", "array-of-pairs", "array-of-entries", "array-of-tags"]),
  );
});

test("scalars are numbers, truth values and text", () => {
  expect(
    wrongTypes(["null"])
      .filter(isScalar)
      .map(({ value }) => typeof value),
  ).not.toContain("object");
});

test.each([
  ["/properties/name", "a fresh integer instead of a string"],
  ["/properties/tags", '"text" instead of an object or null'],
])("at %s it says what it is and what it should be: %s", (pointer, note) => {
  const probes = [...typeProbes(schemaLocationAt(CLUSTER_LIKE, pointer), CONTEXT)];
  expect(probes.map((probe) => probe.note)).toContain(note);
});

test("a number in the place of a name is a fresh one: a reader that coerces it would else find the name taken", () => {
  const valuesFor = (prefix: string) =>
    [...typeProbes(schemaLocationAt(CLUSTER_LIKE, "/properties/name"), { ...CONTEXT, prefix })]
      .filter(({ name }) => name === "integer" || name === "fraction")
      .flatMap(({ value }) => ["register", "create"].map((salt) => value(salt)));
  const drawn = [...valuesFor("a-"), ...valuesFor("b-")];
  expect(new Set(drawn).size).toBe(8);
  expect(drawn.filter(Number.isInteger)).toHaveLength(4);
});

test.each([
  ["fraction", { type: "integer", minimum: 60, maximum: 90 }, 60.5],
  ["fraction", { type: "integer", maximum: 1 }, 0.5],
  ["fraction", { type: "integer", minimum: 1 }, 1.5],
  ["integer", { type: "string", minLength: 3 }, 777],
  ["integer", { type: "string", minLength: 1 }, 7],
] as const)("a number of the wrong type is within the other limits: %s at %j", (name, schema, value) => {
  const location = schemaLocationAt({ type: "object", properties: { size: schema } }, "/properties/size");
  const probe = [...typeProbes(location, CONTEXT)].find((each) => each.name === name);
  expect(probe?.value("salt")).toBe(value);
});

test.each([
  [{ type: "integer", minimum: 20 }, "20"],
  [{ type: ["boolean", "null"] }, "true"],
] as const)("what stands in no quotes is tried in quotes first, as a scalar that many coerce: %j", (schema, spelt) => {
  const location = schemaLocationAt({ type: "object", properties: { size: schema } }, "/properties/size");
  const [first] = [...typeProbes(location, CONTEXT)].filter(({ side }) => side === "reject");
  expect(first).toMatchObject({ name: "as-json-text", coercible: true });
  expect(first?.value("salt")).toBe(spelt);
});

test("in a query, where nothing has quotes, a number in none is no break", () => {
  const schema = { type: "object", properties: { size: { type: "integer" } } } as const;
  const constraint = {
    pointer: "/properties/size",
    keyword: "type",
    side: "reject",
    requirement: "size.type",
  } as const;
  const keysWith = (coercible: boolean | undefined): string[] =>
    [...boundaryInputs(schema, CONTEXT, [{ ...constraint, coercible }])].map(({ key }) => key);
  expect(keysWith(true).filter((key) => key.endsWith("as-json-text"))).toHaveLength(1);
  expect(keysWith(undefined).filter((key) => key.endsWith("as-json-text"))).toEqual([]);
});
