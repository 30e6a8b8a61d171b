import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { curlOf } from "#reports/model/commands/replay.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { anEvidence, aRecord } from "#tests/reports/producers.ts";

const { test } = needing("curl");

const REGISTRATION = JSON.stringify({
  name: "ecf-k3jd8sl-taken",
  connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "EKS_ANYWHERE" },
  clientRequestToken: "6360610a-66fd-40f4-9bfe-1977a0123456",
});

test("a registration goes out under a name and a token that the target cannot have kept", async () => {
  const server = await startReferenceServer({ auth: false });
  try {
    const headers = { "content-type": "application/json" };
    const taken = await fetch(`${server.url}/cluster-registrations`, { method: "POST", headers, body: REGISTRATION });
    expect(taken.status).toBe(200);
    const { target } = aRecord();
    const record = aRecord({ target: { ...target, endpoint: server.url } });
    const line = curlOf(anEvidence({ requestBody: REGISTRATION }), record) ?? "";
    const { stdout } = await promisify(execFile)("sh", ["-c", line], { env: { PATH: process.env["PATH"] } });
    expect(stdout).toMatch(/^HTTP\/1.1 200 /);
    expect(server.clusterNames()).toEqual(["ecf-k3jd8sl-taken", expect.stringMatching(/^ecf-\d{7}-taken$/)]);
  } finally {
    await server.close();
  }
});
