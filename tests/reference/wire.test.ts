import { describe, expect, test } from "@jest/globals";
import type { Header } from "#reference/message.ts";
import { createReference } from "#reference/server/reference.ts";
import { BODY_LIMIT } from "#reference/wire/body.ts";
import { acceptsJson } from "#reference/wire/negotiation.ts";
import { bytes, clusterOf, list, register, registration, send } from "./requests.ts";

const VALID = JSON.stringify(registration("a"));

function post(headers: readonly Header[], body: Uint8Array = bytes(VALID)) {
  return send(createReference(), { method: "POST", path: "/cluster-registrations", headers, body });
}

describe("bodies", () => {
  test.each([
    "{[",
    `${VALID}abc`,
    `abc${VALID}`,
    `{"name": "a" // comment\n}`,
    `{"name": /* comment */ "a"}`,
    `{"name" :\f"a"}`,
    `{'name': "a"}`,
    `{"name": "a",}`,
    `[${VALID}]`,
    "10",
    "null",
    `"text"`,
    "",
    "   ",
    `{"name": "a\u0001"}`,
    `{"tags": {null: "v"}}`,
    `{"name": "\\x61"}`,
    `{"name": NaN}`,
    `{"name": 01}`,
  ])("%j is no JSON object", async (body) => {
    const answer = await register(createReference(), body);
    expect(answer).toMatchObject({ status: 400, error: "SerializationException" });
  });

  test.each([
    ["a byte that never occurs", [0xff]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["an encoded surrogate", [0xed, 0xa0, 0x80]],
    ["a cut sequence", [0xe2, 0x82]],
  ])("that hold %s are not UTF-8", async (_what, invalid) => {
    const [head = "", tail = ""] = JSON.stringify(registration("a", { extra: "|" })).split("|");
    const body = Uint8Array.from([...bytes(head), ...invalid, ...bytes(tail)]);
    const answer = await post([["content-type", "application/json"]], body);
    expect(answer).toMatchObject({ status: 400, error: "SerializationException" });
  });

  test("with a byte order mark, duplicate members and escaped surrogates are taken", async () => {
    const text = `\ufeff{"name":"first","name":"last","connectorConfig":{"roleArn":"\\ud800","provider":"OTHER"}}`;
    const answer = await register(createReference(), text);
    expect(clusterOf(answer)["name"]).toBe("last");
  });

  test("of a mebibyte are taken, of one byte more are not", async () => {
    const padding = (size: number) => VALID + " ".repeat(size - VALID.length);
    expect((await register(createReference(), padding(BODY_LIMIT))).status).toBe(200);
    const answer = await register(createReference(), padding(BODY_LIMIT + 1));
    expect(answer).toMatchObject({ status: 413, error: "RequestEntityTooLargeException" });
  });

  test("may nest as deep as they are long", async () => {
    const depth = 400_000;
    expect((await register(createReference(), "[".repeat(depth))).error).toBe("SerializationException");
    const extra = "[".repeat(depth) + "]".repeat(depth);
    expect((await register(createReference(), VALID.replace("{", `{"extra":${extra},`))).status).toBe(200);
    const name = "[".repeat(depth) + "]".repeat(depth);
    expect((await register(createReference(), `{"name":${name}}`)).error).toBe("SerializationException");
  });
});

describe("content-type", () => {
  test.each(["application/json", "application/json; charset=utf-8", "APPLICATION/JSON ;x=y"])(
    "%s is JSON",
    async (type) => {
      expect((await post([["Content-Type", type]])).status).toBe(200);
    },
  );

  test.each(["application/hal+json", "text/plain", "application/x-amz-json-1.1", "application/jsonx", "json", ""])(
    "%j is not",
    async (type) => {
      const answer = await post([["content-type", type]]);
      expect(answer).toMatchObject({ status: 415, error: "UnsupportedMediaTypeException" });
    },
  );

  test("is needed with a body", async () => {
    expect((await post([])).status).toBe(415);
  });

  test("a body is more than an operation without one takes", async () => {
    const reference = createReference({ existing: { registered: ["a"] } });
    const request = {
      method: "DELETE",
      path: "/cluster-registrations/a",
      headers: [["content-type", "application/json"]],
    } as const;
    expect((await send(reference, { ...request, body: bytes("{}") })).status).toBe(415);
    expect((await send(reference, request)).status).toBe(200);
  });
});

describe("accept", () => {
  test.each([
    ["*/*", true],
    ["application/*", true],
    ["application/json", true],
    ["text/html, application/json;q=0.1", true],
    ["text/html, */*;q=0.8", true],
    ["application/hal+json", false],
    ["text/html", false],
    ["application/json;q=0, */*", false],
    ["application/json; q=0.0", false],
    ["application/json;q=0.01", true],
  ])("%s", async (accept, accepted) => {
    expect(acceptsJson(accept)).toBe(accepted);
    const answer = await post([
      ["content-type", "application/json"],
      ["accept", accept],
    ]);
    expect(answer.status).toBe(accepted ? 200 : 406);
    expect(answer.error).toBe(accepted ? undefined : "NotAcceptableException");
  });
});

describe("routes", () => {
  test.each([
    ["POST", "/cluster-registration"],
    ["POST", "/cluster-registrations/"],
    ["POST", "/cluster-registrations/a"],
    ["GET", "/cluster-registrations"],
    ["PUT", "/cluster-registrations"],
    ["PATCH", "/cluster-registrations"],
    ["post", "/cluster-registrations"],
    ["POST", "/Cluster-Registrations"],
    ["POST", "//cluster-registrations"],
    ["POST", "/%63luster-registrations"],
    ["POST", "/clusters"],
    ["DELETE", "/clusters/a"],
    ["GET", "/clusters/"],
    ["GET", "/clusters/a/b"],
    ["GET", "/"],
    ["OPTIONS", "*"],
  ])("%s %s is no operation", async (method, path) => {
    const answer = await send(createReference({ existing: { registered: ["a"] } }), { method, path });
    expect(answer).toMatchObject({ status: 404, error: "UnknownOperationException" });
  });

  test("labels are percent-decoded once", async () => {
    const reference = createReference({ existing: { eks: ["a/b c", "%41"] } });
    expect((await send(reference, { path: "/clusters/a%2Fb%20c" })).status).toBe(200);
    expect((await send(reference, { path: "/clusters/%2541" })).status).toBe(200);
    expect((await send(reference, { path: "/clusters/%41" })).status).toBe(404);
  });

  test.each(["/clusters/%", "/clusters/%zz", "/clusters/%ff", "/clusters?maxResults=%f", "/clusters?%c3=1"])(
    "%s is not decodable",
    async (path) => {
      const answer = await send(createReference(), { path });
      expect(answer).toMatchObject({ status: 400, error: "SerializationException" });
    },
  );

  test("a query changes nothing about the route", async () => {
    const body = bytes(VALID);
    const headers: Header[] = [["content-type", "application/json"]];
    const answer = await send(createReference(), { method: "POST", path: "/cluster-registrations?x=1", headers, body });
    expect(answer.status).toBe(200);
  });
});

describe("every response", () => {
  test("is JSON and carries a request id of its own", async () => {
    const reference = createReference();
    const answers = [await list(reference), await register(reference, "{"), await send(reference, { path: "/none" })];
    const ids = answers.map(({ headers }) => new Map(headers).get("x-amzn-requestid"));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const { headers } of answers) expect(new Map(headers).get("content-type")).toBe("application/json");
  });

  test("that is an error has a text", async () => {
    const answer = await register(createReference(), "{}");
    expect(answer.json).toEqual({ message: "The value at /name is required." });
  });
});
