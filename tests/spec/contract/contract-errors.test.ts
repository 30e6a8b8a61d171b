import { describe, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { ContractError } from "#spec/contract/contract-error.ts";
import { parseContract } from "#spec/contract/contract.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** A small contract; `body` is the schema of a RegisterCluster request, `change` goes on top of the document. */
function documentOf(body: JsonValue, change: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/cluster-registrations": {
        post: {
          operationId: "RegisterCluster",
          requestBody: { content: { "application/json": { schema: body } } },
          responses: { "200": { description: "ok" } },
        },
      },
    },
    ...change,
  };
}

const bodyWith = (name: JsonObject): JsonObject => ({ type: "object", properties: { name } });

function faultOf(text: string): string {
  try {
    parseContract(text, "spec.yaml");
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    expect(error.message).not.toContain("\n");
    return error.message;
  }
  return "no fault";
}

const faultIn = (document: JsonValue) => faultOf(stringify(document, { aliasDuplicateObjects: false }));
const post = (operation: JsonObject) => ({ paths: { "/cluster-registrations": { post: operation } } });
const AT = "/paths/~1cluster-registrations/post/requestBody/content/application~1json/schema";

test("a sound document has no fault", () => {
  expect(faultIn(documentOf(bodyWith({ type: "string", maxLength: 3 })))).toBe("no fault");
});

describe("a document that is none", () => {
  test.each<[string, string, RegExp]>([
    ["broken YAML", "a: [1\nb: 2", /^spec\.yaml:\d+: not YAML: .*; give an OpenAPI 3\.1 document in YAML or JSON\.$/],
    ["a key given twice", "a: 1\na: 2", /^spec\.yaml:2: not YAML: /],
    ["aliases that expand without end", bomb(), /^spec\.yaml: cannot be read: /],
    [
      "a value that holds itself",
      "a: &a { b: *a }",
      /^spec\.yaml: cannot be read: a value holds itself; write it without/,
    ],
    ["a list", "[1]", /^spec\.yaml:1: not an object; give an OpenAPI 3\.1 document\.$/],
    ["nothing", "", /not an object/],
    ["Swagger 2", 'swagger: "2.0"', /no openapi version; convert/],
    ["OpenAPI 3.0", "openapi: 3.0.3", /^spec\.yaml:1 \(\/openapi\): openapi "3\.0\.3"; convert/],
    ["no info", "openapi: 3.1.0\npaths: {}", /no title or version/],
    ["no paths", "openapi: 3.1.0\ninfo: {title: a, version: b}", /no paths/],
    ["paths that are a list", "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: []", /no paths/],
  ])("%s", (_name, text, message) => {
    expect(faultOf(text)).toMatch(message);
  });
});

describe("operations", () => {
  const responses = { "200": { description: "ok" } };
  const refuses = (error: JsonObject) =>
    documentOf(bodyWith({}), {
      ...post({ operationId: "RegisterCluster", responses: { ...responses, ...error } }),
    });

  test.each<[string, JsonObject, RegExp]>([
    ["without operationId", post({ responses }), /post\): an operation without operationId; give it one/],
    ["without responses", post({ operationId: "RegisterCluster" }), /no responses/],
    ["without success", post({ operationId: "RegisterCluster", responses: {} }), /no response for success/],
    ["with a path item that is a list", { paths: { "/a": [] } }, /\(\/paths\/~1a\): not a path item/],
    [
      "with one operationId twice",
      { paths: { "/a": { get: { operationId: "X", responses }, put: { operationId: "X", responses } } } },
      /operationId X is given twice/,
    ],
    [
      "with a label that no parameter describes",
      { paths: { "/a/{name}": { get: { operationId: "X", responses } } } },
      /no path parameter for \{name\}/,
    ],
    [
      "with a cookie in the input",
      post({ operationId: "RegisterCluster", parameters: [{ name: "taste", in: "cookie", schema: {} }], responses }),
      /parameter taste is in cookie; bind it to path, query or header/,
    ],
    [
      "with a style of its own",
      post({
        operationId: "RegisterCluster",
        parameters: [{ name: "n", in: "query", explode: false, schema: {} }],
        responses,
      }),
      /parameter n has a style of its own/,
    ],
    [
      "with a member bound twice",
      post({
        operationId: "RegisterCluster",
        parameters: [{ name: "name", in: "query", schema: {} }],
        requestBody: { content: { "application/json": { schema: bodyWith({}) } } },
        responses,
      }),
      /name is a parameter too/,
    ],
    [
      "with another media type",
      post({ operationId: "RegisterCluster", requestBody: { content: { "text/xml": {} } }, responses }),
      /no schema for application\/json/,
    ],
  ])("%s", (_name, change, message) => {
    expect(faultIn(documentOf(bodyWith({}), change))).toMatch(message);
  });

  test("have their parameters and their traces checked", () => {
    const listing = (change: JsonObject) => {
      const document = documentOf(bodyWith({}));
      Object.assign(document["paths"] as JsonObject, {
        "/clusters": { get: { operationId: "List", responses, ...change } },
      });
      return faultIn(document);
    };
    const limit = (schema: JsonObject) => ({ name: "limit", in: "query", schema });
    expect(listing({ parameters: [limit({ minimum: "a" })] })).toMatch(
      /\(\/paths\/~1clusters\/get\/parameters\/0\/schema\/minimum\): minimum is "a"; make it a number/,
    );
    expect(listing({ parameters: [limit({}), limit({})] })).toMatch(/the parameter limit is given twice/);
    expect(listing({ "x-trace": [] })).toMatch(/\(\/paths\/~1clusters\/get\/x-trace\): x-trace is \[\]/);
    expect(listing({ parameters: [{ ...limit({}), name: "X-Amz-Date", in: "header" }] })).toBe("no fault");
  });

  test("take their own parameter in place of one of their path", () => {
    const limit = (maximum: number) => ({ parameters: [{ name: "limit", in: "query", schema: { maximum } }] });
    const document = documentOf(bodyWith({}));
    const get = { operationId: "List", responses, ...limit(2) };
    Object.assign(document["paths"] as JsonObject, { "/clusters": { ...limit(1), get } });
    const { members } = parseContract(stringify(document), "spec.yaml").operation("List");
    expect(members.map(({ schema }) => schema)).toEqual([{ maximum: 2 }]);
  });

  test("that refuse with a range of statuses", () => {
    expect(faultIn(refuses({ "4XX": { description: "no" } }))).toMatch(/4XX is no status/);
  });

  test("that refuse with an error without a name", () => {
    const error = { "400": { description: "no", content: { "application/json": { schema: { type: "object" } } } } };
    expect(faultIn(refuses(error))).toMatch(/the error has no name; name it with x-error/);
  });
});

describe("schemas", () => {
  test.each<[string, JsonObject, string, RegExp]>([
    [
      "a count in words",
      { maxProperties: "fifty" },
      "maxProperties",
      /maxProperties is "fifty"; make it a whole number/,
    ],
    ["a negative count", { minLength: -1 }, "minLength", /make it a whole number from 0 to 65536/],
    ["an invalid pattern", { pattern: "[" }, "pattern", /pattern is "\["; make it an ECMAScript regular expression/],
    ["an unknown type", { type: "strnig" }, "type", /make it one or a list of string, number/],
    ["an empty enum", { enum: [] }, "enum", /make it a list of values/],
    ["crossed lengths", { minLength: 5, maxLength: 4 }, "minLength", /minLength 5 is greater than maxLength 4/],
    ["crossed numbers", { minimum: 2, maximum: 1 }, "minimum", /minimum 2 is greater than maximum 1/],
    ["a keyword of OpenAPI 3.0", { nullable: true }, "nullable", /not supported in a request; write type: \[string/],
    ["a keyword the generators cannot read", { multipleOf: 2 }, "multipleOf", /use the supported ones: type, enum, /],
    ["a required member without schema", { required: ["x"] }, "required", /the required member x has no schema/],
    ["a required list of numbers", { required: [1] }, "required", /make it a list of different names/],
    ["properties that are no schemas", { properties: { a: 1 } }, "properties", /make it an object of schemas/],
    [
      "a broken class of values",
      { "x-unspecified": [{ id: "a" }] },
      "x-unspecified",
      /make it a list of classes, each with an id/,
    ],
    [
      "a broken trace",
      { "x-trace": { type: { quote: "q" } } },
      "x-trace",
      /each with an authority, a source and a quote/,
    ],
    ["a fixture without a name", { "x-fixture": true }, "x-fixture", /make it the name of a value/],
  ])("%s", (_name, schema, keyword, message) => {
    const fault = faultIn(documentOf(bodyWith(schema)));
    expect(fault).toMatch(message);
    expect(fault).toContain(`(${AT}/properties/name/${keyword})`);
  });

  test("are checked at any depth, and in what x-unspecified holds", () => {
    const deep = { items: { additionalProperties: { propertyNames: { minLength: "a" } } } };
    expect(faultIn(documentOf(bodyWith(deep)))).toContain("/items/additionalProperties/propertyNames/minLength)");
    const silent = { "x-unspecified": [{ id: "a", note: "n", when: { anyOf: [{ pattern: "(" }] } }] };
    expect(faultIn(documentOf(bodyWith(silent)))).toContain("/x-unspecified/0/when/anyOf/0/pattern)");
  });

  test.each<[string, JsonObject, RegExp]>([
    ["a look-ahead", { pattern: "^(?=a)b$" }, /pattern is .*; make it an ECMAScript regular expression .* without/],
    ["more counts than can be had", { not: { pattern: "^(a{1,1000}){1,1000}$" } }, /counts in the thousands/],
    ["thousands of values", { enum: Array.from({ length: 1_001 }, String) }, /make it a list of up to 1000 values/],
  ])("where no source speaks may not hold %s: inputs are made of them", (_what, when, message) => {
    const silent = { "x-unspecified": [{ id: "a", note: "n", when }] };
    const fault = faultIn(documentOf(bodyWith(silent)));
    expect(fault).toMatch(message);
    expect(fault.length).toBeLessThan(500);
  });

  test("of responses may hold more keywords, of the right form", () => {
    const responseWith = (schema: JsonObject) =>
      documentOf(
        bodyWith({}),
        post({
          operationId: "RegisterCluster",
          responses: { "200": { description: "ok", content: { "application/json": { schema } } } },
        }),
      );
    expect(faultIn(responseWith({ oneOf: [{ multipleOf: 2 }, { uniqueItems: true }] }))).toBe("no fault");
    expect(faultIn(responseWith({ oneOf: [{ multipleOf: 0 }] }))).toMatch(/multipleOf is 0; make it a number above 0/);
    expect(faultIn(responseWith({ if: {} }))).toMatch(/the keyword if is not supported in a response/);
  });

  test("of a body describe an object", () => {
    expect(faultIn(documentOf({ type: "array" }))).toMatch(/the body is not an object with properties/);
  });
});

describe("places", () => {
  const yaml = [
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /cluster-registrations:",
    "    post:",
    "      operationId: RegisterCluster",
    "      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Body' } } } }",
    "      responses: { '200': { description: ok } }",
    "components:",
    "  schemas:",
    "    Body:",
    "      type: object",
    "      properties:",
    "        tags:",
    "          type: object",
    "          maxProperties: fifty",
  ].join("\n");

  test("are those of the text, through references", () => {
    expect(faultOf(yaml)).toBe(
      'spec.yaml:16 (/components/schemas/Body/properties/tags/maxProperties): maxProperties is "fifty"; ' +
        "make it a whole number of 0 or more.",
    );
  });

  test("are known in JSON too, indented with tabs or not", () => {
    const document = documentOf(bodyWith({ maxLength: "x" }));
    expect(faultOf(JSON.stringify(document, null, "\t"))).toMatch(/^spec\.yaml:\d\d \(.*\): maxLength is "x"/);
    expect(faultOf(JSON.stringify(document))).toMatch(/^spec\.yaml:1 \(.*\): maxLength is "x"/);
  });
});

/** Ten levels of ten aliases each. */
function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, level) => {
    const items = Array.from({ length: 10 }, () => (level === 0 ? "x" : `*l${level - 1}`));
    return `l${level}: &l${level} [${items.join(", ")}]`;
  });
  return levels.join("\n");
}

describe("a name that would end in a command, an id or a request is refused with its place", () => {
  const named = (name: string) => ({ type: "object", properties: { [name]: { type: "string" } } });
  test.each<[string, JsonObject, RegExp]>([
    [
      "a signing name",
      documentOf({}, { "x-signing-name": "$(id)" }),
      /\(\/x-signing-name\): "\$\(id\)" cannot be signed for/,
    ],
    ["a signing name that is none", documentOf({}, { "x-signing-name": 1 }), /\/x-signing-name/],
    [
      "an operation",
      documentOf({}, post({ operationId: "a\nb" })),
      /operationId\): "a\\nb" cannot be used; give it a name/,
    ],
    ["a path", documentOf({}, { paths: { "/a b": {} } }), /"\/a b" cannot be used; give it a path/],
    ["a path up", documentOf({}, { paths: { "/a/../b": {} } }), /"\/a\/..\/b" cannot be used; give it a path/],
    ["a path to itself", documentOf({}, { paths: { "/a/.": {} } }), /cannot be used; give it a path/],
    ["a member", documentOf(named("a b")), /"a b" cannot be used; give it a name of printable ASCII/],
    ["a long member", documentOf(named("a".repeat(201))), /a…? cannot be used/],
    [
      "a header",
      documentOf({}, post({ operationId: "A", parameters: [{ name: "a\r\nb", in: "header", schema: {} }] })),
      /cannot be used; give it a header's name/,
    ],
    ["what a model has of others", documentOf({}, { "x-left-out": [{ id: "$(id)" }] }), /\/x-left-out\/0/],
    [
      "what a model cannot do",
      documentOf({}, { "x-unsupported": [{ what: "w", operations: [{}] }] }),
      /\/x-unsupported\/0/,
    ],
  ])("%s", (_, document, message) => {
    expect(faultIn(document)).toMatch(message);
  });
});
