import { expect, test } from "@jest/globals";
import { splitAtFreeText } from "#generators/wire/free-text.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";

const input = { name: "a", connectorConfig: { roleArn: "r", provider: "GKE" }, tags: { key: "value" } };

test("any text can stand between the two parts", () => {
  const [before, after] = splitAtFreeText(CLUSTER_LIKE, input) ?? ["", ""];
  expect(JSON.parse(`${before}other${after}`)).toEqual({ ...input, tags: { key: "other" } });
});

test("an input whose strings all have a meaning has none", () => {
  expect(splitAtFreeText(CLUSTER_LIKE, { name: "a" })).toBeUndefined();
});
