import { describe, expect, test } from "@jest/globals";
import { belongsBelow, type ListedBefore, whoseGiven } from "#custody/ownership/whose-given-name.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { aReply, JSON_TYPE, STARTED_AT } from "#tests/suites/made-replies.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const given: Resource = { ...box, id: { output: "/box/boxName" } };
const made = { resource: given, id: "b-77", arn: "arn:widgets:b-77/said" };

const DATE = ["date", new Date(STARTED_AT).toUTCString()] as const;
const NOW = STARTED_AT / 1000;
const BEFORE = NOW - 3_600;
const NONE: ListedBefore = { ids: new Set(), isWhole: true };
const NOT_SEEN: ListedBefore = { ids: new Set(), isWhole: false };
const RUN = "ecf-7-";

interface Told {
  readonly shown?: JsonObject;
  readonly before?: ListedBefore;
  readonly input?: JsonObject;
}

function whose({ shown, before = NONE, input = {} }: Told) {
  const body = { box: { boxName: "b-77", ...shown } };
  const described =
    shown === undefined ? aReply({ status: 404, body: {} }) : aReply({ status: 200, headers: [JSON_TYPE, DATE], body });
  const claim = { times: [{ from: STARTED_AT, to: Infinity }], holdsRun: (text: string) => text.includes(RUN), input };
  return whoseGiven(service, { made, described, claim, before });
}

describe("what an answer names is", () => {
  test.each<[string, Told]>([
    ["it was not there before, and was created since", { shown: { createdAt: NOW } }],
    ["it was not there before, and shows nothing that tells", { shown: {} }],
    ["it was not there before, and is not shown yet", {}],
    ["no list was had, and it was created since", { shown: { createdAt: NOW }, before: NOT_SEEN }],
    ["no list was had, and it has a name of the run in it", { shown: { tags: { of: `${RUN}x` } }, before: NOT_SEEN }],
    [
      "it has one of the tags that were sent",
      { shown: { createdAt: NOW, tags: { team: "a", more: "b" } }, input: { tags: { team: "a" } } },
    ],
    ["it has lost its tags", { shown: { createdAt: NOW, tags: {} }, input: { tags: { team: "a" } } }],
  ])("the run's where %s", (_what, told) => {
    expect(whose(told)).toMatchObject({ whose: "ours" });
  });

  test.each<[string, string, Told]>([
    [
      "theirs",
      "it was there before",
      { shown: { createdAt: NOW }, before: { ids: new Set(["b-77"]), isWhole: false } },
    ],
    ["unknown", "it was created before", { shown: { createdAt: BEFORE } }],
    [
      "unknown",
      "it was created before, as a text says",
      { shown: { createdAt: new Date(BEFORE * 1000).toISOString() } },
    ],
    ["unknown", "it has other tags", { shown: { createdAt: NOW, tags: { a: "b" } }, input: { tags: { team: "a" } } }],
    ["unknown", "it has another name", { shown: { colour: "x" }, input: { colour: `${RUN}x` } }],
    ["unknown", "no list was had, and it shows nothing that tells", { shown: {}, before: NOT_SEEN }],
    ["unknown", "no list was had, and it is not shown", { before: NOT_SEEN }],
  ])("%s where %s", (expected, _what, told) => {
    expect(whose(told).whose).toBe(expected);
  });

  test("asked for by the ARN that a look shows", () => {
    const arn = "arn:widgets:b-77";
    expect(whose({ shown: { arn } })).toEqual({ whose: "ours", made: { ...made, arn } });
  });

  test("below what is the run's, the run's, but not by an ARN of something else", () => {
    const below = { ...made, parent: { resource: box, id: `${RUN}a` } };
    const claim = { times: [], holdsRun: (text: string) => text.includes(RUN) };
    expect(whoseGiven(service, { made: below, described: undefined, claim, before: undefined })).toEqual({
      whose: "ours",
      made: { ...below, arn: undefined },
    });
  });

  test.each<[string, JsonObject, boolean, "ours" | "unknown"]>([
    ["the run's where what it belongs to is, and each request names both", { in: "$box", lid: "$lid" }, true, "ours"],
    ["the run's where others ask for it by its ARN", { arn: "$lid.arn" }, true, "ours"],
    ["not known to be where a request for it may reach another's", { lid: "$lid" }, true, "unknown"],
    ["not known to be where what it belongs to is not", { in: "$box", lid: "$lid" }, false, "unknown"],
  ])("below what has a name that the service gave, %s", (_what, input, isParentOurs, expected) => {
    const lid: Resource = {
      ...given,
      name: "lid",
      parent: "box",
      describe: undefined,
      delete: { operation: "DropLid" },
    };
    const below = { resource: lid, id: "l-1", parent: { resource: given, id: "b-77" } };
    const table = { ...service.table, inputs: { ...service.table.inputs, DropLid: input } };
    const claim = { times: [], holdsRun: (text: string) => text.includes(RUN) };
    const named = { made: below, described: undefined, claim, before: undefined, isParentOurs };
    expect(whoseGiven({ ...service, table }, named).whose).toBe(expected);
  });
});

describe("what the list of a cluster of the run's names is", () => {
  const contract = loadEksContract();
  const eks = { contract, table: loadEksResources(contract) };
  const cluster = { resource: kindOf("cluster"), id: `${RUN}c` };

  function kindOf(name: string): Resource {
    const kind = eks.table.resources.find((each) => each.name === name);
    if (kind === undefined) throw new Error(`EKS has no ${name}`);
    return kind;
  }

  test.each<[boolean, string, string, JsonObject]>([
    [true, "shows the cluster", "nodegroup", { nodegroup: { nodegroupName: "n", clusterName: `${RUN}c` } }],
    [true, "shows nothing that tells", "certificate-authority", { certificateAuthority: { id: "n" } }],
    [true, "is not shown", "pod-identity-association", {}],
    [false, "shows another cluster", "nodegroup", { nodegroup: { nodegroupName: "n", clusterName: "theirs" } }],
    [false, "shows another cluster", "pod-identity-association", { association: { clusterName: "theirs" } }],
  ])("below it: %s, where it %s: %s", (expected, _what, kind, body) => {
    const one = { resource: kindOf(kind), id: "n", parent: cluster };
    expect(belongsBelow(eks, one, aReply({ status: 200, headers: [JSON_TYPE], body }))).toBe(expected);
  });

  test("another cluster's, although its name has the letter in it that is all of the run's", () => {
    const one = { resource: kindOf("nodegroup"), id: "n", parent: { ...cluster, id: "e" } };
    const shows = (clusterName: string) =>
      aReply({ status: 200, headers: [JSON_TYPE], body: { nodegroup: { nodegroupName: "n", clusterName } } });
    expect(belongsBelow(eks, one, shows("theirs"))).toBe(false);
    expect(belongsBelow(eks, one, shows("e"))).toBe(true);
  });
});
