import type { JsonObject } from "#spec/json/json.ts";

const target = (name: string, traits: JsonObject = {}): JsonObject => ({
  target: /^[A-Z]\w+$/.test(name) && PRELUDE.includes(name) ? `smithy.api#${name}` : `a#${name}`,
  traits: Object.fromEntries(Object.entries(traits).map(([trait, value]) => [`smithy.api#${trait}`, value])),
});

const PRELUDE = ["String", "Integer", "Boolean", "Blob", "Timestamp", "Document", "Float"];

/** A Smithy model of one service with a trait of every kind, and a few operations to bear them. */
export function smithyModel(change: JsonObject = {}): JsonObject {
  return {
    smithy: "2.0",
    shapes: {
      "a#Shop": {
        type: "service",
        version: "2020-01-01",
        operations: [{ target: "a#PutThing" }, { target: "a#Listen" }],
        resources: [{ target: "a#Things" }],
        errors: [{ target: "a#Broken" }],
        traits: { "aws.protocols#restJson1": {}, "smithy.api#title": "A shop", "smithy.api#paginated": PAGES },
      },
      "a#Things": { type: "resource", list: { target: "a#ListThings" } },
      "a#PutThing": operation("PutThing", "PUT", "/things/{thing}/{path+}?kind=new", { code: 201 }),
      "a#ListThings": {
        ...operation("ListThings", "GET", "/things", {}),
        traits: { "smithy.api#http": { method: "GET", uri: "/things" }, ...LIST_TRAITS },
      },
      "a#Listen": operation("Listen", "POST", "/listen", {}),
      "a#PutThingInput": { type: "structure", members: PUT_MEMBERS },
      "a#PutThingOutput": { type: "structure", members: OUTPUT_MEMBERS },
      "a#ListThingsInput": { type: "structure", members: { token: target("String", { httpQuery: "next" }) } },
      "a#ListThingsOutput": { type: "structure", members: { things: target("Names"), more: target("String") } },
      "a#ListenInput": { type: "structure", members: { events: target("Events", { httpPayload: {} }) } },
      "a#ListenOutput": { type: "structure", members: {} },
      "a#Events": { type: "union", members: {}, traits: { "smithy.api#streaming": {} } },
      "a#Names": { type: "list", member: target("Name"), traits: { "smithy.api#uniqueItems": {} } },
      "a#Name": {
        type: "string",
        traits: { "smithy.api#length": { min: 2, max: 9 }, "smithy.api#pattern": "^[a-z]+" },
      },
      "a#Colour": {
        type: "enum",
        members: { RED: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "red" } } },
      },
      "a#Size": {
        type: "intEnum",
        members: { ONE: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 1 } } },
      },
      "a#Gaps": { type: "map", key: target("String"), value: target("Integer"), traits: { "smithy.api#sparse": {} } },
      "a#Labels": { type: "map", key: target("String"), value: target("String") },
      "a#Either": { type: "union", members: { text: target("String"), tree: target("Tree") } },
      "a#Tree": { type: "structure", members: { leaf: target("String"), below: target("Trees") } },
      "a#Trees": { type: "list", member: target("Tree") },
      "a#Broken": {
        type: "structure",
        members: { message: target("String") },
        traits: { "smithy.api#error": "client", "smithy.api#httpError": 418 },
      },
      ...change,
    },
  };
}

const PAGES: JsonObject = { inputToken: "token", outputToken: "more" };

const LIST_TRAITS: JsonObject = {
  "smithy.api#paginated": { items: "things" },
  "smithy.api#endpoint": { hostPrefix: "data." },
  "smithy.waiters#waitable": {
    Some: {
      minDelay: 5,
      acceptors: [
        { state: "success", matcher: { output: { path: "more", expected: "yes", comparator: "stringEquals" } } },
        { state: "failure", matcher: { errorType: "Broken" } },
      ],
    },
  },
};

function operation(name: string, method: string, uri: string, http: JsonObject): JsonObject {
  return {
    type: "operation",
    input: { target: `a#${name}Input` },
    output: { target: `a#${name}Output` },
    traits: { "smithy.api#http": { method, uri, ...http } },
  };
}

const PUT_MEMBERS: JsonObject = {
  thing: target("Name", { required: {}, httpLabel: {} }),
  path: target("String", { required: {}, httpLabel: {} }),
  limit: target("Integer", { httpQuery: "max", range: { min: 1, max: 5 } }),
  others: target("Labels", { httpQueryParams: {} }),
  since: target("Timestamp", { httpHeader: "X-Since" }),
  marks: target("Labels", { httpPrefixHeaders: "X-Mark-" }),
  token: target("String", { idempotencyToken: {} }),
  names: target("Names", { required: {} }),
  colour: target("Colour", { jsonName: "color" }),
  size: target("Size"),
  gaps: target("Gaps"),
  either: target("Either"),
  free: target("Document"),
  bytes: target("Blob", { length: { max: 4 } }),
  made: target("Timestamp"),
  due: target("Timestamp", { timestampFormat: "date-time" }),
  polite: target("Boolean", { default: true }),
};

const OUTPUT_MEMBERS: JsonObject = {
  status: target("Integer", { httpResponseCode: {} }),
  tag: target("String", { httpHeader: "ETag" }),
  rate: target("Float"),
  colour: target("Colour"),
};
