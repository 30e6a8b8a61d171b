import { describe, expect, test } from "@jest/globals";
import { createEksReference } from "#reference/service/service-of.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { send } from "#tests/reference/requests.ts";
import { CLUSTER, get, NODEGROUP, post, withCluster } from "./exchange.ts";

const INVALID = { status: 400, error: "InvalidParameterException" };
const MISTYPED = { status: 400, error: "SerializationException" };

describe("an input that breaks the model is refused, and the message names the member", () => {
  test.each<[rule: string, body: JsonObject, member: string]>([
    ["a required member", { nodegroupName: "n", subnets: [] }, "/nodeRole"],
    ["required, and null", { ...NODEGROUP, nodegroupName: null }, "/nodegroupName"],
    ["an enum", { ...NODEGROUP, nodegroupName: "n", capacityType: "Spot" }, "/capacityType"],
    ["a least number", { ...NODEGROUP, nodegroupName: "n", scalingConfig: { maxSize: 0 } }, "/scalingConfig/maxSize"],
    ["too many entries", { ...NODEGROUP, nodegroupName: "n", tags: manyTags(51) }, "/tags"],
    ["too few entries", { ...NODEGROUP, nodegroupName: "n", tags: {} }, "/tags"],
    ["the length of a key", { ...NODEGROUP, nodegroupName: "n", tags: { "": "a" } }, "/tags/*key"],
    ["the length of a value", { ...NODEGROUP, nodegroupName: "n", labels: { a: "" } }, "/labels/*"],
    ["in an item", { ...NODEGROUP, nodegroupName: "n", taints: [{ key: "k", effect: "NONE" }] }, "/taints/*/effect"],
  ])("%s", async (_rule, body, member) => {
    const reference = await withCluster(createEksReference());
    const answer = await post(reference, "/clusters/c/node-groups", body);
    expect(answer).toMatchObject(INVALID);
    expect(answer.json["message"]).toContain(`The value at ${member} `);
  });

  test.each([
    ["a pattern, as a whole", "a b"],
    ["a least length", ""],
    ["a greatest length, in characters", "é".repeat(101)],
  ])("%s", async (_rule, name) => {
    expect(await post(createEksReference(), "/clusters", { ...CLUSTER, name })).toMatchObject(INVALID);
  });
});

function manyTags(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, ""]));
}

describe("a value of another type is a SerializationException", () => {
  test.each<[what: string, body: JsonObject | string]>([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["a number for a text", { ...NODEGROUP, nodegroupName: 1 }],
    ["a fraction for an integer", { ...NODEGROUP, nodegroupName: "n", diskSize: 1.5 }],
    ["a text for an integer", { ...NODEGROUP, nodegroupName: "n", diskSize: "20" }],
    ["a text for a list", { ...NODEGROUP, nodegroupName: "n", subnets: "s" }],
    ["null in a list", { ...NODEGROUP, nodegroupName: "n", subnets: [null] }],
    ["null in a map", { ...NODEGROUP, nodegroupName: "n", tags: { a: null } }],
    ["a list for a structure", { ...NODEGROUP, nodegroupName: "n", scalingConfig: [] }],
  ])("%s", async (_what, body) => {
    const reference = await withCluster(createEksReference());
    expect(await post(reference, "/clusters/c/node-groups", body)).toMatchObject(MISTYPED);
  });

  test("a text for an integer of the query", async () => {
    expect(await get(createEksReference(), "/clusters?maxResults=1x")).toMatchObject(MISTYPED);
  });
});

test("unknown members are ignored, and null says what absence says", async () => {
  const reference = await withCluster(createEksReference());
  const body = { ...NODEGROUP, nodegroupName: "n", more: { a: 1 }, diskSize: null, tags: null };
  const { status, json } = await post(reference, "/clusters/c/node-groups", body);
  expect(status).toBe(200);
  expect(json["nodegroup"]).toMatchObject({ diskSize: 20, tags: {} });
});

test("text of the query is read by its type", async () => {
  const versions = await get(
    createEksReference(),
    "/cluster-versions?clusterVersions=1.33&clusterVersions=1.34&maxResults=1",
  );
  expect(versions.json["clusterVersions"]).toHaveLength(1);
  expect(versions.json["nextToken"]).toEqual(expect.any(String));
});

test("an operation without a body takes none", async () => {
  const body = new TextEncoder().encode("{}");
  expect(await send(createEksReference(), { path: "/clusters", body })).toMatchObject({ status: 415 });
});

test.each([
  ["/clusters/c/access-entries/p/access-policies?maxResults=0", "InvalidRequestException"],
  ["/tags/arn%3Aaws", "BadRequestException"],
])("where InvalidParameterException is not documented, another error is answered: %s", async (path, error) => {
  const reference = createEksReference();
  const answer = path.startsWith("/tags") ? await post(reference, path, {}) : await get(reference, path);
  expect(answer).toMatchObject({ status: 400, error });
});

test.each([
  ["PUT", "/clusters"],
  ["GET", "/clusters/"],
  ["GET", "/clusters/c/nothing"],
])("%s %s is no operation", async (method, path) => {
  const answer = await send(createEksReference(), { method, path });
  expect(answer).toMatchObject({ status: 404, error: "UnknownOperationException" });
});
