import { describe, expect, test } from "@jest/globals";
import { pseudonymous } from "../../../endpoint/redaction/pseudonyms.ts";
import { SECRET_FORMS } from "../../../endpoint/redaction/secret-forms.ts";
import type { Exchange } from "../../../protocol/exchange.ts";
import { loadEksContract } from "../../../spec/contract/load.ts";
import type { JsonValue } from "../../../spec/json/json.ts";

const contract = loadEksContract();
const hide = pseudonymous({
  contract,
  operations: new Set(["ListClusters", "DescribeCluster", "ListEksAnywhereSubscriptions"]),
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

/** Letters that no pseudonym is likely to have in this order. */
function planted(kind: string, at: number): string {
  return `${kind}Planted${at.toString(36)}Here${(at * 7919) % 9973}`;
}

/** What an account has: ten values each that nobody else is to see. */
const CLUSTERS = Array.from({ length: 200 }, (_, at) => ({
  name: planted("name", at),
  arn: `arn:aws:eks:eu-west-1:${String(400_000_000_000 + at * 1_234_567)}:cluster/${planted("name", at)}`,
  endpoint: `https://${planted("ENDPOINT", at)}.gr7.eu-west-1.eks.amazonaws.com`,
  roleArn: `arn:aws:iam::${String(500_000_000_000 + at * 7_654_321)}:role/${planted("role", at)}`,
  certificateAuthority: { data: Buffer.from(planted("certificate", at).repeat(20)).toString("base64") },
  tags: { [planted("key", at)]: planted("value", at), Équipe: planted("Überwert", at) },
  resourcesVpcConfig: { vpcId: `vpc-${planted("vpc", at)}`, subnetIds: [`subnet-${planted("subnet", at)}`] },
}));

const SECRETS = CLUSTERS.flatMap(({ name, arn, endpoint, roleArn, certificateAuthority, tags }) => [
  name,
  arn.split(":")[4] ?? "",
  new URL(endpoint).host.split(".")[0] ?? "",
  roleArn.split(":")[4] ?? "",
  roleArn.split("/")[1] ?? "",
  certificateAuthority.data,
  ...Object.keys(tags).filter((key) => key !== "Équipe"),
  ...Object.values(tags),
]);

test("of 200 resources no planted name, id, tag or certificate is shown, in no form", () => {
  const list = shownOf("/clusters", { clusters: CLUSTERS.map(({ name }) => name) });
  const descriptions = CLUSTERS.map((cluster) =>
    shownOf("/clusters/asked", { cluster: { ...cluster, status: "ACTIVE" } }),
  );
  const all = [list, ...descriptions].join("\n").toLowerCase();
  expect(SECRETS.length).toBeGreaterThan(1_500);
  const found = SECRETS.filter((secret) => SECRET_FORMS.some(({ write }) => all.includes(write(secret).toLowerCase())));
  expect(found).toEqual([]);
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
