import { gzipSync } from "node:zlib";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { modelFilesBeside, modelText } from "#spec/models/model-files.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";

const STRUCTURE = { type: "structure", members: {} };

function botocoreModel(metadata: JsonObject = {}): JsonObject {
  return {
    metadata: { protocol: "rest-json", serviceFullName: "A shop", apiVersion: "2020-01-01", ...metadata },
    operations: {
      List: {
        http: { method: "GET", requestUri: "/things/{key+}", responseCode: 200 },
        input: { shape: "In" },
        output: { shape: "Out" },
        errors: [{ shape: "Broken" }],
        endpoint: { hostPrefix: "data." },
      },
    },
    shapes: {
      In: {
        type: "structure",
        required: ["key"],
        members: {
          key: { shape: "Text", location: "uri", locationName: "key" },
          since: { shape: "Time", location: "querystring", locationName: "from" },
          marks: { shape: "Map", location: "headers", locationName: "x-mark-" },
          all: { shape: "Map", location: "querystring" },
          body: { shape: "Either" },
        },
        payload: "body",
      },
      Out: { type: "structure", members: { code: { shape: "Number", location: "statusCode" }, any: { shape: "Any" } } },
      Broken: { type: "structure", members: {}, exception: true, fault: true },
      Either: { type: "structure", union: true, members: { one: { shape: "Text" }, two: { shape: "Number" } } },
      Any: { type: "structure", document: true },
      Text: { type: "string", min: 1, max: 3, pattern: "^(?!a).*$" },
      Number: { type: "integer", min: 1 },
      Time: { type: "timestamp", timestampFormat: "unixTimestamp" },
      Map: { type: "map", key: { shape: "Text" }, value: { shape: "Text" } },
      Unused: STRUCTURE,
    },
  };
}

const read = (model: JsonObject, beside: Readonly<Record<string, string>> = {}) =>
  readAnyContract(JSON.stringify(model), "service-2.json", (name) => beside[name]);

test("requests are signed for the signing name, or else for the prefix of the endpoint", () => {
  expect(read(botocoreModel({ endpointPrefix: "shops" })).signingName).toBe("shops");
  expect(read(botocoreModel({ endpointPrefix: "shops", signingName: "shop" })).signingName).toBe("shop");
});

test("locations are read whole", () => {
  const { members, path, errors } = read(botocoreModel()).operation("List");
  expect(path).toBe("/things/{key+}");
  expect(members).toMatchObject([
    { name: "key", in: "path", required: true, schema: { type: "string", minLength: 1, maxLength: 3 } },
    { name: "since", in: "query", wireName: "from", schema: { type: "number", "x-timestamp": "epoch-seconds" } },
    { name: "marks", in: "prefix-headers", wireName: "x-mark-" },
    { name: "all", in: "query-params" },
    { name: "body", in: "payload", mediaType: "application/json", schema: { "x-union": true } },
  ]);
  expect(errors).toMatchObject([{ name: "Broken", status: 500 }]);
});

test("what can't be handled is named with its operation", () => {
  expect(read(botocoreModel()).unsupported).toEqual([
    { operation: "List", what: "the endpoint's prefix data. is not sent" },
    { operation: "List", what: "the pattern of Text is not judged: ^(?!a).*$" },
  ]);
});

test("a large pattern goes without its greatest length, and it says so", () => {
  const model = botocoreModel();
  const Text = { type: "string", min: 1, max: 9000, pattern: "[a-z]{40}.*" };
  const contract = read({ ...model, shapes: { ...(model["shapes"] as JsonObject), Text } });
  const [key] = contract.operation("List").members;
  expect(key?.schema).toEqual({
    type: "string",
    minLength: 1,
    pattern: Text.pattern,
    "x-pattern-printed": Text.pattern,
  });
  expect(contract.unsupported).toContainEqual({
    operation: "List",
    what: "that Text is no longer than 9000 is not judged, for its pattern is large",
  });
});

test.each(["json", "query", "rest-xml", "ec2"])("the protocol %s is refused by name", (protocol) => {
  expect(() => read(botocoreModel({ protocol }))).toThrow(`the protocol is ${protocol}; give the model`);
});

test.each<[string, JsonObject, string]>([
  ["an error that is none", { errors: [null] }, "/operations/List): an error that names no shape"],
  ["no route", { http: null }, "/operations/List): an operation without a method and a path"],
])("%s is refused in one line", (_what, change, message) => {
  const model = botocoreModel();
  const operations = model["operations"] as { readonly List: JsonObject };
  expect(() => read({ ...model, operations: { List: { ...operations.List, ...change } } })).toThrow(message);
});

test("a service that speaks restJson1 among others is read", () => {
  expect(read(botocoreModel({ protocol: "json", protocols: ["json", "rest-json"] })).operations.size).toBe(1);
});

test("pages and waiters come from the files beside it", () => {
  const { pages, waiters } = read(botocoreModel(), {
    "paginators-1.json": JSON.stringify({
      pagination: { List: { input_token: "from", output_token: "next", limit_key: "max", result_key: "things" } },
    }),
    "waiters-2.json": JSON.stringify({
      waiters: {
        There: {
          operation: "List",
          delay: 3,
          acceptors: [
            { state: "success", matcher: "pathAll", argument: "things[].status", expected: "OK" },
            { state: "retry", matcher: "status", expected: 404 },
          ],
        },
      },
    }),
  }).operation("List");
  expect(pages).toEqual({ inputToken: "from", outputToken: "next", items: "things", pageSize: "max" });
  expect(waiters).toMatchObject([
    {
      name: "There",
      acceptors: [
        { matcher: "path-all", path: "things[].status" },
        { matcher: "status", expected: 404 },
      ],
    },
  ]);
});

test("pages go by the names on the wire, where members have others there", () => {
  const Many = { type: "list", member: { shape: "Text" } };
  const In = {
    type: "structure",
    members: {
      From: { shape: "Text", locationName: "from" },
      Max: { shape: "Number", location: "querystring", locationName: "max" },
    },
  };
  const Out = {
    type: "structure",
    members: { Next: { shape: "Text", locationName: "next" }, Things: { shape: "Many", locationName: "things" } },
  };
  const model = botocoreModel();
  const operation = {
    http: { method: "POST", requestUri: "/things" },
    input: { shape: "In" },
    output: { shape: "Out" },
  };
  const { pages, members } = read(
    { ...model, operations: { List: operation }, shapes: { ...(model["shapes"] as JsonObject), In, Out, Many } },
    {
      "paginators-1.json": JSON.stringify({
        pagination: { List: { input_token: "From", output_token: "Next", limit_key: "Max", result_key: "Things" } },
      }),
    },
  ).operation("List");
  expect(pages).toEqual({ inputToken: "from", outputToken: "next", items: "things", pageSize: "Max" });
  expect(members.map(({ name }) => name)).toEqual(["Max", "from"]);
});

test("a model that is cut off is no JSON, and not told to be another document", () => {
  const text = JSON.stringify(botocoreModel()).slice(0, 500);
  expect(() => readAnyContract(text, "shop.json", () => undefined)).toThrow(
    /^shop\.json: not JSON: .*; give the whole file/,
  );
});

test("a broken file beside it is named", () => {
  expect(() => read(botocoreModel(), { "waiters-2.json": "[" })).toThrow(
    /waiters-2\.json beside it is not a JSON object/,
  );
});

describe("files", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "model-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("one with a byte order mark is read as one without", () => {
    const file = join(folder, "service-2.json");
    writeFileSync(file, `\uFEFF${JSON.stringify(botocoreModel())}`);
    expect(readAnyContract(modelText(file), file, modelFilesBeside(file)).title).toBe("A shop");
  });

  test("packed ones are read as others are, beside each other too", () => {
    const file = join(folder, "service-2.json.gz");
    writeFileSync(file, gzipSync(JSON.stringify(botocoreModel())));
    writeFileSync(join(folder, "paginators-1.json.gz"), gzipSync("{}"));
    expect(readAnyContract(modelText(file), file, modelFilesBeside(file)).title).toBe("A shop");
  });
});
