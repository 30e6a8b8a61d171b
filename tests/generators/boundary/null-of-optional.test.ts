import { expect, test } from "@jest/globals";
import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";

// A document that says of none of its members that it may be null.
const schema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    size: { type: "integer" },
    tags: { type: "array", items: { type: "string" } },
  },
} as const;

test("null is a wrong type of what must be there, and of an item, and as good as absent otherwise", () => {
  const inputs = [...boundaryInputs(schema, { prefix: "x", fixtures: {}, dictionary: [] })];
  const nulls = inputs.filter(({ key }) => /\/type\/reject\/null(?:-alone)?$/.test(key)).map(({ key }) => key);
  expect(nulls).toEqual(["name/type/reject/null", "tags/items/type/reject/null", "tags/items/type/reject/null-alone"]);
  expect(inputs.some(({ key }) => key.startsWith("size/type/reject/"))).toBe(true);
});
