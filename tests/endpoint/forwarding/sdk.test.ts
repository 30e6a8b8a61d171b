import { EKSClient, ListClustersCommand, RegisterClusterCommand } from "@aws-sdk/client-eks";
import { afterEach, expect, test } from "@jest/globals";
import { systemClock } from "#endpoint/clock.ts";
import { startForwarder } from "#endpoint/forwarding/forwarder.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-real-secret" };

test("what AWS's SDK signs holds behind the forwarder, at a server that verifies it", async () => {
  const server = await startReferenceServer({ auth: true, credentials: CREDENTIALS });
  onCleanUp(() => server.close());
  const options = {
    endpoint: server.url,
    host: "127.0.0.1",
    port: 0,
    names: [],
    clock: systemClock,
    timeoutMs: 60_000,
  };
  const proxy = await startForwarder({ ...options, seen: () => undefined });
  onCleanUp(() => proxy.close(0));
  const client = new EKSClient({ region: "us-east-1", endpoint: proxy.url, credentials: CREDENTIALS, maxAttempts: 1 });
  const connectorConfig = { roleArn: "arn:aws:iam::123456789012:role/connector", provider: "OTHER" } as const;
  await client.send(new RegisterClusterCommand({ name: "signed", connectorConfig, tags: { "a b": "c/d" } }));
  expect(await client.send(new ListClustersCommand({ include: ["all"] }))).toMatchObject({ clusters: ["signed"] });
});
