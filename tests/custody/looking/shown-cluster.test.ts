import { expect, test } from "@jest/globals";
import { clusterOf, shownMember, namesOn, nextTokenOf } from "#custody/looking/shown-cluster.ts";
import type { JsonValue } from "#spec/json/json.ts";

test("an answer shows the cluster that is an object where the table says", () => {
  expect(clusterOf({ json: { cluster: { name: "a" } } })).toEqual({ name: "a" });
  const without: JsonValue[] = [{ cluster: null }, { cluster: [] }, { cluster: "a" }, {}, [], null];
  for (const json of without) expect(clusterOf({ json })).toBeUndefined();
  expect(clusterOf({ json: undefined })).toBeUndefined();
});

test("a member is found wherever it lies, and nowhere else", () => {
  const cluster = { name: "a", connectorConfig: { activationId: "i" } };
  expect(shownMember(cluster, "name")).toBe("a");
  expect(shownMember(cluster, "activation")).toBe("i");
  expect(shownMember(cluster, "code")).toBeUndefined();
  expect(shownMember({ connectorConfig: [] }, "activation")).toBeUndefined();
  expect(shownMember(undefined, "name")).toBeUndefined();
});

test("a page of a list has the names that are texts, and a token where there is another page", () => {
  expect(namesOn({ json: { clusters: ["a", 1, "b"] } })).toEqual(["a", "b"]);
  expect(namesOn({ json: { clusters: "a" } })).toBeUndefined();
  expect(namesOn({ json: undefined })).toBeUndefined();
  expect(nextTokenOf({ json: { nextToken: "t" } })).toBe("t");
  expect(nextTokenOf({ json: { clusters: [] } })).toBeUndefined();
  expect(nextTokenOf({ json: [] })).toBeUndefined();
});
