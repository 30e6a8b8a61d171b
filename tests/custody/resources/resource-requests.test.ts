import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import {
  idsOn,
  listResources,
  provesUnlisted,
  requestOn,
  showsNone,
  tokenOn,
} from "#custody/resources/resource-requests.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aFailedReply, anError, aReply, aResponse } from "#tests/suites/made-replies.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource?.list === undefined || resource.describe === undefined) throw new Error("the table has no box");
const { list, describe: showing } = resource;
const BOX: MadeResource = { resource, id: "a" };

const page = (body: JsonValue): Fate => aResponse({ status: 200, body });

/** What is listed where the pages come one after the other, the last one again and again. */
async function listed(...pages: readonly Fate[]) {
  return listedBy(service, ...pages);
}

async function listedBy(by: typeof service, ...pages: readonly Fate[]) {
  const target = fakeTarget((_request, number) => pages[Math.min(number, pages.length) - 1] ?? "timeout");
  const listing = await listResources(by, target, list, undefined);
  if (listing === undefined) throw new Error("the list takes no request");
  return { ...listing, sent: target.log };
}

describe("the request of an operation on a resource", () => {
  test("has what identifies it, and what is given beside", () => {
    expect(requestOn(service, showing, BOX)).toMatchObject({ method: "GET", path: "/boxes/a" });
    expect(requestOn(service, list, undefined, { next: "7" })?.path).toBe("/boxes?next=7");
  });

  test("is none where nothing identifies it", () => {
    expect(requestOn(service, showing, undefined)).toBeUndefined();
  });

  test("ends before a name that is empty, unless what has it belongs to something", () => {
    expect(requestOn(service, showing, { resource, id: "" })?.path).toBe("/boxes/");
    const below = { resource: { ...resource, name: "lid" }, id: "", parent: BOX };
    expect(requestOn(service, { ...showing, input: { boxName: "$lid" } }, below)).toBeUndefined();
  });
});

describe("an answer that a resource is not there", () => {
  test.each([
    ["a 404 of the service's own name", anError(404, "ResourceNotFoundException"), true],
    ["no 404 of another name", anError(404, "UnknownOperationException"), false],
    ["no other status of that name", anError(400, "ResourceNotFoundException"), false],
    ["no lost one", aFailedReply("timeout"), false],
  ])("is %s", (_what, reply, says) => {
    expect(showsNone(service, resource, reply)).toBe(says);
  });
});

describe("a description shows none", () => {
  const gone: Resource = { ...resource, ready: { at: "/state", is: "READY", failed: [], gone: ["BURNT"] } };
  const inList: Resource = { ...resource, describe: { ...showing, shows: "/boxes/0" } };

  test.each<[string, Resource, JsonValue, boolean]>([
    ["not by a box", gone, { box: { state: "READY" } }, false],
    ["by a status that what was deleted keeps", gone, { box: { state: "BURNT" } }, true],
    ["not by the lack of it", gone, {}, false],
    ["by a list without it", inList, { boxes: [] }, true],
    ["not by the lack of that list", inList, {}, false],
    ["not by what is no object", inList, [], false],
  ])("%s", (_what, each, body, shows) => {
    expect(showsNone(service, each, aReply({ status: 200, body }))).toBe(shows);
  });

  test("by any error for what a client did, where the service has no other for what is not there", () => {
    const table = { ...service.table, errors: { ...service.table.errors, unknown: [] } };
    const without = { ...service, table };
    expect(showsNone(without, resource, anError(400, "InvalidParameterException"))).toBe(true);
    expect(showsNone(without, resource, anError(400, "SomethingElse"))).toBe(false);
    expect(showsNone(service, resource, anError(400, "InvalidParameterException"))).toBe(false);
  });

  test("by the service's error with the status that the model gives it, and no other", () => {
    const operation = service.contract.operation(showing.operation);
    const own = { name: "ResourceNotFoundException", status: 434 };
    const errors = [...operation.errors.filter(({ name }) => name !== own.name), own];
    const contract = { ...service.contract, operation: () => ({ ...operation, errors }) };
    const odd = { ...service, contract } as typeof service;
    expect(showsNone(odd, resource, anError(434, "ResourceNotFoundException"))).toBe(true);
    expect(showsNone(odd, resource, anError(435, "ResourceNotFoundException"))).toBe(false);
  });

  test("not by an error that is about the pace, even so", () => {
    const operation = service.contract.operation(showing.operation);
    const throttled = { name: "TooManyRequestsException", status: 429 };
    const paced = { ...operation, errors: [...operation.errors, throttled] } as typeof operation;
    const contract = { ...service.contract, operation: () => paced };
    const table = { ...service.table, errors: { ...service.table.errors, unknown: [] } };
    const without = { contract, table } as typeof service;
    expect(showsNone(without, resource, anError(400, "InvalidParameterException"))).toBe(true);
    expect(showsNone(without, resource, anError(429, "TooManyRequestsException"))).toBe(false);
  });
});

describe("a list", () => {
  test("is followed to its end", async () => {
    const { ids, complete, sent } = await listed(page({ boxes: ["a"], next: "1" }), page({ boxes: ["b"], next: null }));
    expect(ids).toEqual(["a", "b"]);
    expect(complete).toBe(true);
    expect(sent).toEqual(["GET /boxes", "GET /boxes?next=1"]);
  });

  test("has all names, whatever they are, over as many pages as there are", async () => {
    const names = fc.array(fc.array(fc.string({ unit: "binary" }), { maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(names, async (pages) => {
        const next = (index: number): JsonValue => (index + 1 < pages.length ? `t${index}` : null);
        const { ids, complete, sent } = await listed(
          ...pages.map((boxes, index) => page({ boxes, next: next(index) })),
        );
        expect(ids).toEqual(pages.flat());
        expect(complete).toBe(true);
        expect(sent).toHaveLength(pages.length);
      }),
      { numRuns: 50 },
    );
  });

  test("is asked on with its token as it came, after an empty page too", async () => {
    const odd = "a b&c=d/+%25\u00e9";
    const { ids, sent } = await listed(page({ boxes: [], next: odd }), page({ boxes: ["b"] }));
    expect(ids).toEqual(["b"]);
    expect(new URL(sent[1]?.slice("GET ".length) ?? "", "http://a").searchParams.get("next")).toBe(odd);
  });

  test("that fails on the way has what came before, and is not whole", async () => {
    const { ids, complete } = await listed(page({ boxes: ["a"], next: "1" }), "timeout");
    expect(ids).toEqual(["a"]);
    expect(complete).toBe(false);
  });

  test("that comes to a token again is not followed for ever, and is not whole", async () => {
    const { complete, sent } = await listed(page({ boxes: ["a"], next: "1" }));
    expect(complete).toBe(false);
    expect(sent).toHaveLength(2);
  });

  test("with ever new tokens is followed for a hundred pages, and is not whole", async () => {
    const target = fakeTarget((_request, number) => page({ boxes: [], next: String(number) }));
    expect((await listResources(service, target, list, undefined))?.complete).toBe(false);
    expect(target.log).toHaveLength(100);
  });

  test("that no request can ask for is none", async () => {
    const ofNobody = { ...list, input: { shelf: "$shelf" } };
    expect(await listResources(service, fakeTarget(), ofNobody, undefined)).toBeUndefined();
  });
});

describe("a list proves that a resource is not there", () => {
  test.each<[string, readonly Fate[], boolean]>([
    ["by the names of others", [page({ boxes: ["b"], next: null })], true],
    ["by no names", [page({ boxes: [], next: null })], true],
    ["by the lack of names", [page({ boxes: null })], true],
    ["not by its name", [page({ boxes: ["a"] })], false],
    ["not by a part of the list", [page({ boxes: ["b"], next: "1" }), "timeout"], false],
    ["not by what is no JSON", [aResponse({ status: 200, text: "<html>It works!</html>" })], false],
    ["not by no object", [page(["b"])], false],
    ["not by names that are no list", [page({ boxes: { a: {} } })], false],
    ["not by items without a name", [page({ boxes: [{ name: "a" }] })], false],
    ["not by a token that is no text", [page({ boxes: ["b"], next: 1 })], false],
    ["not by one that is a list or an object", [page({ boxes: ["b"], next: ["t"] })], false],
    ["not by a list whose tokens go in a circle", ["t", "u", "t"].map((next) => page({ boxes: ["b"], next })), false],
    [
      "not by a first page that tells nothing",
      [page({ boxes: [{ name: "a" }], next: "1" }), page({ boxes: [] })],
      false,
    ],
  ])("%s", async (_what, pages, proves) => {
    expect(provesUnlisted(await listed(...pages), "a")).toBe(proves);
  });

  test("not where there is none", () => {
    expect(provesUnlisted(undefined, "a")).toBe(false);
  });
});

describe("a page", () => {
  test("names what identifies its items, and nothing for those that lack it", () => {
    const reply = aReply({ status: 200, body: { boxes: [{ id: "a" }, { id: 7 }, null, "b"] } });
    expect(idsOn(reply, { at: "/boxes", item: "/id" })).toEqual(["a"]);
    expect(idsOn(aReply({ status: 200, text: "no" }), { at: "/boxes", item: "/id" })).toEqual([]);
  });

  test.each<[string, JsonValue, string | undefined]>([
    ["a text", { next: "1" }, "1"],
    ["none that is empty", { next: "" }, undefined],
    ["none that is null", { next: null }, undefined],
    ["none of what is no object", ["1"], undefined],
  ])("has a token: %s", (_what, body, token) => {
    expect(tokenOn(aReply({ status: 200, body }), "next")).toBe(token);
  });

  test("has a token that lies deeper", () => {
    const reply = aReply({ status: 200, body: { page: { next: "1" } } });
    expect(tokenOn(reply, "page.next")).toBe("1");
    expect(tokenOn(reply, "next")).toBeUndefined();
  });
});

describe("a list of a contract that says nothing of pages", () => {
  /** The list without pages, its token called otherwise, if at all. */
  function withTokens(input: string | undefined, output: string): typeof service {
    const operation = service.contract.operation(list.operation);
    const members = operation.members.flatMap((member) => {
      if (member.name !== "next") return [member];
      return input === undefined ? [] : [{ ...member, name: input, wireName: input }];
    });
    const schema = { properties: { boxes: {}, [output]: { type: "string" as const } } };
    const bare = { ...operation, pages: undefined, members, success: { ...operation.success, schema } };
    const operations = new Map([...service.contract.operations, [operation.id, bare]]);
    return { ...service, contract: { ...service.contract, operations, operation: (id) => operations.get(id) ?? bare } };
  }

  test.each([
    ["nextToken", "nextToken"],
    ["Marker", "NextMarker"],
  ])("is followed where input and answer have one member each like %s and %s", async (input, output) => {
    const by = withTokens(input, output);
    const found = await listedBy(by, page({ boxes: ["a"], [output]: "2" }), page({ boxes: ["b"], [output]: "" }));
    expect(found).toMatchObject({ ids: ["a", "b"], complete: true });
    expect(found.sent).toEqual(["GET /boxes", `GET /boxes?${input}=2`]);
  });

  test("may be one page where the answer has a token that no request takes", async () => {
    const found = await listedBy(withTokens(undefined, "nextToken"), page({ boxes: ["a"], nextToken: "2" }));
    expect(found.complete).toBe(false);
    expect(provesUnlisted(found, "b")).toBe(false);
  });

  test("is whole where the answer has none", async () => {
    const found = await listedBy(withTokens(undefined, "nextToken"), page({ boxes: ["a"], nextToken: null }));
    expect(provesUnlisted(found, "b")).toBe(true);
  });
});
