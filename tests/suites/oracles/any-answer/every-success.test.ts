import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { judgeSuccessBody } from "#suites/oracles/any-answer/every-success.ts";
import { aReply } from "#tests/suites/made-replies.ts";
import { listOperation, register } from "#tests/suites/bundled-contract.ts";
import { findingOf, gradesOf, hear, type Heard } from "#tests/suites/oracles/findings.ts";

type AnswerParts = Omit<Parameters<typeof aReply>[0], "status">;

function judged(parts: AnswerParts, operation: Operation | undefined = register): Heard[] {
  return hear(judgeSuccessBody(aReply({ status: 200, ...parts }), operation));
}

const CLUSTER = {
  name: "a",
  arn: "arn:aws:eks:us-east-1:111122223333:cluster/a",
  createdAt: 1_700_000_000.123,
  status: "PENDING",
  connectorConfig: { activationId: "i", activationExpiry: 1_700_000_000, provider: "OTHER", roleArn: "r" },
  tags: { a: "b" },
};

const AT = "register.response.cluster.created-at";

describe("content type and form", () => {
  const type = (value: string) => [["content-type", value]] as const;

  test.each<[string, AnswerParts, "met" | "missed", "met" | "missed"]>([
    ["an object as JSON", { body: {} }, "met", "met"],
    ["an object as JSON with a charset", { headers: type("application/json; charset=utf-8"), body: {} }, "met", "met"],
    ["an object as HTML", { headers: type("text/html"), body: {} }, "missed", "met"],
    ["an object as JSON of AWS", { headers: type("application/x-amz-json-1.1"), body: {} }, "missed", "met"],
    ["an object without a type", { headers: [], body: {} }, "missed", "met"],
    ["an array", { body: [] }, "met", "missed"],
    ["null", { text: "null" }, "met", "missed"],
    ["half an object", { text: '{"a' }, "met", "missed"],
    ["nothing", {}, "met", "missed"],
    ["an endless object", { body: {}, truncated: true }, "met", "missed"],
  ])("%s", (_what, parts, contentType, json) => {
    const grades = gradesOf(judged(parts));
    expect(grades["api.content-type"]).toBe(contentType);
    expect(grades["api.json"]).toBe(json);
    expect(grades["register.response.body"]).toBe(json);
  });

  test("of a long list that is wrong throughout, words name the first", () => {
    const heard = judged({ body: { clusters: [1, 2, 3, 4, 5] } }, listOperation);
    expect(findingOf(heard, "list.response.clusters")?.received).toBe(
      "/clusters/0 is 1; /clusters/1 is 2; /clusters/2 is 3; and 2 more",
    );
  });

  test("a member under another spelling of its name is not there for a client", () => {
    const { createdAt, ...others } = CLUSTER;
    const finding = findingOf(judged({ body: { cluster: { ...others, created_at: createdAt } } }), AT);
    expect(finding).toMatchObject({ grade: "missed", received: "/cluster/createdAt is called created_at" });
  });

  test("words say which type came", () => {
    expect(findingOf(judged({ headers: [], body: {} }), "api.content-type")?.received).toBe("no content type");
    expect(findingOf(judged({ headers: type("text/html"), body: {} }), "api.content-type")?.received).toBe("text/html");
  });

  test("without an operation nothing more is judged", () => {
    const heard = hear(judgeSuccessBody(aReply({ status: 200, body: { cluster: 1 } }), undefined));
    expect(gradesOf(heard)).toEqual({ "api.content-type": "met", "api.json": "met" });
  });
});

describe("members", () => {
  const members = (body: JsonValue, operation?: Operation): Record<string, string> => {
    const grades = Object.entries(gradesOf(judged({ body }, operation)));
    return Object.fromEntries(grades.filter(([id]) => !id.startsWith("api.")));
  };

  test("each one that is there is met", () => {
    expect(members({ cluster: CLUSTER })).toEqual({
      "register.response.body": "met",
      "register.response.cluster": "met",
      "register.response.cluster.name": "met",
      "register.response.cluster.arn": "met",
      "register.response.cluster.created-at": "met",
      "register.response.cluster.status": "met",
      "register.response.cluster.connector-config": "met",
      "register.response.cluster.tags": "met",
    });
  });

  test("null stands for absence, and unknown ones are nobody's business", () => {
    expect(members({ cluster: { name: "a", arn: null, tags: null, hint: 7 }, other: [] })).toEqual({
      "register.response.body": "met",
      "register.response.cluster": "met",
      "register.response.cluster.name": "met",
    });
    expect(members({ cluster: null })).toEqual({ "register.response.body": "met" });
    expect(members({})).toEqual({ "register.response.body": "met" });
  });

  test.each<[string, JsonValue]>([
    ["created-at", "2026-11-24T12:00:00Z"],
    ["created-at", "1700000000"],
    ["name", 7],
    ["status", "UNHEARD_OF"],
    ["tags", [{ Key: "a", Value: "b" }]],
    ["tags", { a: 1 }],
    ["connector-config", { activationExpiry: "2026-11-24T12:00:00Z" }],
    ["connector-config", "none"],
  ])("%s of the wrong type is missed: %j", (member, value) => {
    const camel = member.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const grades = members({ cluster: { ...CLUSTER, [camel]: value } });
    expect(grades[`register.response.cluster.${member}`]).toBe("missed");
    expect(Object.values(grades).filter((grade) => grade === "missed")).toHaveLength(1);
  });

  test.each<[JsonValue]>([[7], ["a"], [[]], [true]])("a cluster that is %j is missed, by itself", (cluster) => {
    expect(members({ cluster })).toEqual({ "register.response.body": "met", "register.response.cluster": "missed" });
  });

  test("a list of names, and what is wrong in it", () => {
    expect(members({ clusters: ["a"], nextToken: null }, listOperation)).toEqual({
      "list.response.body": "met",
      "list.response.clusters": "met",
    });
    expect(members({ clusters: ["a", 1], nextToken: 2 }, listOperation)).toEqual({
      "list.response.body": "met",
      "list.response.clusters": "missed",
      "list.response.next-token": "missed",
    });
  });

  test("members of members are looked for in objects alone, and only where the contract names them", () => {
    const schema: JsonSchema = { properties: { box: { type: "object", properties: { length: {} } }, loose: {} } };
    const operation = { ...register, success: { ...register.success, schema } };
    expect(members({ box: { length: 1 }, loose: { length: 1 } }, operation)).toEqual({
      "register.response.body": "met",
      "register.response.box": "met",
      "register.response.box.length": "met",
      "register.response.loose": "met",
    });
    expect(members({ box: "a text" }, operation)).toEqual({
      "register.response.body": "met",
      "register.response.box": "missed",
    });
  });

  test("a value may be nested more deeply than it can be written", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`) as JsonValue;
    const judgedDeep = hear(
      judgeSuccessBody(
        { ...aReply({ status: 200, body: {} }), json: { cluster: { ...CLUSTER, name: deep } } },
        register,
      ),
    );
    expect(findingOf(judgedDeep, "register.response.cluster.name")).toMatchObject({
      grade: "missed",
      differences: [{ received: '"a value that is nested too deeply to be shown"' }],
    });
  });

  test("every difference is told, with its place, in words cut short", () => {
    const long = "x".repeat(200);
    const body = { cluster: { ...CLUSTER, tags: { a: 1, "b/c~d": { long } } } };
    const finding = findingOf(judged({ body }), "register.response.cluster.tags");
    expect(finding).toMatchObject({
      grade: "missed",
      expected: "/cluster/tags/a must be a string; /cluster/tags/b~1c~0d must be a string",
    });
    expect(finding?.differences).toEqual([
      { at: "/cluster/tags/a", expected: "must be a string", received: "1" },
      {
        at: "/cluster/tags/b~1c~0d",
        expected: "must be a string",
        received: `${JSON.stringify({ long }).slice(0, 200)}… (211 characters)`,
      },
    ]);
    expect(finding?.received).toContain("/cluster/tags/a is 1; /cluster/tags/b~1c~0d is {");
  });
});
