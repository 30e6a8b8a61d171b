import { describe, expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { ReferenceRequest, ReferenceResponse } from "#reference/message.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { answered, habitsOf, runWhole, type WholeTarget, withVerdict } from "./whole-service.ts";

async function verdictOf(requirement: string, target: Omit<WholeTarget, "select"> = {}): Promise<string | undefined> {
  return (await runWhole({ ...target, select: [requirement] })).verdicts.get(requirement);
}

describe.each([
  ["create-nodegroup.tags.trimmed", "create-nodegroup.tags.odd", "warn"],
  ["create-nodegroup.tags.folded", "create-nodegroup.tags.odd", "warn"],
  ["create-nodegroup.tags.cut", "create-nodegroup.tags.shown", "fail"],
  ["create-nodegroup.tags.ascii", "create-nodegroup.tags.shown", "fail"],
  ["create-nodegroup.tags.inherited-lost", "create-nodegroup.tags.shown", "fail"],
  ["tag-resource.tags.trimmed", "tag-resource.tags.odd.access-entry", "warn"],
  ["tag-resource.tags.folded", "tag-resource.tags.odd.access-entry", "warn"],
  ["tag-resource.tags.ascii", "tag-resource.access-entry", "fail"],
  ["tag-resource.tags.inherited-lost", "tag-resource.access-entry", "fail"],
  ["tag-resource.own-tags.not-minded", "tag-resource.tags.own", "fail"],
  ["create-eks-anywhere-subscription.tags.trimmed", "create-eks-anywhere-subscription.tags.odd", "warn"],
  ["create-nodegroup.freed-name.not-minded", "create-nodegroup.again", "warn"],
  ["create-nodegroup.one-in-use.not-minded", "create-nodegroup.taken.keeps", "warn"],
  ["delete-nodegroup.absence.not-minded", "delete-nodegroup.twice", "warn"],
  ["list-nodegroups.next-token.empty", "list-nodegroups.pages.end", "warn"],
])("%s", (fault, requirement, verdict) => {
  test(`is found by ${requirement}`, async () => {
    expect(await verdictOf(requirement, { habits: habitsOf(fault) })).toBe(verdict);
  });

  test(`and not where there is none: ${requirement}`, async () => {
    expect(await verdictOf(requirement)).toBe("pass");
  });
});

describe("how many keys are taken off at once", () => {
  const keysOf = ({ method, path }: ReferenceRequest): number =>
    method === "DELETE" && path.startsWith("/tags/") ? (path.match(/tagKeys=/g)?.length ?? 0) : 0;

  test.each([
    ["50 are too many", 50, "untag-resource.tag-keys.max-items.accepts"],
    ["one is too few", 1, "untag-resource.valid"],
  ])("is judged though it takes others: %s", async (_what, count, requirement) => {
    const instead = async (request: ReferenceRequest, pass: Pass) =>
      keysOf(request) === count ? answered(400, { message: "no" }, "BadRequestException") : pass(request);
    expect(await verdictOf(requirement, { instead })).toBe("fail");
    expect(await verdictOf(requirement)).toBe("pass");
  });
});

type Pass = (request: ReferenceRequest) => Promise<ReferenceResponse>;

const bodyOf = ({ body }: ReferenceRequest): JsonObject => {
  const read: unknown = body.length === 0 ? {} : JSON.parse(new TextDecoder().decode(body));
  return isJsonObject(read as JsonObject) ? (read as JsonObject) : {};
};
const invalid = () => answered(400, { message: "no" }, "InvalidParameterException");
const isCreation = ({ method, path }: ReferenceRequest): boolean => method === "POST" && /\/node-groups$/.test(path);

/** Refuses node groups, or clusters, of some looks. */
const refusing =
  (path: RegExp, isRefused: (input: JsonObject) => boolean) => (request: ReferenceRequest, pass: Pass) =>
    request.method === "POST" && path.test(request.path) && isRefused(bodyOf(request)) ? invalid() : pass(request);

const tagsOf = ({ tags }: JsonObject): JsonObject => (isJsonObject(tags ?? null) ? (tags as JsonObject) : {});

describe("what lies within the limits and is refused", () => {
  test.each<[string, (input: JsonObject) => boolean, string]>([
    ["a name of digits", ({ name }) => /^\d+$/.test(name as string), "create.name.pattern.accepts"],
    ["two hyphens in a row", ({ name }) => (name as string).includes("--"), "create.name.pattern.accepts"],
    ["25 tags", (input) => Object.keys(tagsOf(input)).length === 25, "create.tags.max-properties.accepts"],
    [
      "a key that is its value",
      (input) => Object.entries(tagsOf(input)).some(([key, value]) => key === value),
      "create.tags.max-properties.accepts",
    ],
  ])("is found: %s", async (_what, isRefused, requirement) => {
    const select = [requirement, "describe.valid", "delete.gone"];
    const refused = await runWhole({ select, instead: refusing(/^\/clusters$/, isRefused) });
    expect(refused.verdicts.get(requirement)).toBe("fail");
    expect(refused.left).toEqual([]);
    expect((await runWhole({ select })).verdicts.get(requirement)).toBe("pass");
  });

  test("is not found where no source says that it is taken: odd characters, keys that differ in case, blanks", async () => {
    const isStrict = (tags: JsonObject): boolean => {
      const keys = Object.keys(tags);
      const isOdd = (text: unknown): boolean =>
        typeof text === "string" && (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text) || text.trim() !== text);
      const isDouble = new Set(keys.map((key) => key.toLowerCase())).size < keys.length;
      return isDouble || keys.some(isOdd) || Object.values(tags).some(isOdd);
    };
    const run = await runWhole({
      select: ["create-nodegroup.*", "describe-nodegroup.*", "delete-nodegroup.*", "tag-resource.*"],
      instead: refusing(/\/node-groups$|^\/tags\//, (input) => isStrict(tagsOf(input))),
    });
    expect(withVerdict(run, "fail", "warn")).toEqual([]);
    expect(run.left).toEqual([]);
  });
});

describe("operations on tags", () => {
  test("that take off the first of several keys alone are found, and told with how many stayed", async () => {
    const { record, verdicts } = await runWhole({
      select: ["untag-resource.access-entry"],
      instead: (request, pass) => pass({ ...request, path: request.path.replace(/(tagKeys=[^&]*)&.*/, "$1") }),
    });
    expect(verdicts.get("untag-resource.access-entry")).toBe("fail");
    const [found] = record.requirements.filter(({ id }) => id === "untag-resource.access-entry");
    expect(found?.cases[0]?.judgement.received).toMatch(/^\d+ of them, "[^,]*", "[^,]*", "[^,]*" among them$/);
    expect(found?.cases[0]?.summary).toBe("tags of an access entry, added, listed and removed");
  });

  test("that know clusters alone are found where they do not know what is described", async () => {
    const run = await runWhole({
      select: ["*-resource.nodegroup", "*-resource.access-entry", "*-resource.cluster"],
      instead: ({ path }) =>
        path.startsWith("/tags/") && !/%3Acluster%2F/i.test(path)
          ? answered(404, { message: "Resource was not found" }, "NotFoundException")
          : undefined,
    });
    const [list, tag] = ["list-tags-for-resource", "tag-resource"];
    expect(withVerdict(run, "fail")).toEqual(
      expect.arrayContaining([`${list}.nodegroup`, `${tag}.nodegroup`, `${list}.access-entry`, `${tag}.access-entry`]),
    );
    expect(run.verdicts.get(`${tag}.cluster`)).toBe("pass");
  });
});

test("tags that no description shows once they are added have one cause, whatever kinds they are of", async () => {
  const { record } = await runWhole({
    select: ["*-resource.*"],
    instead: async (request, pass) => {
      const response = await pass(request);
      if (request.method !== "GET" || request.path.startsWith("/tags/")) return response;
      const isLate = (key: string): boolean => key === "cost_of.owner" || key === "cost";
      const shown: unknown = JSON.parse(String(response.body), (key, value: unknown) =>
        isLate(key) ? undefined : value,
      );
      return { ...response, body: JSON.stringify(shown) };
    },
  });
  const titles = causesOf(record).map(({ title }) => title);
  expect(titles.filter((title) => /description/.test(title))).toEqual([
    "The tags that TagResource added are not in the description",
  ]);
});

/** Adds tags to a node group, whatever was answered before. */
async function tagLater(pass: Pass, request: ReferenceRequest, tags: JsonObject): Promise<void> {
  const name = String(bodyOf(request)["nodegroupName"]);
  const empty = new Uint8Array();
  const described = await pass({ ...request, method: "GET", path: `${request.path}/${name}`, body: empty });
  const { nodegroup } = JSON.parse(String(described.body)) as { nodegroup: { nodegroupArn: string } };
  const path = `/tags/${encodeURIComponent(nodegroup.nodegroupArn)}`;
  await pass({ ...request, path, body: new TextEncoder().encode(JSON.stringify({ tags })) });
}

describe("what is refused does nothing", () => {
  test.each([
    ["a name that is taken", 409],
    ["a token that comes with other tags", 400],
  ])("%s gives the one that is there no tags", async (_what, status) => {
    const verdict = await verdictOf("create-nodegroup.taken.keeps", {
      instead: async (request, pass) => {
        const response = await pass(request);
        if (isCreation(request) && response.status === status && tagsOf(bodyOf(request))["of-the-second"] === "other")
          await tagLater(pass, request, tagsOf(bodyOf(request)));
        return response;
      },
    });
    expect(verdict).toBe("warn");
  });

  test("tags beside one that is too long are not added", async () => {
    const requirement = "tag-resource.tags.whole";
    const instead = async (request: ReferenceRequest, pass: Pass) => {
      const response = await pass(request);
      const tags = tagsOf(bodyOf(request));
      if (request.path.startsWith("/tags/") && response.status === 400 && Object.hasOwn(tags, "too-long"))
        await pass({ ...request, body: new TextEncoder().encode('{"tags":{"half":"done"}}') });
      return response;
    };
    expect(await verdictOf(requirement, { instead })).toBe("warn");
    expect(await verdictOf(requirement)).toBe("pass");
  });
});

test("client tokens that differ in the last of a hundred characters only are two", async () => {
  const cut = (input: JsonObject): JsonObject => {
    const { clientRequestToken: token } = input;
    return typeof token === "string" ? { ...input, clientRequestToken: token.slice(0, 64) } : input;
  };
  const habits = { takes: (_operation: unknown, input: JsonObject) => cut(input) };
  expect(await verdictOf("create-nodegroup.token.distinct", { habits })).toBe("fail");
});

test("a full page after the first is whole, too", async () => {
  const verdict = await verdictOf("list-nodegroups.pages.whole", {
    instead: async (request, pass) => {
      const response = await pass(request);
      if (!/\/node-groups\?.*nextToken=/.test(request.path) || response.status !== 200) return response;
      const page = JSON.parse(String(response.body)) as { nodegroups: string[] };
      if (page.nodegroups.length < 2) return response;
      return { ...response, body: JSON.stringify({ ...page, nodegroups: page.nodegroups.slice(1) }) };
    },
  });
  expect(verdict).toBe("fail");
});

test("a lost reply to as many tags as there may be leaves the cases after it the room for theirs", async () => {
  let isLost = false;
  const run = await runWhole({
    select: ["tag-resource.tags.max-properties.accepts", "tag-resource.tags.required"],
    instead: async (request, pass) => {
      const response = await pass(request);
      const isFull = request.path.startsWith("/tags/") && Object.keys(tagsOf(bodyOf(request))).length === 50;
      if (isLost || !isFull || response.status !== 200) return response;
      isLost = true;
      return { ...response, transport: { ...response.transport, fate: "lose-reply" } };
    },
  });
  expect(isLost).toBe(true);
  expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
});

test.each([
  ["_", "cost_of.owner", "cost-of.owner"],
  [".", "cost_of.owner", "cost_of-owner"],
])("tags that go with one whose key takes %s for any character are missed", async (_any, named, like) => {
  const keyed = (path: string, key: string): boolean =>
    new URLSearchParams(path.split("?")[1]).getAll("tagKeys").includes(key);
  const requirement = "untag-resource.access-entry";
  const instead = async (request: ReferenceRequest, pass: Pass) => {
    const [path = "", query = ""] = request.path.split("?");
    const isFor = request.method === "DELETE" && path.startsWith("/tags/") && keyed(request.path, named);
    return pass(isFor ? { ...request, path: `${path}?${query}&tagKeys=${encodeURIComponent(like)}` } : request);
  };
  expect(await verdictOf(requirement, { instead })).toBe("fail");
  expect(await verdictOf(requirement)).toBe("pass");
});

test("a deletion that is refused of one that was made a moment ago is told", async () => {
  const requirement = "delete-access-entry.valid";
  const instead = async (request: ReferenceRequest, pass: Pass) => {
    const isDeletion = request.method === "DELETE" && /\/access-entries\/[^/]+$/.test(request.path);
    const isThere = isDeletion && (await pass({ ...request, method: "GET" })).status === 200;
    return isThere ? invalid() : pass(request);
  };
  expect(await verdictOf(requirement, { instead })).toBe("fail");
  expect(await verdictOf(requirement)).toBe("pass");
});

test("one of a name that was deleted, which shows the time at which the deleted one was made, is told", async () => {
  const requirement = "create-nodegroup.created";
  const select = [requirement, "create-nodegroup.again"];
  const firstOf = new Map<string, number>();
  const instead = async (request: ReferenceRequest, pass: Pass) => {
    const response = await pass(request);
    if (!isCreation(request) || response.status !== 200) return response;
    const shown = JSON.parse(String(response.body)) as { nodegroup: { nodegroupArn: string; createdAt: number } };
    const name = String(bodyOf(request)["nodegroupName"]);
    const createdAt = firstOf.get(name) ?? Math.floor(shown.nodegroup.createdAt) + 0.25;
    firstOf.set(name, createdAt);
    return { ...response, body: JSON.stringify({ nodegroup: { ...shown.nodegroup, createdAt } }) };
  };
  expect((await runWhole({ select, instead })).verdicts.get(requirement)).toBe("fail");
  expect((await runWhole({ select })).verdicts.get(requirement)).toBe("pass");
});
