import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  DeregisterClusterCommand,
  DescribeClusterCommand,
  EKSClient,
  EKSServiceException,
  InvalidParameterException,
  paginateListClusters,
  RegisterClusterCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  ResourceLimitExceededException,
} from "@aws-sdk/client-eks";
import type { ReferenceOptions } from "#reference/server/options.ts";
import { startReferenceServer } from "#reference/server/server.ts";

const CREDENTIALS = { accessKeyId: "AKIDREFERENCE", secretAccessKey: "a-secret", sessionToken: "a-session" };
const CONFIG = { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "EKS_ANYWHERE" } as const;
const EXISTING = { eks: ["plain"], registered: ["foreign"] };

function client(endpoint: string, credentials = CREDENTIALS): EKSClient {
  return new EKSClient({ endpoint, region: "us-west-2", credentials, maxAttempts: 1 });
}

async function failure(promise: Promise<unknown>): Promise<EKSServiceException> {
  const outcome = await promise.then(
    () => "no error",
    (error: unknown) => error,
  );
  if (outcome instanceof EKSServiceException) return outcome;
  throw new Error(`not an error of the service: ${String(outcome)}`);
}

describe.each<[string, ReferenceOptions]>([
  ["without auth", {}],
  ["with auth", { auth: true, credentials: CREDENTIALS }],
])("the AWS SDK, %s", (_how, options) => {
  let server: Awaited<ReturnType<typeof startReferenceServer>>;
  let eks: EKSClient;

  beforeAll(async () => {
    server = await startReferenceServer({ region: "us-west-2", existing: EXISTING, quota: 9, ...options });
    eks = client(server.url);
  });

  afterAll(async () => {
    eks.destroy();
    await server.close();
  });

  test("registers, describes and deregisters, with typed results", async () => {
    const tags = { team: "ä👍", empty: "" };
    const { cluster } = await eks.send(new RegisterClusterCommand({ name: "a", connectorConfig: CONFIG, tags }));
    expect(cluster).toMatchObject({ name: "a", status: "PENDING", tags });
    expect(cluster?.arn).toBe("arn:aws:eks:us-west-2:111122223333:cluster/a");
    expect(cluster?.createdAt).toBeInstanceOf(Date);
    expect(cluster?.connectorConfig).toMatchObject({ ...CONFIG, activationCode: expect.stringMatching(/^.{20}$/) });
    expect(cluster?.connectorConfig?.activationExpiry).toBeInstanceOf(Date);
    const described = await eks.send(new DescribeClusterCommand({ name: "a" }));
    expect(described.cluster?.connectorConfig?.activationId).toBe(cluster?.connectorConfig?.activationId);
    expect(described.cluster?.connectorConfig?.activationCode).toBeUndefined();
    const gone = await eks.send(new DeregisterClusterCommand({ name: "a" }));
    expect(gone.cluster?.status).toBe("DELETING");
    expect(gone.$metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  test("repeats a registration by its token", async () => {
    const command = { name: "again", connectorConfig: CONFIG, clientRequestToken: "token" };
    const first = await eks.send(new RegisterClusterCommand(command));
    const second = await eks.send(new RegisterClusterCommand(command));
    expect(second.cluster).toEqual(first.cluster);
    await eks.send(new DeregisterClusterCommand({ name: "again" }));
  });

  test("pages through all clusters", async () => {
    for (const name of ["p1", "p2", "p3"])
      await eks.send(new RegisterClusterCommand({ name, connectorConfig: CONFIG }));
    const pages: (string[] | undefined)[] = [];
    for await (const page of paginateListClusters({ client: eks, pageSize: 2 }, { include: ["all"] }))
      pages.push(page.clusters);
    expect(pages).toEqual([["foreign", "p1"], ["p2", "p3"], ["plain"]]);
    for (const name of ["p1", "p2", "p3"]) await eks.send(new DeregisterClusterCommand({ name }));
  });

  test("meets typed errors", async () => {
    const taken = await failure(eks.send(new RegisterClusterCommand({ name: "plain", connectorConfig: CONFIG })));
    expect(taken).toBeInstanceOf(ResourceInUseException);
    expect(taken).toMatchObject({ clusterName: "plain", $metadata: { httpStatusCode: 409 } });
    const invalid = await failure(eks.send(new RegisterClusterCommand({ name: "!", connectorConfig: CONFIG })));
    expect(invalid).toBeInstanceOf(InvalidParameterException);
    const unknown = await failure(eks.send(new DescribeClusterCommand({ name: "a b/c?é%" })));
    expect(unknown).toBeInstanceOf(ResourceNotFoundException);
    expect(unknown).toMatchObject({ clusterName: "a b/c?é%", $metadata: { httpStatusCode: 404 } });
    const gone = await failure(eks.send(new DeregisterClusterCommand({ name: "none" })));
    expect(gone).toBeInstanceOf(ResourceNotFoundException);
  });

  test("reaches the quota", async () => {
    const register = (name: string) => eks.send(new RegisterClusterCommand({ name, connectorConfig: CONFIG }));
    for (let index = 0; index < 8; index += 1) await register(`q${index}`);
    expect(await failure(register("q8"))).toBeInstanceOf(ResourceLimitExceededException);
  });
});

describe("the AWS SDK against a server that verifies signatures", () => {
  test.each([
    ["another key", { ...CREDENTIALS, accessKeyId: "AKIDOTHER" }, "UnrecognizedClientException"],
    ["another secret", { ...CREDENTIALS, secretAccessKey: "b" }, "InvalidSignatureException"],
    ["another session token", { ...CREDENTIALS, sessionToken: "b" }, "UnrecognizedClientException"],
  ])("is refused with %s", async (_what, credentials, name) => {
    const server = await startReferenceServer({ region: "us-west-2", auth: true, credentials: CREDENTIALS });
    const eks = client(server.url, credentials);
    const error = await failure(eks.send(new DescribeClusterCommand({ name: "a" })));
    expect(error.name).toEqual(name);
    expect(error.$metadata.httpStatusCode).toBe(403);
    eks.destroy();
    await server.close();
  });
});

describe("the AWS SDK reads every way of naming an error", () => {
  test.each([
    "error-type-in-__type-only",
    "error-type-in-code-only",
    "error-type-with-namespace",
    "error-type-with-uri-suffix",
    "capital-Message",
    "null-members",
    "unknown-members",
    "chunked-bodies",
    "closed-connections",
  ])("%s", async (variant) => {
    const server = await startReferenceServer({ variant });
    const eks = client(server.url);
    const error = await failure(eks.send(new RegisterClusterCommand({ name: "!", connectorConfig: CONFIG })));
    expect(error).toBeInstanceOf(InvalidParameterException);
    expect(error.message).toContain("characters that are not allowed");
    eks.destroy();
    await server.close();
  });

  test.each(["whole-second-timestamps", "fractional-timestamps"])("%s", async (variant) => {
    const server = await startReferenceServer({ variant, now: () => 1_900_000_000_750 });
    const eks = client(server.url);
    const { cluster } = await eks.send(new RegisterClusterCommand({ name: "a", connectorConfig: CONFIG }));
    const expected = variant === "whole-second-timestamps" ? 1_900_000_000_000 : 1_900_000_000_750;
    expect(cluster?.createdAt?.getTime()).toBe(expected);
    eks.destroy();
    await server.close();
  });
});
