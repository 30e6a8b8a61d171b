import { describe, expect, test } from "@jest/globals";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { judgeExchange } from "#suites/oracles/any-answer/every-exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { aFailedReply, anError, aReply, errorHeaders, JSON_TYPE } from "#tests/suites/made-replies.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { findingOf, gradesOf, hear, type Heard } from "#tests/suites/oracles/findings.ts";

function judged(reply: Reply, operation: Operation | undefined = register): Heard[] {
  return hear(judgeExchange(reply, operation));
}

describe("an answer in time", () => {
  test.each(["reset", "timeout", "malformed"] as const)("%s: none, and nothing else is judged", (kind) => {
    const heard = judged(aFailedReply(kind, "why"));
    expect(gradesOf(heard)).toEqual({ "api.answers": "missed" });
    expect(findingOf(heard, "api.answers")).toMatchObject({ received: `no response (${kind}: why)` });
  });

  test.each(["refused", "dns", "tls"] as const)("%s: says nothing of the endpoint", (kind) => {
    expect(judged(aFailedReply(kind))).toEqual([]);
  });

  test("a body that never ends is none, and its rest is not judged as an error", () => {
    const grades = gradesOf(judged(aReply({ status: 400, headers: [JSON_TYPE], text: "{", truncated: true })));
    expect(grades).toEqual({ "api.answers": "missed", "api.no-server-error": "met", "api.request-id": "missed" });
  });

  test.each([200, 404])("%i with a whole body is one", (status) => {
    expect(gradesOf(judged(aReply({ status, body: {} })))["api.answers"]).toBe("met");
  });
});

describe("server errors", () => {
  test.each([
    [200, "met"],
    [409, "met"],
    [499, "met"],
    [500, "missed"],
    [501, "met"],
    [502, "missed"],
    [503, "met"],
    [504, "missed"],
    [599, "missed"],
  ] as const)("%i: %s", (status, grade) => {
    expect(gradesOf(judged(anError(status, "ServerException")))["api.no-server-error"]).toBe(grade);
  });
});

describe("the request id", () => {
  test.each([
    ["x-amzn-RequestId", "a", "met", "an x-amzn-requestid header"],
    ["X-Amzn-Request-Id", "a", "met", "an x-amzn-requestid header"],
    ["x-amzn-requestid", "", "missed", "an empty header"],
    ["x-request-id", "a", "missed", "no such header"],
  ] as const)("in %s: %j is %s", (header, id, grade, received) => {
    const reply = aReply({ status: 200, headers: [JSON_TYPE, [header, id]], body: {} });
    expect(findingOf(judged(reply), "api.request-id")).toMatchObject({ grade, received });
  });
});

describe("which oracles follow", () => {
  const ids = (reply: Reply): string[] => judged(reply).map(({ requirement }) => requirement);

  test("those of successes after 2xx alone", () => {
    expect(ids(aReply({ status: 204 }))).toContain("api.content-type");
    expect(ids(aReply({ status: 204 }))).not.toContain("api.error.json");
  });

  test("those of errors after a refusal", () => {
    for (const status of [199, 400, 404, 500]) {
      expect(ids(aReply({ status }))).toContain("api.error.json");
      expect(ids(aReply({ status }))).not.toContain("api.content-type");
    }
  });

  test("none of an operation's after what HTTP's own layer says", () => {
    for (const status of [301, 307, 405, 406, 413, 414, 415, 429, 431, 501, 502, 503, 504]) {
      expect(ids(aReply({ status }))).toEqual(["api.answers", "api.no-server-error"]);
    }
  });

  test("those of errors after a status of HTTP's own layer that names an error", () => {
    expect(ids(aReply({ status: 415, headers: errorHeaders("X") }))).toContain("api.error.json");
  });

  test("those of errors after a status of HTTP's own layer with what only the operation can answer", () => {
    expect(ids(aReply({ status: 415, body: { cluster: {} } }))).toContain("api.error.json");
    expect(ids(aReply({ status: 415, body: { message: "no" } }))).not.toContain("api.error.json");
  });

  test("a message is no operation's own, even where its output has one", () => {
    const success = { ...register.success, schema: { properties: { message: { type: "string" } } } } as const;
    const heard = judged(aReply({ status: 415, body: { message: "no" } }), { ...register, success });
    expect(heard.map(({ requirement }) => requirement)).not.toContain("api.error.json");
  });

  test("none of an operation's where no operation was asked", () => {
    const heard = hear(judgeExchange(anError(404, "UnknownOperationException"), undefined));
    expect(heard.map(({ requirement }) => requirement)).toEqual(["api.answers", "api.no-server-error"]);
  });
});

describe("an error that the operation documents, in the header of a success", () => {
  const STATUS = "register.error.resource-in-use.status";
  const named = (name: string, body: JsonObject): Reply =>
    aReply({ status: 200, headers: [JSON_TYPE, ...errorHeaders(name)], body });

  test("is an error with a wrong status where the body has nothing of the output", () => {
    const heard = judged(named("ResourceInUseException", { message: "taken" }));
    expect(findingOf(heard, STATUS)).toMatchObject({ grade: "missed", expected: "409 ResourceInUseException" });
  });

  test.each<[string, Reply]>([
    ["the output", named("ResourceInUseException", { cluster: {} })],
    ["an error of nobody's", named("NoError", {})],
    ["no name", aReply({ status: 200, headers: [JSON_TYPE, ["x-amzn-errortype", ""]], body: {} })],
  ])("is not judged with %s", (_what, reply) => {
    expect(gradesOf(judged(reply))[STATUS]).toBeUndefined();
  });
});
