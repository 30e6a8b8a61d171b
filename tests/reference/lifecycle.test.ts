import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { createReference } from "#reference/server/reference.ts";
import { clusterOf, connectorOf, deregister, describeCluster, list, omit, register, registration } from "./requests.ts";

const NOW = Date.UTC(2031, 4, 6, 7, 8, 9, 250);
const THREE_DAYS_S = 3 * 24 * 60 * 60;

function at(now: number) {
  return createReference({ now: () => now, region: "eu-west-3", account: "444455556666" });
}

describe("RegisterCluster", () => {
  test("answers with the whole cluster", async () => {
    const answer = await register(at(NOW), registration("a", { tags: { team: "x", __proto__: "y" } }));
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      cluster: {
        name: "a",
        arn: "arn:aws:eks:eu-west-3:444455556666:cluster/a",
        createdAt: NOW / 1000,
        status: "PENDING",
        connectorConfig: {
          activationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          activationCode: expect.stringMatching(/^[A-Za-z0-9+/]{20}$/),
          activationExpiry: expect.any(Number),
          provider: "OTHER",
          roleArn: "arn:aws:iam::111122223333:role/agent",
        },
        tags: { team: "x" },
      },
    });
  });

  test("expires within three days, by less than a second", async () => {
    const expiry = Number(connectorOf(await register(at(NOW), registration("a")))["activationExpiry"]);
    expect(expiry).toBeLessThan(NOW / 1000 + THREE_DAYS_S);
    expect(expiry).toBeGreaterThan(NOW / 1000 + THREE_DAYS_S - 1);
  });

  test("echoes tags key by key, whatever the key", async () => {
    const tags = JSON.parse(`{"__proto__":"1","constructor":"2","Case":"3","case":"4","e\u0301":"5","\u00e9":"6"}`);
    const answer = await register(at(NOW), registration("a", { tags }));
    expect(JSON.stringify(clusterOf(answer)["tags"])).toBe(JSON.stringify(tags));
  });

  test("shows empty tags when there are none", async () => {
    expect(clusterOf(await register(at(NOW), registration("a")))["tags"]).toEqual({});
  });

  test("issues codes that never repeat", async () => {
    const reference = at(NOW);
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => register(reference, registration(`a${index}`))),
    );
    for (const member of ["activationId", "activationCode"]) {
      expect(new Set(answers.map((answer) => connectorOf(answer)[member])).size).toBe(300);
    }
  });

  test("refuses a taken name, in the same case only", async () => {
    const reference = at(NOW);
    await register(reference, registration("a"));
    const answer = await register(reference, registration("a"));
    expect(answer).toMatchObject({ status: 409, error: "ResourceInUseException" });
    expect(answer.json["clusterName"]).toBe("a");
    expect((await register(reference, registration("A"))).status).toBe(200);
  });

  test("refuses the name of a cluster that EKS made", async () => {
    const reference = createReference({ existing: { eks: ["plain"] } });
    expect((await register(reference, registration("plain"))).status).toBe(409);
  });

  test("names the cluster in a complaint about something else than its name", async () => {
    const answer = await register(at(NOW), registration("a", { connectorConfig: { provider: "OTHER" } }));
    expect(answer.json).toEqual({ clusterName: "a", message: expect.any(String) });
  });

  test("lets exactly one of many parallel requests have a name", async () => {
    const reference = at(NOW);
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(reference, registration("a"))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)]);
  });

  test("keeps nothing of a refused request", async () => {
    const reference = at(NOW);
    await register(reference, registration("a", { connectorConfig: { roleArn: "r", provider: "NONE" } }));
    expect(reference.clusterNames()).toEqual([]);
    expect((await describeCluster(reference, "a")).status).toBe(404);
  });
});

describe("clientRequestToken", () => {
  const body = registration("a", { clientRequestToken: "token", tags: { k: "v", l: "w" } });

  test("with the same parameters gives the same answer, whatever the order of tags", async () => {
    const reference = at(NOW);
    const first = await register(reference, body);
    const again = await register(reference, { ...body, tags: { l: "w", k: "v" } });
    expect(again.status).toBe(200);
    expect(again.json).toEqual(first.json);
    expect(reference.clusterNames()).toEqual(["a"]);
  });

  test.each<JsonObject>([
    { name: "b" },
    { tags: { k: "v" } },
    { tags: { k: "v", l: "x" } },
    { tags: { k: "v", m: "w" } },
    { tags: { k: "v", l: "w", m: "" } },
    { tags: null },
    { connectorConfig: { roleArn: "other", provider: "OTHER" } },
    { connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "GKE" } },
  ])("with other parameters is refused: %j", async (changes) => {
    const reference = at(NOW);
    await register(reference, body);
    const answer = await register(reference, { ...body, ...changes });
    expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
    expect(reference.clusterNames()).toEqual(["a"]);
  });

  test.each([{ clientRequestToken: "Token" }, { clientRequestToken: "token " }, { clientRequestToken: null }])(
    "is another one, and the name is taken: %j",
    async (changes) => {
      const reference = at(NOW);
      await register(reference, body);
      expect((await register(reference, { ...body, ...changes })).status).toBe(409);
    },
  );

  test("counts as new once its cluster is gone", async () => {
    const reference = at(NOW);
    const first = await register(reference, body);
    await deregister(reference, "a");
    const again = await register(reference, body);
    expect(again.status).toBe(200);
    expect(connectorOf(again)["activationId"]).not.toBe(connectorOf(first)["activationId"]);
    await deregister(reference, "a");
    expect((await register(reference, { ...body, name: "b" })).status).toBe(200);
  });

  test("of a refused request is free", async () => {
    const reference = at(NOW);
    await register(reference, { ...body, name: "!" });
    expect((await register(reference, body)).status).toBe(200);
  });

  test("wins once among many parallel requests, and all see the same", async () => {
    const reference = at(NOW);
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(reference, body)));
    expect(new Set(answers.map(({ body: text }) => text)).size).toBe(1);
  });
});

describe("DescribeCluster and DeregisterCluster", () => {
  test("show the cluster without its activation code", async () => {
    const reference = at(NOW);
    const registered = await register(reference, registration("a", { tags: { k: "v" } }));
    const connectorConfig = omit(connectorOf(registered), "activationCode");
    const described = await describeCluster(reference, "a");
    expect(described.json).toEqual({ cluster: { ...clusterOf(registered), connectorConfig } });
    const gone = await deregister(reference, "a");
    expect(gone.json).toEqual({ cluster: { ...clusterOf(registered), connectorConfig, status: "DELETING" } });
  });

  test("know nothing of a cluster once it is deregistered", async () => {
    const reference = at(NOW);
    await register(reference, registration("a"));
    await deregister(reference, "a");
    for (const answer of [await describeCluster(reference, "a"), await deregister(reference, "a")]) {
      expect(answer).toMatchObject({ status: 404, error: "ResourceNotFoundException" });
      expect(answer.json["clusterName"]).toBe("a");
    }
  });

  test("deregister nothing that was not registered", async () => {
    const reference = createReference({ existing: { eks: ["plain"] } });
    expect((await deregister(reference, "plain")).status).toBe(404);
    expect((await describeCluster(reference, "plain")).status).toBe(200);
  });

  test("a name can be registered again, with a new activation", async () => {
    const reference = at(NOW);
    const first = await register(reference, registration("a"));
    await deregister(reference, "a");
    const again = await register(reference, registration("a"));
    expect(connectorOf(again)["activationCode"]).not.toBe(connectorOf(first)["activationCode"]);
  });
});

describe("quota", () => {
  test("limits registered clusters, not those that EKS made", async () => {
    const reference = createReference({ quota: 2, existing: { eks: ["plain"], registered: ["foreign"] } });
    expect((await register(reference, registration("a"))).status).toBe(200);
    const answer = await register(reference, registration("b"));
    expect(answer).toMatchObject({ status: 400, error: "ResourceLimitExceededException" });
    expect(answer.json["clusterName"]).toBe("b");
    await deregister(reference, "foreign");
    expect((await register(reference, registration("b"))).status).toBe(200);
  });

  test("does not refuse what needs no new cluster", async () => {
    const reference = createReference({ quota: 1 });
    const body = registration("a", { clientRequestToken: "t" });
    await register(reference, body);
    expect((await register(reference, body)).status).toBe(200);
    expect((await register(reference, registration("a"))).status).toBe(409);
  });
});

test("clusters planted at the start are listed by kind", async () => {
  const reference = createReference({ existing: { eks: ["plain"], registered: ["foreign"] } });
  expect((await list(reference)).json).toEqual({ clusters: ["plain"] });
  expect((await list(reference, "?include=all")).json).toEqual({ clusters: ["foreign", "plain"] });
});
