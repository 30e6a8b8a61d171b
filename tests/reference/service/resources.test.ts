import { describe, expect, test } from "@jest/globals";
import { createEksReference, eksService } from "#reference/service/service-of.ts";
import { SOUND } from "#reference/service/habits.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Answer } from "#tests/reference/requests.ts";
import { CLUSTER, get, NODEGROUP, post, remove, withCluster } from "./exchange.ts";

function member(answer: Answer, name: string): JsonObject {
  return answer.json[name] as JsonObject;
}

async function withNodegroups(count: number): Promise<Reference> {
  const reference = await withCluster(createEksReference());
  for (let at = 0; at < count; at += 1) {
    await post(reference, "/clusters/c/node-groups", { ...NODEGROUP, nodegroupName: `n${at}` });
  }
  return reference;
}

describe("names", () => {
  test("one that is taken is refused with 409 and its members", async () => {
    const reference = await withNodegroups(1);
    const answer = await post(reference, "/clusters/c/node-groups", { ...NODEGROUP, nodegroupName: "n0" });
    expect(answer).toMatchObject({ status: 409, error: "ResourceInUseException" });
    expect(answer.json).toMatchObject({ clusterName: "c", nodegroupName: "n0" });
  });

  test("clusters of both kinds share theirs", async () => {
    const reference = await withCluster(createEksReference());
    const connectorConfig = { roleArn: "r", provider: "EC2" };
    expect((await post(reference, "/cluster-registrations", { name: "c", connectorConfig })).status).toBe(409);
    expect((await post(reference, "/cluster-registrations", { name: "d", connectorConfig })).status).toBe(200);
    expect((await get(reference, "/clusters")).json).toEqual({ clusters: ["c"] });
    expect((await get(reference, "/clusters?include=all")).json).toEqual({ clusters: ["c", "d"] });
    expect((await remove(reference, "/cluster-registrations/c")).status).toBe(404);
    expect((await remove(reference, "/clusters/d")).status).toBe(404);
  });

  test("a service account has one association in a cluster", async () => {
    const reference = await withCluster(createEksReference());
    await post(reference, "/clusters", { ...CLUSTER, name: "d" });
    const associate = (serviceAccount: string, cluster = "c", namespace = "default") =>
      post(reference, `/clusters/${cluster}/pod-identity-associations`, {
        namespace,
        serviceAccount,
        roleArn: CLUSTER.roleArn,
      });
    expect((await associate("a")).status).toBe(200);
    expect(await associate("a")).toMatchObject({ status: 409, error: "ResourceInUseException" });
    for (const other of [associate("b"), associate("a", "d"), associate("a", "c", "other")])
      expect((await other).status).toBe(200);
  });

  test("an unknown one is 404 and named", async () => {
    const answer = await get(await withCluster(createEksReference()), "/clusters/c/node-groups/none");
    expect(answer).toMatchObject({ status: 404, error: "ResourceNotFoundException" });
    expect(answer.json).toMatchObject({ clusterName: "c", nodegroupName: "none" });
  });

  test("an unknown parent is InvalidParameterException where no other error is documented", async () => {
    const answer = await post(createEksReference(), "/clusters/none/node-groups", { ...NODEGROUP, nodegroupName: "n" });
    expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
  });

  test("an access policy that is associated again has the new scope", async () => {
    const reference = await withCluster(createEksReference());
    await post(reference, "/clusters/c/access-entries", { principalArn: "p" });
    const path = "/clusters/c/access-entries/p/access-policies";
    for (const type of ["cluster", "namespace"]) await post(reference, path, { policyArn: "v", accessScope: { type } });
    expect((await get(reference, path)).json["associatedAccessPolicies"]).toMatchObject([
      { policyArn: "v", accessScope: { type: "namespace" } },
    ]);
  });
});

describe("pages", () => {
  test("hold what is asked for, sorted, and lead to the next", async () => {
    const reference = await withNodegroups(3);
    const first = await get(reference, "/clusters/c/node-groups?maxResults=2");
    expect(first.json["nodegroups"]).toEqual(["n0", "n1"]);
    const token = encodeURIComponent(String(first.json["nextToken"]));
    expect((await get(reference, `/clusters/c/node-groups?nextToken=${token}`)).json).toEqual({ nodegroups: ["n2"] });
  });

  test.each(["/clusters/c/node-groups?nextToken=x", "/clusters/c/addons?nextToken=TOKEN"])(
    "refuse a token that is not theirs: %s",
    async (path) => {
      const reference = await withNodegroups(3);
      const first = await get(reference, "/clusters/c/node-groups?maxResults=2");
      const answer = await get(reference, path.replace("TOKEN", String(first.json["nextToken"])));
      expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
    },
  );
});

describe("idempotency tokens", () => {
  const body = { ...CLUSTER, name: "c", clientRequestToken: "t" };

  test("bring the same answer again", async () => {
    const reference = createEksReference();
    const first = await post(reference, "/clusters", body);
    expect((await post(reference, "/clusters", body)).json).toEqual(first.json);
  });

  test("are refused with another input, and forgotten when the resource is gone", async () => {
    const reference = createEksReference();
    await post(reference, "/clusters", body);
    expect(await post(reference, "/clusters", { ...body, name: "d" })).toMatchObject({ status: 400 });
    await remove(reference, "/clusters/c");
    expect((await post(reference, "/clusters", { ...body, name: "d" })).status).toBe(200);
  });
});

describe("what is removed", () => {
  test("is gone, with its ARN", async () => {
    const reference = createEksReference();
    const made = await post(reference, "/clusters", { ...CLUSTER, name: "c" });
    expect(member(await remove(reference, "/clusters/c"), "cluster")["status"]).toBe("DELETING");
    expect((await get(reference, "/clusters/c")).status).toBe(404);
    const arn = encodeURIComponent(String(member(made, "cluster")["arn"]));
    expect(await get(reference, `/tags/${arn}`)).toMatchObject({ status: 404, error: "NotFoundException" });
  });

  test("must not hold a node group any more", async () => {
    const reference = await withNodegroups(1);
    expect(await remove(reference, "/clusters/c")).toMatchObject({ status: 409, error: "ResourceInUseException" });
    await remove(reference, "/clusters/c/node-groups/n0");
    expect((await remove(reference, "/clusters/c")).status).toBe(200);
  });
});

test("a server that takes its time shows the way to a status and out", async () => {
  const reference = await withCluster(createServiceReference(eksService(), { habits: { ...SOUND, looks: 2 } }));
  const status = async (): Promise<unknown> => member(await get(reference, "/clusters/c"), "cluster")?.["status"];
  expect(await status()).toBe("CREATING");
  expect(await status()).toBe("CREATING");
  expect(await status()).toBe("ACTIVE");
  await remove(reference, "/clusters/c");
  expect(await status()).toBe("DELETING");
  expect(await status()).toBe("DELETING");
  expect(await status()).toBeUndefined();
});

test("an update changes what was sent, and keeps the rest", async () => {
  const reference = await withCluster(createEksReference());
  await post(reference, "/clusters/c/update-config", { resourcesVpcConfig: { endpointPrivateAccess: true } });
  await post(reference, "/clusters/c/updates", { version: "1.35" });
  const cluster = member(await get(reference, "/clusters/c"), "cluster");
  expect(cluster).toMatchObject({ version: "1.35", roleArn: CLUSTER.roleArn });
  expect(cluster["resourcesVpcConfig"]).toMatchObject({ endpointPrivateAccess: true, endpointPublicAccess: true });
  expect((await get(reference, "/clusters/c/updates")).json["updateIds"]).toHaveLength(2);
});

test("a node group has one taint of a key and an effect, and loses the one that is named", async () => {
  const reference = await withNodegroups(1);
  const change = async (taints: JsonObject): Promise<unknown> => {
    await post(reference, "/clusters/c/node-groups/n0/update-config", { taints });
    return member(await get(reference, "/clusters/c/node-groups/n0"), "nodegroup")["taints"];
  };
  const [one, other] = [
    { key: "k", value: "v", effect: "NO_SCHEDULE" },
    { key: "k", value: "v", effect: "NO_EXECUTE" },
  ];
  expect(await change({ addOrUpdateTaints: [one, other] })).toEqual([one, other]);
  expect(await change({ addOrUpdateTaints: [{ ...one, value: "w" }] })).toEqual([other, { ...one, value: "w" }]);
  expect(await change({ removeTaints: [one] })).toEqual([other]);
});
