import { expect, test } from "@jest/globals";
import { isScalar, typeProbes, wrongTypes } from "../../../generators/boundary/type-probes.ts";
import { schemaLocationAt } from "../../../generators/schema/schema-location.ts";
import type { JsonValue } from "../../../spec/json/json.ts";
import { compileValidator } from "../../../spec/contract/validator.ts";
import { CLUSTER_LIKE } from "../cluster-like-schema.ts";
import { CONTEXT } from "../generation-context.ts";

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
  ["/properties/name", "7 instead of a string"],
  ["/properties/tags", '"text" instead of an object or null'],
])("at %s it says what it is and what it should be: %s", (pointer, note) => {
  const probes = [...typeProbes(schemaLocationAt(CLUSTER_LIKE, pointer), CONTEXT)];
  expect(probes.map((probe) => probe.note)).toContain(note);
});
