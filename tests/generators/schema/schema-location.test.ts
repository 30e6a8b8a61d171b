import { expect, test } from "@jest/globals";
import { locationName, locationPath, schemaLocationAt, schemaLocations } from "#generators/schema/schema-location.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";

const locations = schemaLocations(CLUSTER_LIKE);

test.each(locations.map((location) => [location.pointer, location] as const))(
  "%j leads to its schema",
  (pointer, location) => {
    expect(schemaAt(CLUSTER_LIKE, pointer)).toBe(location.schema);
    expect(schemaLocationAt(CLUSTER_LIKE, pointer)).toEqual(location);
  },
);

test("locations have names and paths", () => {
  const keys = schemaLocationAt(CLUSTER_LIKE, "/properties/tags/propertyNames");
  expect(locationName(keys)).toBe("key of tags");
  expect(locationPath(keys.pointer)).toBe("tags/keys");
});

test("a pointer to nothing is an error", () => {
  expect(() => schemaLocationAt(CLUSTER_LIKE, "/properties/nothing")).toThrow("No schema stands at");
});
