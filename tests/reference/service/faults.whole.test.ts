import { describe, expect, test } from "@jest/globals";
import { createEksReference, eksService, serviceOf } from "#reference/service/service-of.ts";
import { constraintFaults } from "#reference/service/faults/inputs/constraints.ts";
import { SERVICE_FAULT_KINDS } from "#reference/service/faults/service-fault.ts";
import { serviceFaults, statusFaults } from "#reference/service/faults/service-faults.ts";
import { readModel } from "#reference/service/model/read-model.ts";
import { HOUSE } from "#tests/helpers/house/house.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { CLUSTER, get, NODEGROUP, post, remove, withCluster } from "./exchange.ts";

const FAULTS = serviceFaults(eksService());
const ids = FAULTS.map(({ id }) => id);

async function withNodegroups(fault: string): Promise<Reference> {
  const reference = await withCluster(createEksReference({ fault }));
  for (const nodegroupName of ["a", "b"]) {
    await post(reference, "/clusters/c/node-groups", { ...NODEGROUP, nodegroupName, tags: { k: "v" } });
  }
  return reference;
}

test("no id comes twice", () => {
  expect(new Set(ids).size).toBe(ids.length);
});

test("every operation has faults, and every kind of fault comes up", () => {
  expect(new Set(FAULTS.map(({ operation }) => operation)).size).toBe(70);
  const there = new Set(FAULTS.map(({ kind }) => kind));
  expect(SERVICE_FAULT_KINDS.filter((kind) => !there.has(kind))).toEqual([]);
});

test("none is of what sources do not agree on", () => {
  expect(ids).not.toContain("describe-cluster-versions.status.enum.not-enforced");
  expect(ids).toContain("describe-cluster-versions.version-status.enum.not-enforced");
  expect(ids).toContain("create-nodegroup.tags.max-properties.not-enforced");
  expect(ids).not.toContain("create-nodegroup.tags.min-properties.not-enforced");
});

test("an answer leaves out what names the one that a change made, rather than how far it is", () => {
  expect(ids).toContain("cancel-update.update.id.missing");
  expect(ids).not.toContain("cancel-update.update.status.missing");
});

test("what must be taken is refused where a service has no other reason to", () => {
  expect(ids).toContain("create-cluster.name.max-length.valid-refused");
  expect(ids).toContain("list-nodegroups.max-results.maximum.valid-refused");
  expect(ids).toContain("tag-resource.tags.key.max-length.valid-refused");
  // A role may be refused for what it is, and the plain input has one tag.
  expect(ids.filter((id) => /role.*valid-refused|tag-resource.tags.min/.test(id))).toEqual([]);
});

test("a whole body that shows a resource can be of another type, but not left out", () => {
  const ofHouse = serviceFaults(serviceOf(HOUSE)).map(({ id }) => id);
  expect(ofHouse).toContain("show-lamp.body.retyped");
  expect(ofHouse.filter((id) => id.includes("..") || id.endsWith("body.missing"))).toEqual([]);
});

test("text in a URL or header is always text, in a map too: no fault is of its type", () => {
  const parameters = [
    { name: "all", in: "query", schema: { type: "object", additionalProperties: { type: "string", maxLength: 3 } } },
    { name: "counts", in: "query", schema: { type: "object", additionalProperties: { type: "integer" } } },
  ];
  const [operation] = readModel({ paths: { "/boxes": { get: { operationId: "ListBoxes", parameters } } } });
  if (operation === undefined) throw new Error("no operation was read");
  expect(constraintFaults(operation, serviceOf(HOUSE)).map(({ id }) => id)).toEqual([
    "all.value.max-length.not-enforced",
    "counts.value.type.not-enforced",
  ]);
});

test("an unknown one is refused with the closest", () => {
  expect(() => createEksReference({ fault: "create-nodegroup.nodegroup-name.required" })).toThrow(
    "create-nodegroup.nodegroup-name.required.not-enforced",
  );
});

describe("each kind changes what it says, and of its own operation alone", () => {
  test("constraint-not-enforced", async () => {
    const reference = await withNodegroups("create-nodegroup.node-role.required.not-enforced");
    const { status } = await post(reference, "/clusters/c/node-groups", { nodegroupName: "n", subnets: [] });
    expect(status).toBe(200);
    expect((await post(reference, "/clusters/c/node-groups", { nodegroupName: "n", nodeRole: "r" })).status).toBe(400);
  });

  test("valid-refused", async () => {
    const reference = await withNodegroups("create-nodegroup.tags.key.max-length.valid-refused");
    const statusOf = async (length: number, nodegroupName: string) => {
      const tags = { ["k".repeat(length)]: "v" };
      return (await post(reference, "/clusters/c/node-groups", { ...NODEGROUP, nodegroupName, tags })).status;
    };
    expect(await statusOf(127, "short")).toBe(200);
    expect(await statusOf(128, "last")).toBe(400);
    expect(await statusOf(129, "long")).toBe(400);
  });

  test("wrong-status", async () => {
    expect((await get(createEksReference({ fault: "list-clusters.status.wrong" }), "/clusters")).status).toBe(201);
  });

  test.each([
    ["wrong-error-code", "describe-nodegroup.unknown.wrong-code", { status: 404, error: "UnexpectedException" }],
    [
      "wrong-error-status",
      "describe-nodegroup.unknown.wrong-status",
      { status: 418, error: "ResourceNotFoundException" },
    ],
    ["error-missing", "describe-nodegroup.unknown.accepted", { status: 200, json: {} }],
  ])("%s", async (_kind, fault, expected) => {
    const reference = await withNodegroups(fault);
    expect(await get(reference, "/clusters/c/node-groups/none")).toMatchObject(expected);
    expect((await get(reference, "/clusters/none")).status).toBe(404);
  });

  test.each([
    ["member-missing", "describe-nodegroup.nodegroup.nodegroup-name.missing", undefined],
    ["member-retyped", "describe-nodegroup.nodegroup.nodegroup-name.retyped", 7],
  ])("%s", async (_kind, fault, nodegroupName) => {
    const { json } = await get(await withNodegroups(fault), "/clusters/c/node-groups/a");
    expect(json["nodegroup"]).toMatchObject({ status: "ACTIVE" });
    expect((json["nodegroup"] as { nodegroupName?: unknown }).nodegroupName).toBe(nodegroupName);
  });

  test("what no source asks for is not missed", () => {
    expect(ids).not.toContain("describe-nodegroup.nodegroup.status.missing");
  });

  test.each([
    ["list-misses", "list-nodegroups.last.missing", []],
    ["page-lost", "list-nodegroups.next-token.missing", ["a"]],
    ["page-lost", "list-nodegroups.page-size.ignored", ["a", "b"]],
  ])("%s: %s", async (_kind, fault, names) => {
    const { json } = await get(await withNodegroups(fault), "/clusters/c/node-groups?maxResults=1");
    expect(json["nodegroups"]).toEqual(names);
    expect("nextToken" in json).toBe(fault.includes("last"));
  });

  test.each([
    ["create-nodegroup.effect.missing", 404],
    ["delete-nodegroup.effect.missing", 200],
  ])("effect-missing: %s", async (fault, status) => {
    const reference = await withNodegroups(fault);
    await remove(reference, "/clusters/c/node-groups/a");
    expect((await get(reference, "/clusters/c/node-groups/a")).status).toBe(status);
  });

  test.each([
    ["tags-lost", "create-nodegroup.tags.lost", { tags: {} }],
    [
      "echo-wrong",
      "create-nodegroup.node-role.altered",
      { nodeRole: `${NODEGROUP.nodeRole}-altered`, tags: { k: "v" } },
    ],
  ])("%s", async (_kind, fault, shown) => {
    const { json } = await get(await withNodegroups(fault), "/clusters/c/node-groups/a");
    expect(json["nodegroup"]).toMatchObject(shown);
  });

  test("token-ignored", async () => {
    const reference = createEksReference({ fault: "create-cluster.client-request-token.ignored" });
    const send = (): Promise<{ status: number }> =>
      post(reference, "/clusters", { ...CLUSTER, name: "c", clientRequestToken: "t" });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(409);
  });
});

test("a success whose status is a member of the answer may have any", () => {
  const faultsOf = (response: Record<string, unknown>) => {
    const [operation] = readModel({
      paths: { "/run": { post: { operationId: "Run", responses: { 200: response } } } },
    });
    if (operation === undefined) throw new Error("no operation was read");
    return statusFaults(operation, serviceOf(HOUSE)).map(({ id }) => id);
  };
  expect(faultsOf({})).toEqual(["status.wrong"]);
  expect(faultsOf({ "x-status-member": "code" })).toEqual([]);
});
