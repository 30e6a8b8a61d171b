import { describe, expect, test } from "@jest/globals";
import { readService } from "#cli/files/reading/read-spec.ts";
import { operationsOfAccount } from "#cli/run/target/open-target.ts";
import { pseudonymous } from "#endpoint/redaction/pseudonyms.ts";
import type { ReferenceRequest } from "#reference/message.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { existingRequests } from "#suites/plan/existing-kinds.ts";
import { answered, runWhole, withVerdict, type WholeRun, type WholeTarget } from "./whole-service.ts";

const { contract, table } = readService("eks");

function posted(path: string, body: JsonObject): ReferenceRequest {
  const headers = [["content-type", "application/json"]] as const;
  return { method: "POST", path, headers, body: Buffer.from(JSON.stringify(body)) };
}

const ROLE = "arn:aws:iam::998877665544:role/their-role";

function cluster(name: string): ReferenceRequest {
  const resourcesVpcConfig = { subnetIds: ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"] };
  return posted("/clusters", { name, roleArn: ROLE, resourcesVpcConfig, tags: { "their-team": "their-value" } });
}

function nodegroup(of: string, nodegroupName: string): ReferenceRequest {
  const subnets = ["subnet-0aaaaaaaaaaaaaaa1"];
  return posted(`/clusters/${of}/node-groups`, { nodegroupName, subnets, nodeRole: ROLE, tags: { kept: "by-them" } });
}

const THEIRS = ["their-one", "their-two", "their-three", "their-four"];

/** Four clusters, one of them with two node groups, an access entry and a pod identity association. */
const ACCOUNT = [
  ...THEIRS.map(cluster),
  nodegroup("their-one", "their-ng-1"),
  nodegroup("their-one", "their-ng-2"),
  posted("/clusters/their-one/access-entries", { principalArn: "arn:aws:iam::998877665544:role/their-admin" }),
  posted("/clusters/their-one/pod-identity-associations", {
    namespace: "their-space",
    serviceAccount: "their-account",
    roleArn: ROLE,
  }),
];

function look(target: WholeTarget): Promise<WholeRun> {
  return runWhole({
    readOnly: "planned",
    describeExisting: true,
    before: ACCOUNT,
    select: [
      "list.*",
      "describe.*",
      "list-nodegroups.*",
      "describe-nodegroup.*",
      "list-tags-for-resource.*",
      "list-pod-identity-associations.*",
    ],
    ...target,
  });
}

function isRead(line: string): boolean {
  return line.startsWith("GET ");
}

function described(run: WholeRun): string[] {
  return run.requests.filter((line) => /^GET \/clusters\/their-[a-z]+(?:\/node-groups\/[^/]+)?$/.test(line));
}

/** What the account shows of a request, changed; the first times only, where that is told. */
function shownOtherwise(
  path: RegExp,
  change: (body: JsonObject) => JsonObject,
  times = Infinity,
): WholeTarget["instead"] {
  let left = times;
  return async (request, pass) => {
    const response = await pass(request);
    if (request.method !== "GET" || !path.test(request.path) || response.status !== 200 || left <= 0) return response;
    left -= 1;
    const body = JSON.parse(Buffer.from(response.body).toString()) as JsonObject;
    return { ...response, body: JSON.stringify(change(body)) };
  };
}

describe("a run that only reads and describes what the account has", () => {
  test("describes the first three clusters and what belongs to them, and says what it left out", async () => {
    const run = await look({});
    const clusters = new Set(described(run).filter((line) => !line.includes("node-groups")));
    expect(clusters.size).toBe(3);
    expect(described(run).length).toBe(new Set(described(run)).size);
    expect(run.record.existing).toEqual(
      expect.arrayContaining([{ resource: "cluster", listed: 4, described: 3, gone: 0, goesOn: false }]),
    );
    expect(withVerdict(run, "fail", "warn", "error", "inconclusive")).toEqual([]);
    expect(withVerdict(run, "pass")).toEqual(
      expect.arrayContaining(["describe.valid", "describe.names", "list-tags-for-resource.cluster"]),
    );
  });

  test("asks by GET alone, within what its plan says, and writes nothing to the journal", async () => {
    const run = await look({ select: [] });
    expect(run.requests.filter((line) => !isRead(line))).toEqual([]);
    expect(run.intended).toEqual([]);
    expect(run.left).toEqual(THEIRS);
    const asked = run.requests.filter((line) => line.includes("their-"));
    const planned = existingRequests({ contract, table });
    for (const { path, atMost, method } of planned) {
      const form = new RegExp(`^${method} ${path.replace(/\{[^}]+\}/g, "[^/?]+")}$`);
      expect(asked.filter((line) => form.test(line)).length).toBeLessThanOrEqual(atMost);
    }
    const forms = planned.map(({ path }) => path.replace(/\{[^}]+\}/g, "[^/?]+"));
    expect(asked.filter((line) => !forms.some((form) => new RegExp(`^GET ${form}$`).test(line)))).toEqual([]);
    expect(run.record.existing?.map(({ resource }) => resource)).toEqual(
      expect.arrayContaining(["cluster", "nodegroup", "access-entry", "pod-identity-association"]),
    );
  });

  test("finds what a description, and nothing else, shows wrongly", async () => {
    const run = await look({
      instead: shownOtherwise(/^\/clusters\/their-[a-z]+\/node-groups\/[^/]+$/, ({ nodegroup: shown }) => {
        return { nodegroup: { ...(shown as JsonObject), createdAt: "yesterday", nodegroupName: "another" } };
      }),
    });
    expect(withVerdict(run, "fail")).toEqual(
      expect.arrayContaining(["describe-nodegroup.names", "describe-nodegroup.response.nodegroup.created-at"]),
    );
  });

  test.each([
    [1, "pass"],
    [Infinity, "fail"],
  ])("of an item that differs from its description %d times, says: %s", async (times, verdict) => {
    const run = await look({
      instead: shownOtherwise(
        /\/pod-identity-associations$/,
        ({ associations = [] }) => ({
          associations: (associations as JsonObject[]).map((one) => ({
            ...one,
            associationArn: `${String(one["associationArn"])}x`,
          })),
        }),
        times,
      ),
    });
    expect(run.verdicts.get("list-pod-identity-associations.agrees.pod-identity-association")).toBe(verdict);
  });

  test.each([
    [1, "pass"],
    [Infinity, "fail"],
  ])("of tags that are listed otherwise than described %d times, says: %s", async (times, verdict) => {
    const run = await look({ instead: shownOtherwise(/^\/tags\//, () => ({ tags: { another: "one" } }), times) });
    expect(run.verdicts.get("list-tags-for-resource.cluster")).toBe(verdict);
  });

  test("counts what is gone between list and description against nobody", async () => {
    const gone = answered(404, { message: "No cluster found for name: it." }, "ResourceNotFoundException");
    const one = await look({ instead: ({ path }) => (path === "/clusters/their-one" ? gone : undefined) });
    expect(withVerdict(one, "fail", "warn", "inconclusive")).toEqual([]);
    expect(one.record.existing?.[0]).toMatchObject({ resource: "cluster", described: 2, gone: 1 });
    const all = await look({ instead: ({ path }) => (/^\/clusters\/their-[a-z]+$/.test(path) ? gone : undefined) });
    expect(withVerdict(all, "fail", "warn")).toEqual([]);
    expect(withVerdict(all, "inconclusive")).toEqual(["describe.valid"]);
    expect(all.requests.filter((line) => line === "GET /clusters/their-one").length).toBeGreaterThan(1);
  });

  test("is not asked for, it describes nothing", async () => {
    const run = await look({ describeExisting: false });
    expect(described(run)).toEqual([]);
    expect(run.record.existing).toBeUndefined();
  });
});

/** A table in which what reads of each kind is something that writes. */
function withFault(change: (resource: Resource) => Partial<Resource>): ResourceTable {
  return { ...table, resources: table.resources.map((resource) => ({ ...resource, ...change(resource) })) };
}

describe("whatever a planner gets wrong about what the account has", () => {
  test.each([
    [
      "deletes in the place of descriptions",
      withFault((of) => ({
        describe: of.describe && { ...of.describe, operation: of.delete?.operation ?? of.describe.operation },
      })),
    ],
    [
      "updates in the place of descriptions",
      withFault((of) => ({
        describe: of.describe && { ...of.describe, operation: of.updates[0] ?? of.describe.operation },
      })),
    ],
    [
      "creates in the place of lists",
      withFault((of) => ({ list: of.list && { ...of.list, operation: of.create?.operation ?? of.list.operation } })),
    ],
    [
      "untags in the place of tag lists",
      {
        ...table,
        tagging: table.tagging && {
          ...table.tagging,
          list: { ...table.tagging.list, operation: table.tagging.untag.operation },
        },
      } as ResourceTable,
    ],
  ])("nothing but GET leaves: it %s", async (_what, faulty) => {
    const run = await look({ select: [], table: faulty });
    expect(run.requests.length).toBeGreaterThan(0);
    expect(run.requests.filter((line) => !isRead(line))).toEqual([]);
    expect(run.intended).toEqual([]);
    expect(run.left).toEqual(THEIRS);
  });
});

test("the record holds none of the account's names, and they are asked for by them", async () => {
  const pseudonyms = pseudonymous({ contract, operations: operationsOfAccount(contract, table) });
  const run = await look({ select: [], pseudonyms });
  const asked = run.requests.filter((line) => line.includes("their-"));
  expect(asked).toEqual(expect.arrayContaining(["GET /clusters/their-one/node-groups/their-ng-1"]));
  const record = JSON.stringify(run.record);
  expect(record).not.toMatch(/their-|998877665544|0aaaaaaaaaaaaaaa/);
  expect(withVerdict(run, "fail", "error", "inconclusive")).toEqual([]);
  expect(withVerdict(run, "pass")).toEqual(
    expect.arrayContaining(["describe-nodegroup.names", "list-tags-for-resource.nodegroup"]),
  );
});
