import { describe, expect, test } from "@jest/globals";
import { discoverOperations } from "#suites/registration/discover-operations.ts";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";

const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("NotFound"), body: { message: "no" } });

interface Found {
  readonly there: Record<string, boolean>;
  readonly signaturesCount: boolean;
  readonly posts: number;
  readonly left: number;
}

/** Which operations are found to be there, and what is registered at the end. */
async function found(script: Script): Promise<Found> {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  const context = testContext({ target, clock });
  context.control.passed = true;
  await discoverOperations(context);
  const { presence, signatures } = context;
  const there = Object.fromEntries([...presence].map(([id, { status }]) => [id, status === "implemented"]));
  const posts = target.log.filter((line) => line.startsWith("POST /cluster-registrations ")).length;
  return { there, signaturesCount: signatures.count, posts, left: target.reference.clusterNames().length };
}

describe("an operation that refuses an unknown name as an unknown path", () => {
  const refusing: Script = async (_request, _number, work) => {
    const answer = await work();
    return answer.status === 404 || answer.status === 403 ? UNKNOWN : answer;
  };

  test("is there where it knows a cluster that is", async () => {
    const { there } = await found(refusing);
    expect(Object.values(there)).not.toContain(false);
  });

  test("is looked at by one cluster, which does not stay", async () => {
    expect(await found(refusing)).toMatchObject({ posts: 2, left: 0 });
  });

  test("is not there where it knows none", async () => {
    const { there } = await found((request, _number, work) => (request.method === "POST" ? work() : UNKNOWN));
    expect(there).toMatchObject({ DescribeCluster: false, DeregisterCluster: false });
  });
});

describe("an endpoint that refuses every path with the operation's own error for an unknown name", () => {
  const refused = (request: WireRequest, message: string): WireResponse =>
    aResponse({
      status: 404,
      headers: errorHeaders(request.path.startsWith("/tags") ? "NotFoundException" : "ResourceNotFoundException"),
      body: { message: message.replace("PATH", request.path) },
    });
  const isServed = ({ method, path }: WireRequest): boolean =>
    path.startsWith("/clusters/") || path === "/cluster-registrations" || (path === "/clusters" && method === "GET");

  test.each(["no such path", "nothing at PATH"])("lacks what no cluster succeeds with: %s", async (message) => {
    const { there } = await found((request, _number, work) => (isServed(request) ? work() : refused(request, message)));
    expect(there).toEqual({
      DescribeCluster: true,
      ListClusters: true,
      DeregisterCluster: false,
      TagResource: false,
      UntagResource: false,
      ListTagsForResource: false,
    });
  });

  test("has what names the resource that it does not find", async () => {
    const { there } = await found((request, _number, work) => {
      if (isServed(request)) return work();
      return refused(request, /^\/tags\//.test(request.path) ? "no tags of this ARN" : "no such path");
    });
    expect(there).toMatchObject({ TagResource: true, DeregisterCluster: false });
  });

  test("has what succeeds with a cluster", async () => {
    const { there } = await found(async (request, _number, work) => {
      const answer = await work();
      return answer.status < 400 ? answer : refused(request, "not found");
    });
    expect(Object.values(there)).not.toContain(false);
  });
});

test("where every operation is found, a registration is sent to see whether its signature counts, and does not stay", async () => {
  expect(await found((_request, _number, work) => work())).toMatchObject({ posts: 1, left: 0, signaturesCount: false });
});

test.each(["GET", "POST"])("signatures count where they do for %s alone", async (method) => {
  const denied = aResponse({ status: 403, headers: errorHeaders("InvalidSignatureException"), body: {} });
  const script: Script = (request, _number, work, options) =>
    request.method === method && options?.signing?.kind === "wrong-secret" ? denied : work();
  expect(await found(script)).toMatchObject({ posts: method === "GET" ? 0 : 1, left: 0, signaturesCount: true });
});
