import { describe, expect, test } from "@jest/globals";
import { pseudonymous } from "#endpoint/redaction/pseudonyms.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import type { JsonValue } from "#spec/json/json.ts";

const contract = loadEksContract();
const { shown: hide, meant } = pseudonymous({
  contract,
  operations: new Set([
    "ListClusters",
    "DescribeCluster",
    "DescribeAddon",
    "DescribeNodegroup",
    "ListEksAnywhereSubscriptions",
  ]),
  salt: "test",
});

function exchange(path: string, body: string, status = 200): Exchange {
  return {
    request: { method: "GET", path, headers: [], url: `https://eks.eu-west-1.amazonaws.com${path}` },
    response: { status, headers: [], body: Buffer.from(body), truncated: false },
    startedAt: 0,
    durationMs: 1,
    attempt: 1,
  };
}

function shownOf(path: string, body: JsonValue, status?: number): string {
  return Buffer.from(hide(exchange(path, JSON.stringify(body), status)).response?.body ?? []).toString();
}

interface Described {
  readonly cluster: {
    readonly name: string;
    readonly arn: string;
    readonly status: string;
    readonly createdAt: number;
  };
}

test("an error shows what it says, and no name of an account", () => {
  shownOf("/clusters", { clusters: ["billing", "dev"] });
  const user = "arn:aws:iam::111122223333:user/alice";
  const denied = shownOf(
    "/clusters/ecf-abc-1",
    { message: `User: ${user} is not authorized to perform: eks:DescribeCluster on resource: billing` },
    403,
  );
  expect(denied).toMatch(
    /^\{"message":"User: arn:aws:iam::\d{12}:user\/[a-z]{5} is not authorized to perform: eks:DescribeCluster on resource: [a-z]{7}"\}$/,
  );
  expect(denied).not.toMatch(/111122223333|alice|billing/);
  const [, dev = ""] = (JSON.parse(shownOf("/clusters", { clusters: ["billing", "dev"] })) as { clusters: string[] })
    .clusters;
  expect(shownOf(`/clusters/${dev}`, { message: "No cluster found for name: dev." }, 404)).toContain(`name: ${dev}.`);
  expect(shownOf("/clusters", { message: "maxResults must be from 1 to 1000, in ISO 8601" }, 400)).toContain(
    "from 1 to 1000, in ISO 8601",
  );
});

test("a header that leads to what the account has names it by its pseudonym", () => {
  const [dev = ""] = (JSON.parse(shownOf("/clusters", { clusters: ["billing-eu"] })) as { clusters: string[] })
    .clusters;
  const led = exchange(`/clusters/${dev}`, "", 307);
  const headers = [["Location", "https://eks.eu-west-1.amazonaws.com/clusters/billing-eu"]] as const;
  const shown = hide({ ...led, response: led.response && { ...led.response, headers } });
  expect(shown.response?.headers).toEqual([["Location", `https://eks.eu-west-1.amazonaws.com/clusters/${dev}`]]);
});

describe("what is meant by a request that has pseudonyms", () => {
  test("is what the answers showed, in a path and in a query, percent-encoded as a path has it", () => {
    const [name = ""] = (JSON.parse(shownOf("/clusters", { clusters: ["prod-eu_1"] })) as { clusters: string[] })
      .clusters;
    const shown = JSON.parse(
      shownOf("/clusters/asked", { cluster: { arn: "arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu_1" } }),
    ) as Described;
    const asking = { method: "GET", path: `/tags/${encodeURIComponent(shown.cluster.arn)}?of=${name}`, headers: [] };
    expect(meant(asking).path).toBe(
      `/tags/${encodeURIComponent("arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu_1")}?of=prod-eu_1`,
    );
  });

  test("is the request itself where it has none", () => {
    expect(meant({ method: "GET", path: "/clusters/ecf%2Dabc?maxResults=1", headers: [] }).path).toBe(
      "/clusters/ecf%2Dabc?maxResults=1",
    );
  });
});

describe("a pseudonym", () => {
  test("is the same wherever a word occurs, and keeps length, signs and what the contract names", () => {
    const [listed = ""] = (JSON.parse(shownOf("/clusters", { clusters: ["prod-eu_1"] })) as { clusters: string[] })
      .clusters;
    expect(listed).toMatch(/^[a-z]{4}-[a-z]{2}_\d$/);
    const cluster = {
      name: "prod-eu_1",
      arn: "arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu_1",
      status: "ACTIVE",
      createdAt: 1_764_000_000.5,
    };
    const shown = JSON.parse(shownOf("/clusters/asked", { cluster })) as Described;
    expect(shown.cluster).toMatchObject({ name: listed, status: "ACTIVE", createdAt: 1_764_000_000.5 });
    expect(shown.cluster.arn.replace(/\d{12}/, "ACCOUNT")).toBe(`arn:aws:eks:eu-west-1:ACCOUNT:cluster/${listed}`);
    expect(shown.cluster.arn).not.toContain("111122223333");
  });

  test("of an id of AWS's begins as that does, and of an address is one", () => {
    const cluster = {
      resourcesVpcConfig: { vpcId: "vpc-0f0f0f0f", publicAccessCidrs: ["198.51.100.7/32", "0.0.0.0/0"] },
    };
    expect(shownOf("/clusters/asked", { cluster })).toMatch(
      /"vpcId":"vpc-(?!0f0f0f0f)[0-9a-f]{8}","publicAccessCidrs":\["(?!198\.51)\d{1,3}(?:\.\d{1,3}){3}\/32","0\.0\.0\.0\/0"\]/,
    );
  });

  test("stands for no value of an enumeration, listed or not, but where one is a sentence", () => {
    const cluster = { status: "HIBERNATING_SOON", name: "prod-1" };
    expect(shownOf("/clusters/asked", { cluster })).toMatch(
      /^\{"cluster":\{"status":"HIBERNATING_SOON","name":"(?!prod)/,
    );
    const odd = { cluster: { status: "paused by alice" } };
    expect(shownOf("/clusters/asked", odd)).not.toContain("alice");
  });

  test("stands for no version of the service's, but for what is called so and is none", () => {
    const versions = { version: "1.29", platformVersion: "eks.5" };
    expect(shownOf("/clusters/asked", { cluster: versions })).toBe(JSON.stringify({ cluster: versions }));
    const ofNodes = (releaseVersion: string): string =>
      shownOf("/clusters/asked/node-groups/of", { nodegroup: { releaseVersion, tags: { version: "1.2.3-20240129" } } });
    expect(ofNodes("1.29.0-20240130")).toMatch(
      /^\{"nodegroup":\{"releaseVersion":"1.29.0-20240130","tags":(?!.*20240129)/,
    );
    expect(ofNodes("ami-0a1b2c3d4e5f60718")).not.toContain("0a1b2c3d4e5f60718");
    expect(shownOf("/clusters/asked/addons/of", { addon: { addonVersion: "v1.15.1-eksbuild.1" } })).toContain(
      '"v1.15.1-eksbuild.1"',
    );
  });

  test("is nobody else's: of thousands of short names each has its own", () => {
    const clusters = Array.from({ length: 3_000 }, (_, at) => `a${at.toString(36)}`);
    const shown = JSON.parse(shownOf("/clusters", { clusters })) as { clusters: string[] };
    expect(new Set(shown.clusters).size).toBe(clusters.length);
  });

  test("stands for no page token, for nothing that was sent, and in no error", () => {
    const page = shownOf("/clusters?maxResults=1", { clusters: ["prod"], nextToken: "prod-token-1" });
    expect(page).toMatch(/^\{"clusters":\["(?!prod)[a-z]{4}"\],"nextToken":"prod-token-1"\}$/);
    expect(shownOf("/clusters/ecf-abc-1", { cluster: { name: "ecf-abc-1" } })).toContain('"ecf-abc-1"');
    expect(shownOf("/clusters/prod", { message: "No cluster found for name: prod." }, 404)).toContain("prod");
    expect(shownOf("/addons/supported-versions", { addons: [{ addonName: "coredns" }] })).toContain("coredns");
  });

  test("changes no other byte of an answer", () => {
    const body = '{ "clusters" : [ "prod" ],\n  "nextToken":null }';
    const shown = Buffer.from(hide(exchange("/clusters", body)).response?.body ?? []).toString();
    expect(shown).toMatch(/^\{ "clusters" : \[ "[a-z]{4}" \],\n {2}"nextToken":null \}$/);
  });
});
