import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import { smithyModel } from "./small-models.ts";

const read = (model: unknown) => readAnyContract(JSON.stringify(model), "shop.json", () => undefined);
const contract = read(smithyModel());
const put = contract.operation("PutThing");
const member = (name: string) => put.input.properties?.[name];

test("a service's own operations are read, and those of its resources", () => {
  expect([...contract.operations.keys()].sort()).toEqual(["ListThings", "PutThing"]);
  expect(contract).toMatchObject({ title: "A shop", version: "2020-01-01", authority: "model" });
});

test("what can't be handled is named with its operation", () => {
  expect(contract.unsupported).toEqual([
    { operation: "PutThing", what: "Tree is read 4 structures deep into itself and no further" },
    { operation: "Listen", what: "left out: its input is a stream of events" },
    { operation: "ListThings", what: "the endpoint's prefix data. is not sent" },
  ]);
});

test("what can't be called at all is told apart, with its route", () => {
  expect(contract.leftOut).toEqual([
    { id: "Listen", method: "POST", path: "/listen", reason: "left out: its input is a stream of events" },
  ]);
});

describe("HTTP bindings", () => {
  test("give the route, with a greedy label, a constant query and the status", () => {
    expect(put).toMatchObject({ method: "PUT", path: "/things/{thing}/{path+}", query: "kind=new" });
    expect(put.success.status).toBe(201);
  });

  test.each([
    ["thing", "path", "thing", true],
    ["path", "path", "path", true],
    ["limit", "query", "max", false],
    ["others", "query-params", "others", false],
    ["since", "header", "X-Since", false],
    ["marks", "prefix-headers", "X-Mark-", false],
    ["color", "body", "color", false],
    ["names", "body", "names", true],
  ])("put %s into %s as %s", (name, at, wireName, required) => {
    expect(put.members.find((each) => each.name === name)).toMatchObject({ in: at, wireName, required });
  });
});

describe("traits of values", () => {
  test.each([
    ["limit", { type: "integer", minimum: 1, maximum: 5 }],
    ["names", { type: "array", items: { type: "string", minLength: 2, maxLength: 9, pattern: "^[a-z]+" } }],
    ["names", { uniqueItems: true }],
    ["names", { items: { "x-pattern-printed": "^[a-z]+" } }],
    ["token", { type: ["string", "null"], "x-idempotency-token": true }],
    ["color", { enum: ["red", null], "x-member": "colour" }],
    ["size", { type: ["integer", "null"], enum: [1, null] }],
    ["gaps", { type: ["object", "null"], additionalProperties: { type: ["integer", "null"] } }],
    ["either", { "x-union": true, minProperties: 1, maxProperties: 1 }],
    ["bytes", { contentEncoding: "base64", maxLength: 8 }],
    ["made", { type: ["number", "null"], "x-timestamp": "epoch-seconds" }],
    ["due", { type: ["string", "null"], "x-timestamp": "date-time" }],
    ["since", { type: "string", "x-timestamp": "http-date" }],
    ["polite", { type: ["boolean", "null"], default: true }],
  ])("of %s", (name, schema) => {
    expect(member(name)).toMatchObject(schema);
  });

  test("a document may be anything", () => {
    expect(member("free")).toEqual({});
  });

  test("a structure within itself ends after a while", () => {
    const leaf = (schema: typeof put.input | undefined, depth: number): number => {
      const below = schema?.properties?.["below"]?.items;
      return below === undefined ? depth : leaf(below, depth + 1);
    };
    expect(leaf(member("either")?.properties?.["tree"], 1)).toBe(4);
  });
});

describe("what must have more of itself for ever", () => {
  const text = { target: "smithy.api#String" };
  const must = (target: string) => ({ target, traits: { "smithy.api#required": {} } });
  const deep = (input: JsonObject) =>
    read(
      smithyModel({
        "a#ListThingsInput": { type: "structure", members: input },
        "a#Item": { type: "union", members: { section: { target: "a#Section" }, name: text } },
        "a#Section": { type: "structure", members: { items: must("a#Items") } },
        "a#Items": { type: "list", member: { target: "a#Item" } },
        "a#Endless": { type: "structure", members: { more: must("a#Endless") } },
        "a#OnlyEndless": { type: "union", members: { more: { target: "a#Endless" } } },
      }),
    );

  test("goes where an optional member or a choice of a union ends it", () => {
    const { input } = deep({ item: { target: "a#Item" } }).operation("ListThings");
    const items = input.properties?.["item"]?.properties?.["section"]?.properties?.["items"];
    expect(items?.items?.properties?.["name"]).toEqual({ type: "string" });
    expect(items?.items?.properties?.["section"]).toBeUndefined();
  });

  test.each(["a#Endless", "a#OnlyEndless"])("goes where it is optional itself: %s", (shape) => {
    const { members } = deep({ all: { target: shape }, name: text }).operation("ListThings");
    expect(members.map(({ name }) => name)).toEqual(["name"]);
  });

  test("takes its operation with it where it is required, and no other", () => {
    const contract = deep({ all: must("a#Endless") });
    expect([...contract.operations.keys()]).toEqual(["PutThing"]);
    expect(contract.unsupported).toContainEqual({
      operation: "ListThings",
      what: "left out: its input goes too deep into itself",
    });
  });
});

test("an operation with one name for two members is left out, and named", () => {
  const clash = { name: { target: "smithy.api#String", traits: { "smithy.api#jsonName": "thing" } } };
  const shapes = smithyModel()["shapes"] as Record<string, { readonly members: JsonObject }>;
  const members = { ...shapes["a#PutThingInput"]?.members, ...clash };
  const contract = read(smithyModel({ "a#PutThingInput": { type: "structure", members } }));
  expect([...contract.operations.keys()]).toEqual(["ListThings"]);
  expect(contract.unsupported).toContainEqual({
    operation: "PutThing",
    what: "left out: thing is the name of one member and, in the body, of another",
  });
});

describe("answers", () => {
  test("may be null in every member, and have values but no limits", () => {
    const { properties = {} } = put.success.schema;
    expect(Object.keys(properties)).toEqual(["rate", "colour"]);
    expect(properties["colour"]).toEqual({ type: ["string", "null"], enum: ["red", null] });
    expect(properties["rate"]?.anyOf).toHaveLength(2);
  });

  test("have the errors of the service too", () => {
    expect(put.errors).toMatchObject([{ name: "Broken", status: 418 }]);
  });
});

test("pages and waiters are read, those of the service under those of the operation", () => {
  expect(contract.operation("ListThings")).toMatchObject({
    pages: { inputToken: "token", outputToken: "more", items: "things" },
    waiters: [
      {
        name: "Some",
        delaySeconds: 5,
        acceptors: [
          { state: "success", matcher: "path", path: "more", expected: "yes" },
          { state: "failure", matcher: "error", expected: "Broken" },
        ],
      },
    ],
  });
});

describe("pages that lie deeper in an answer are found by the names on the wire", () => {
  const pagesOf = (page: JsonObject) => {
    const listing = smithyModel()["shapes"] as Record<string, JsonObject>;
    const trait = { "smithy.api#paginated": { outputToken: "page.more", items: "page.things" } };
    const ListThings = { ...listing["a#ListThings"] };
    ListThings["traits"] = { ...(ListThings["traits"] as JsonObject), ...trait };
    const model = smithyModel({
      "a#ListThings": ListThings,
      "a#ListThingsOutput": { type: "structure", members: { page: { target: "a#Page", traits: page } } },
      "a#Page": {
        type: "structure",
        members: {
          more: { target: "smithy.api#String", traits: { "smithy.api#jsonName": "m" } },
          things: { target: "a#Names", traits: { "smithy.api#jsonName": "t" } },
        },
      },
    });
    return read(model).operation("ListThings").pages;
  };

  test.each([
    ["a member of another name", { "smithy.api#jsonName": "p" }, { outputToken: "p.m", items: "p.t" }],
    ["a member that is the whole body", { "smithy.api#httpPayload": {} }, { outputToken: "m", items: "t" }],
  ])("in %s", (_what, traits, pages) => {
    expect(pagesOf(traits)).toMatchObject(pages);
  });
});

function mixing(mixin: string, change: JsonObject = {}): JsonObject {
  return smithyModel({ "a#ListThingsInput": { type: "structure", mixins: [{ target: mixin }] }, ...change });
}

describe("a model that can't be read is refused in one line", () => {
  const service = (traits: object) =>
    smithyModel({ "a#Shop": { type: "service", version: "1", traits: traits as never } });
  test.each([
    ["another protocol", service({ "aws.protocols#awsJson1_1": {} }), /the protocol is awsJson1_1; give the model/],
    ["no protocol", service({}), /the protocol is of no name/],
    ["no service", { smithy: "2.0", shapes: {} }, /the model has no service/],
    ["two services", smithyModel({ "b#Bar": { type: "service", version: "1" } }), /several services: Shop, Bar/],
    ["a lost shape", smithyModel({ "a#Names": { type: "list", member: { target: "a#Lost" } } }), /of the shape a#Lost/],
    [
      "a list of itself",
      smithyModel({ "a#Names": { type: "list", member: { target: "a#Names" } } }),
      /Names is made of/,
    ],
    [
      "maps of each other",
      smithyModel({
        "a#Names": { type: "map", key: { target: "smithy.api#String" }, value: { target: "a#More" } },
        "a#More": { type: "list", member: { target: "a#Names" } },
      }),
      /Names is made of nothing but itself; give it an end/,
    ],
    [
      "mixed into itself",
      mixing("a#Base", { "a#Base": { type: "structure", mixins: [{ target: "a#Base" }] } }),
      /into itself/,
    ],
    ["a lost mixin", mixing("a#Lost"), /\/shapes\/a#Lost\): named as a mixin, which the model has not/],
    [
      "a lost operation",
      smithyModel({ "a#Listen": { type: "structure" } }),
      /a#Listen\): named as an operation, which/,
    ],
    ["a lost resource", smithyModel({ "a#Things": {} }), /a#Things\): named as a resource, which the model has not/],
    [
      "a resource within itself",
      smithyModel({ "a#Things": { type: "resource", resources: [{ target: "a#Things" }] } }),
      /a resource within itself/,
    ],
    ["no route", smithyModel({ "a#Listen": { type: "operation" } }), /a#Listen\): an operation without a method and/],
    ["a lost error", smithyModel({ "a#Broken": { type: "string" } }), /names a#Broken, which is no structure/],
  ])("%s", (_name, model, message) => {
    expect(() => read(model)).toThrow(message);
  });
});

test("members of a mixin are those of the shape", () => {
  const mixed = read(
    smithyModel({
      "a#Base": { type: "structure", members: { token: { target: "smithy.api#String" } } },
      "a#ListThingsOutput": { type: "structure", mixins: [{ target: "a#Base" }], members: {} },
    }),
  );
  expect(Object.keys(mixed.operation("ListThings").success.schema.properties ?? {})).toEqual(["token"]);
});

test("traits applied to members from outside count, to those of a mixin too", () => {
  const applied = mixing("a#Base", {
    "a#Base": {
      type: "structure",
      members: { token: { target: "smithy.api#String", traits: { "smithy.api#httpQuery": "next" } } },
    },
    "a#ListThingsInput$token": {
      type: "apply",
      traits: { "smithy.api#required": {}, "smithy.api#length": { max: 3 } },
    },
    "a#Labels$key": { type: "apply", traits: { "smithy.api#length": { min: 2 } } },
    "a#Lost$member": { type: "apply", traits: {} },
  });
  const contract = read(applied);
  expect(contract.operation("ListThings").members).toMatchObject([
    { name: "token", in: "query", wireName: "next", required: true, schema: { type: "string", maxLength: 3 } },
  ]);
  const others = contract.operation("PutThing").members.find(({ name }) => name === "others");
  expect(others?.schema.propertyNames).toEqual({ type: "string", minLength: 2 });
});

test("requests are signed for the name that the trait of signing tells, and for eks where there is none", () => {
  const signed = (traits: object) =>
    read(
      smithyModel({
        "a#Shop": { type: "service", version: "1", traits: { "aws.protocols#restJson1": {}, ...traits } },
      }),
    );
  expect(signed({ "aws.auth#sigv4": { name: "shop" } }).signingName).toBe("shop");
  expect(signed({}).signingName).toBe("eks");
});
