import { describe, expect, test } from "@jest/globals";
import type { Target } from "#endpoint/target.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { tagCases } from "#suites/service/cases/tagging/tag-cases.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource === undefined) throw new Error("the table has no box");

type Tags = Record<string, JsonValue>;

interface Shelf {
  readonly tags: Tags;
  /** What lists show of the tags that there are now, the changes counted. */
  readonly lists?: (now: Tags, changes: number, looks: number) => Fate;
  /** There is no list of tags. */
  readonly isUnlisted?: boolean;
  /** What a description of the box shows of them. */
  readonly describes?: (now: Tags) => Tags | undefined;
  /** What a change makes of them. */
  readonly change?: (now: Tags, request: WireRequest) => Tags;
}

const listing = (tags: JsonValue): Fate => aResponse({ status: 200, body: { tags } });

function changed(now: Tags, { method, path, body }: WireRequest): Tags {
  if (method === "POST") {
    const { tags } = JSON.parse(new TextDecoder().decode(body)) as { tags: Tags };
    return { ...now, ...tags };
  }
  const dropped = new URLSearchParams(path.split("?")[1]).getAll("keys");
  return Object.fromEntries(Object.entries(now).filter(([key]) => !dropped.includes(key)));
}

/** A target that holds the tags of one box. */
function shelf({ tags, lists = listing, describes, change = changed }: Shelf): Target {
  let [now, changes, looks] = [tags, 0, 0];
  return fakeTarget((request) => {
    if (request.method === "GET" && request.path.startsWith("/boxes/"))
      return aResponse({ status: 200, body: { box: { name: "a", tags: describes?.(now) ?? null } } });
    if (request.method === "GET") return lists(now, changes, (looks += 1));
    [now, changes, looks] = [change(now, request), changes + 1, 0];
    return aResponse({ status: 200, body: {} });
  });
}

async function judged(given: Shelf) {
  return judgedOn(shelf(given), given);
}

async function judgedOn(target: Target, given: Partial<Shelf> = {}) {
  const setting = serviceSetting(service, target);
  const { context, session } = setting;
  context.alive.set("box", { resource: resource as never, id: "a", arn: "arn:widgets:a" });
  if (given.isUnlisted === true) context.presence.set("ShowTags", { status: "not-implemented", reason: "no path" });
  for (const each of tagCases(context, service.table.resources)) await each.run(session);
  const verdict = (id: string) => setting.judged(id)?.verdict;
  return { ...setting, verdicts: ["show-tags.box", "add-tags.box", "drop-tags.box"].map(verdict) };
}

const ALL = ["pass", "pass", "pass"];
const TEAM = { team: "platform" };

describe("tags that are added, listed and taken away", () => {
  test.each<[string, Shelf]>([
    ["as they should be", { tags: TEAM }],
    [
      "shown a moment late",
      { tags: TEAM, lists: (now, changes, looks) => listing(changes > 0 && looks < 2 ? {} : now) },
    ],
    ["where there were none", { tags: {}, lists: (now) => listing(Object.keys(now).length === 0 ? null : now) }],
    ["beside what is no text", { tags: { ...TEAM, odd: { a: [1] } } }],
  ])("are in order: %s", async (_what, given) => {
    expect((await judged(given)).verdicts).toEqual(ALL);
  });

  test.each<[string, Shelf, unknown[]]>([
    ["that are not there", { tags: TEAM, change: (now) => now }, ["fail", "fail", "fail"]],
    [
      "that put out those before",
      { tags: TEAM, change: (now, request) => changed(request.method === "POST" ? {} : now, request) },
      ["pass", "fail", "pass"],
    ],
    [
      "of which none stays where one is taken away",
      { tags: TEAM, change: (now, request) => (request.method === "POST" ? changed(now, request) : {}) },
      ["pass", "pass", "fail"],
    ],
  ])("are found %s", async (_what, given, verdicts) => {
    expect((await judged(given)).verdicts).toEqual(verdicts);
  });

  test("are given the time to show, and no more", async () => {
    const { clock, context } = await judged({ tags: TEAM, change: (now) => now });
    const slept = clock.naps.reduce((sum, ms) => sum + ms, 0);
    expect(slept).toBeGreaterThan(0);
    expect(slept).toBeLessThanOrEqual(2 * context.settings.consistencyMs);
  });
});

describe("a list that fails says nothing of tags", () => {
  const broken = (after: number) => (now: Tags, changes: number) =>
    changes < after ? listing(now) : aResponse({ status: 500, body: {} });

  test.each<[string, number, unknown[]]>([
    ["before they were added", 0, [undefined, undefined, undefined]],
    ["once they were", 1, [undefined, undefined, undefined]],
    ["once one was taken away", 2, ["pass", "pass", undefined]],
  ])("%s", async (_what, after, verdicts) => {
    expect((await judged({ tags: TEAM, lists: broken(after) })).verdicts).toEqual(verdicts);
  });
});

describe("the tags that a box was created with", () => {
  const CREATED = { ...TEAM, kind: "box" };
  const later = (now: Tags): Fate =>
    listing(Object.fromEntries(Object.entries(now).filter(([key]) => !(key in CREATED))));

  test.each<[string, Shelf, string[]]>([
    ["are listed", { tags: CREATED, describes: (now) => now }, ["pass", "pass"]],
    ["are described and not listed", { tags: CREATED, describes: (now) => now, lists: later }, ["fail", "pass"]],
    ["are nowhere", { tags: {}, describes: (now) => now }, ["pass"]],
    [
      "are listed a moment late",
      {
        tags: CREATED,
        describes: (now) => now,
        lists: (now, changes, looks) => (changes === 0 && looks < 3 ? later(now) : listing(now)),
      },
      ["pass", "pass"],
    ],
  ])("%s", async (_what, given, verdicts) => {
    const { session } = await judged(given);
    const ofList = session.judgements.filter(({ requirement }) => requirement === "show-tags.box");
    expect(ofList.map(({ verdict }) => verdict)).toEqual(verdicts);
  });
});

describe("operations on tags that do not know a box", () => {
  const unknown = aResponse({
    status: 404,
    headers: errorHeaders("ResourceNotFoundException"),
    body: { message: "no" },
  });

  const error = (name: string, message = "no"): Fate =>
    aResponse({ status: 400, headers: errorHeaders(name), body: { message } });

  interface Strange {
    readonly asks?: number;
    readonly answer?: Fate;
    /** Of which requests about tags. */
    readonly method?: string;
  }

  /** So many requests about its tags are answered so; it is described with this ARN, or not at all. */
  function stranger(arn: string | undefined, { asks = Infinity, answer = unknown, method }: Strange = {}): Target {
    const known = shelf({ tags: TEAM });
    let asked = 0;
    return fakeTarget(async (request) => {
      if (!request.path.startsWith("/boxes/")) {
        const { last } = await known.send(request);
        const isStrange = method === undefined || request.method === method;
        return (isStrange && (asked += 1) <= asks) || last.response === undefined ? answer : last.response;
      }
      return arn === undefined ? unknown : aResponse({ status: 200, body: { box: { name: "a", arn } } });
    });
  }

  const NOTHING = [undefined, undefined, undefined];

  test.each<[string, string | undefined, Strange, unknown[]]>([
    ["though it is described with that ARN", "arn:widgets:a", {}, ["fail", "fail", undefined]],
    ["for a moment", "arn:widgets:a", { asks: 2 }, ALL],
    ["as nothing does", undefined, {}, NOTHING],
    ["where it has another ARN by now", "arn:widgets:b", {}, NOTHING],
    ["where tags are taken away", "arn:widgets:a", { method: "DELETE" }, ["pass", "pass", "fail"]],
    ["and call its ARN a bad one", "arn:widgets:a", { answer: error("Invalid") }, ["fail", "fail", undefined]],
    ["for want of rights", "arn:widgets:a", { answer: aResponse({ status: 403, body: {} }) }, NOTHING],
    ["for the pace", "arn:widgets:a", { answer: error("InvalidRequestException", "Request limit exceeded.") }, NOTHING],
  ])("%s", async (_what, arn, strange, verdicts) => {
    expect((await judgedOn(stranger(arn, strange))).verdicts).toEqual(verdicts);
  });

  test("are told with what they answered", async () => {
    const { judged: of } = await judgedOn(stranger("arn:widgets:a"));
    expect(of("add-tags.box")?.received).toBe("404 ResourceNotFoundException, and it is described");
  });
});

describe("where no list of tags is there, they are read in descriptions", () => {
  const shown = (now: Tags): Tags => now;
  const replaced = (now: Tags, request: WireRequest): Tags => changed(request.method === "POST" ? {} : now, request);
  const emptied = (now: Tags, request: WireRequest): Tags => (request.method === "POST" ? changed(now, request) : {});

  test.each<[string, Shelf, unknown[]]>([
    ["as they should be", { tags: TEAM, describes: shown }, [undefined, "pass", "pass"]],
    ["that put out those before", { tags: TEAM, describes: shown, change: replaced }, [undefined, "fail", "pass"]],
    ["of which none stays", { tags: TEAM, describes: shown, change: emptied }, [undefined, "pass", "fail"]],
    [
      "that are those of the creation for ever",
      { tags: TEAM, describes: () => TEAM },
      [undefined, undefined, undefined],
    ],
  ])("%s", async (_what, given, verdicts) => {
    expect((await judged({ ...given, isUnlisted: true })).verdicts).toEqual(verdicts);
  });

  test("their case needs no list, unless descriptions show none", () => {
    const { context } = serviceSetting(service, fakeTarget());
    const needs = (kind: typeof resource) => [...tagCases(context, [kind])].map((each) => each.needs);
    expect(needs(resource)).toEqual([["AddTags", "DropTags"]]);
    expect(needs({ ...resource, describe: undefined })).toEqual([["AddTags", "DropTags", "ShowTags"]]);
  });
});

test("nothing is asked for where there is no ARN", async () => {
  const { session, context } = serviceSetting(service, shelf({ tags: TEAM }));
  context.alive.set("box", { resource: resource as never, id: "a" });
  for (const each of tagCases(context, service.table.resources)) await each.run(session);
  expect(session.exchanges).toEqual([]);
});

test("there is a case for each kind of resource that has tags and an ARN", () => {
  const { context } = serviceSetting(service, fakeTarget());
  const kinds = [resource, { ...resource, tags: undefined }, { ...resource, arn: undefined }];
  expect([...tagCases(context, kinds)].map(({ id }) => id)).toEqual(["tags/scenario/box"]);
  const table = { ...service.table, tagging: undefined };
  expect([...tagCases({ ...context, table }, kinds)]).toEqual([]);
});
