import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { judgeEcho } from "#suites/oracles/registration/echo.ts";
import { findingOf, gradesOf, hear } from "#tests/suites/oracles/findings.ts";

const ROLE = "arn:aws:iam::111122223333:role/agent";
const SENT: JsonObject = { name: "a", connectorConfig: { roleArn: ROLE, provider: "OTHER" }, tags: { b: "c" } };

const judged = (cluster: JsonObject, sent: JsonObject = SENT) => hear(judgeEcho(cluster, sent));

test("what was sent is shown", () => {
  expect(gradesOf(judged(SENT))).toEqual({
    "register.echo.name": "met",
    "register.echo.provider": "met",
    "register.echo.role-arn": "met",
    "register.echo.tags": "met",
  });
});

test.each<[requirement: string, cluster: JsonObject, at: string]>([
  ["register.echo.name", { ...SENT, name: "b" }, "/cluster/name"],
  [
    "register.echo.provider",
    { ...SENT, connectorConfig: { roleArn: ROLE, provider: ROLE } },
    "/cluster/connectorConfig/provider",
  ],
  [
    "register.echo.role-arn",
    { ...SENT, connectorConfig: { roleArn: "OTHER", provider: "OTHER" } },
    "/cluster/connectorConfig/roleArn",
  ],
])("%s alone is missed where it alone differs", (requirement, cluster, at) => {
  const missed = judged(cluster).filter(({ finding }) => finding.grade !== "met");
  expect(missed).toMatchObject([{ requirement, finding: { differences: [{ at }] } }]);
});

test.each<JsonObject>([{}, { name: null }, { name: "" }])("an empty text may be shown as %j", (cluster) => {
  expect(findingOf(judged(cluster, { name: "" }), "register.echo.name")?.grade).toBe("met");
});

test("a text is met by itself alone, or by nothing where it is empty", () => {
  const texts = fc.oneof(fc.constantFrom("", "a", "A", "a ", "\u00e9", "e\u0301"), fc.string({ unit: "binary" }));
  const shown = fc.oneof(texts, fc.constantFrom<JsonValue | undefined>(undefined, null, 7, [], { a: "a" }));
  fc.assert(
    fc.property(texts, shown, (name, got) => {
      const cluster: JsonObject = got === undefined ? {} : { name: got };
      const same = got === name || (name === "" && (got ?? null) === null);
      expect(findingOf(judged(cluster, { name }), "register.echo.name")?.grade).toBe(same ? "met" : "missed");
    }),
  );
});

describe("a text that differs", () => {
  const name = (sent: string, got: JsonValue) => findingOf(judged({ name: got }, { name: sent }), "register.echo.name");

  test("is told with its place, and what would have met it", () => {
    expect(name("a", "b")).toEqual({
      grade: "missed",
      expected: '/cluster/name "a"',
      received: '"b"',
      differences: [{ at: "/cluster/name", expected: '"a"', received: '"b"' }],
      condition: { members: [{ at: "/cluster/name", equals: '"a"' }] },
    });
  });

  test.each<[what: string, sent: string, got: JsonValue]>([
    ["in its form", "caf\u00e9", "cafe\u0301"],
    ["by what is unseen", "a\u200bb", "ab"],
    ["at its end alone", `${"x".repeat(300)}a`, `${"x".repeat(300)}b`],
    ["by its case at the end", `${"x".repeat(300)}a`, `${"x".repeat(300)}A`],
    ["by its type", "7", 7],
  ])("%s is told in other words", (_what, sent, got) => {
    const finding = name(sent, got);
    expect(finding?.grade).toBe("missed");
    expect(finding?.expected).not.toBe(`/cluster/name ${finding?.received}`);
    expect(finding?.differences?.[0]?.expected).not.toBe(finding?.differences?.[0]?.received);
  });

  test("keeps the whole of it in its condition", () => {
    const sent = `${"x".repeat(300)}a`;
    expect(name(sent, "b")?.condition).toEqual({ members: [{ at: "/cluster/name", equals: JSON.stringify(sent) }] });
  });
});

describe("what was not sent as text is not asked for", () => {
  test.each<[string, JsonObject]>([
    ["nothing", {}],
    ["null", { name: null, connectorConfig: null, tags: null }],
    ["a number", { name: 7, connectorConfig: { roleArn: 7, provider: true } }],
    ["a list", { name: ["a"], connectorConfig: [] }],
  ])("%s", (_what, sent) => {
    expect(gradesOf(judged({}, sent))).toEqual({ "register.echo.tags": "met" });
  });

  test.each<[JsonValue]>([["b"], [7], [["b"]], [false]])("tags that are %j", (tags) => {
    expect(judged({ name: "a" }, { tags })).toEqual([]);
  });
});

describe("tags", () => {
  const tags = (sent: JsonValue | undefined, got: JsonValue | undefined) =>
    findingOf(
      judged({ ...(got !== undefined && { tags: got }) }, { ...(sent !== undefined && { tags: sent }) }),
      "register.echo.tags",
    );

  test.each<[JsonValue | undefined, JsonValue | undefined, "met" | "missed"]>([
    [undefined, undefined, "met"],
    [{}, null, "met"],
    [null, {}, "met"],
    [{ a: "" }, { a: "" }, "met"],
    [{ a: "" }, {}, "missed"],
    [{ a: "" }, { a: null }, "missed"],
    [{}, { a: "" }, "missed"],
    [undefined, { a: "" }, "missed"],
    [{ a: "1" }, { A: "1" }, "missed"],
    [{ a: "1" }, "a=1", "missed"],
  ])("%j as %j: %s", (sent, got, grade) => {
    expect(tags(sent, got)?.grade).toBe(grade);
  });

  test("are looked for in the cluster, and told as those of the request", () => {
    expect(tags({ a: "1" }, {})).toMatchObject({
      expected: "the tag of the request",
      differences: [{ at: "/cluster/tags/a", expected: '"1"', received: "absent" }],
    });
  });
});
