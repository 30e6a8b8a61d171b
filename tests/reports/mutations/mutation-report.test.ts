import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { differenceOf } from "#reports/mutations/difference.ts";
import type { FaultResult, MutationReport } from "#reports/mutations/mutation-report.ts";
import { renderScore } from "#reports/mutations/render-score.ts";
import { renderScoreJunit } from "#reports/mutations/render-score-junit.ts";
import { renderScoreMarkdown } from "#reports/mutations/render-score-markdown.ts";
import { scoreRemarks } from "#reports/mutations/score-words.ts";
import { scoreText, scoreOf, scoresBy } from "#reports/mutations/score.ts";
import { columns } from "#reports/model/text/wrap.ts";

const body = (text: string) => ({ text, bytes: text.length, truncated: false });
const answer = (status: number, text: string, type = "application/json") => ({
  status,
  headers: [["content-type", type]] as const,
  body: body(text),
});

/** Nothing of it may reach a terminal, a page or a schema as it is. */
const HOSTILE = "\u001b[31m</failure> ]]> | <b>\u202e";

const fault = (id: string, given: Partial<FaultResult>): FaultResult => ({
  id,
  kind: "member-lost",
  title: "member lost",
  operation: "CreateCluster",
  member: "cluster.tags",
  outcome: "survived",
  sentence: "no test misses `cluster.tags` in the answer of CreateCluster",
  exitCode: 0,
  durationMs: 12,
  left: [],
  ...given,
});

const FAULTS: readonly FaultResult[] = [
  fault("CreateCluster/member-lost/cluster/tags", {
    exchange: {
      request: { method: "POST", url: "http://127.0.0.1/clusters", path: "/clusters", headers: [] },
      before: answer(200, `{"cluster":{"name":"${"n".repeat(200)}","tags":{"a":"${HOSTILE.replace("\u001b", "")}"}}}`),
      after: answer(200, `{"cluster":{"name":"${"n".repeat(200)}"}}`),
    },
  }),
  fault("CreateCluster/wrong-status", { outcome: "noticed", exitCode: 1, member: undefined, title: "wrong status" }),
  fault("DescribeCluster/never-ready/cluster/status", {
    outcome: "hung",
    exitCode: undefined,
    operation: "DescribeCluster",
  }),
  fault("ListClusters/wrong-status", { outcome: "hidden", operation: "ListClusters", title: "wrong status" }),
  fault("DescribeCluster/throttled-once", { outcome: "absorbed", operation: "DescribeCluster" }),
  fault("ListClusters/other", { outcome: "not-reached", operation: "ListClusters", sentence: HOSTILE }),
  fault("ListClusters/another", { operation: "ListClusters", sentence: HOSTILE, title: HOSTILE }),
];

const REPORT: MutationReport = {
  schemaVersion: 1,
  tool: { name: "eks-conformance", version: "0.1.0" },
  command: ["pytest", HOSTILE],
  endpoint: "http://127.0.0.1:1",
  contract: { title: "EKS", version: "2017-11-01" },
  seed: 7,
  startedAt: "2026-11-29T00:00:00.000Z",
  durationMs: 1_000,
  unchanged: { durationMs: 10, limitMs: 3_050, exchanges: 3, operations: ["CreateCluster"] },
  possible: 40,
  planned: 7,
  faults: FAULTS,
  score: scoreOf(FAULTS),
  byOperation: scoresBy(FAULTS, ({ operation }) => operation),
  byKind: scoresBy(FAULTS, ({ title }) => title),
  byMember: scoresBy(FAULTS, ({ member }) => member),
  cutShort: "budget",
  warnings: [`x${HOSTILE}`],
};

const schema = JSON.parse(
  readFileSync(new URL("../../../reports/mutations/mutations.schema.json", import.meta.url), "utf8"),
) as object;
const validate = new Ajv2020({ strict: false }).compile(schema);

test("the schema takes a report, and refuses one with an outcome that there is not", () => {
  validate(JSON.parse(JSON.stringify(REPORT)));
  expect(validate.errors).toBeNull();
  const odd = { ...REPORT, faults: [{ ...FAULTS[0], outcome: "killed" }] };
  expect(validate(JSON.parse(JSON.stringify(odd)))).toBe(false);
});

describe("the score", () => {
  test("is the share that was noticed or hung of what was that or survived", () => {
    expect(REPORT.score).toBe(0.5);
    expect(scoreOf([{ outcome: "absorbed" }, { outcome: "hidden" }, { outcome: "not-reached" }])).toBeNull();
  });

  test("is 100 % only where nothing survived", () => {
    expect([0.999, 1, null].map(scoreText)).toEqual(["99 %", "100 %", "–"]);
  });

  test("has the worst first, and what has none last", () => {
    expect(REPORT.byOperation.map(({ name, score }) => [name, score])).toEqual([
      ["ListClusters", 0],
      ["CreateCluster", 0.5],
      ["DescribeCluster", 1],
    ]);
  });
});

test("what rounds left behind is told, a few by name", () => {
  const left = (...names: readonly string[]) => fault("x", { left: names });
  const remarks = (...faults: readonly FaultResult[]) => scoreRemarks({ ...REPORT, faults }).join("\n");
  expect(remarks(left())).not.toContain("Left");
  const told = remarks(left("cluster one"), left(), left("cluster one", "addon a\u001b"));
  expect(told).toContain("Left at the endpoint by 2 rounds: cluster one, addon a");
  expect(told).not.toContain("\u001b");
  expect(remarks(left("a", "b", "c", "d", "e", "f", "g"))).toContain("1 round: a, b, c, d, e, and 2 more");
});

describe("on a terminal", () => {
  const text = renderScore(REPORT, { width: 80, paint: (_tone, part) => part, most: 1 });

  test("it fits into 80 columns", () => {
    expect(text.split("\n").filter((line) => columns(line) > 80)).toEqual([]);
  });

  test("survivors come first, each with what was changed, and what was cut short", () => {
    expect(text).toMatch(
      /^Mutation score 50 %: of 4 faults 1 noticed, 1 hung, 2 survived\n {2}Not counted: 1 that the client may hide \(wrong status\), 1 absorbed/,
    );
    expect(text).toContain("no test misses cluster.tags in the answer of CreateCluster");
    expect(text).toContain("member lost: cluster.tags: ");
    expect(text).toContain("and 1 more, in the report");
    expect(text).toContain("the budget is spent");
  });
});

test("JUnit fails a testcase for each survivor, skips what was not counted, and holds no markup of others", () => {
  const xml = renderScoreJunit(REPORT);
  expect(xml.match(/<failure /g)).toHaveLength(2);
  expect(xml.match(/<skipped /g)).toHaveLength(3);
  expect(xml).not.toContain("<b>");
  expect(xml).not.toContain("\u001b");
});

test("Markdown has both answers of a survivor, and nothing of it is markup of others", () => {
  const markdown = renderScoreMarkdown(REPORT);
  expect(markdown).toContain("### No test misses `cluster.tags` in the answer of CreateCluster");
  expect(markdown).toContain("```diff\nPOST /clusters\n- 200 {");
  expect(markdown.replaceAll(/```diff[^]*?```|`+[^\n]*?`+/g, "")).not.toContain("<b>");
  for (const hidden of ["\u001b", "\u202e"]) expect(markdown).not.toContain(hidden);
});

test.each([
  ["a lost member", answer(200, '{"a":{"b":1,"c":2}}'), answer(200, '{"a":{"c":2}}'), "a.b: 1 → nothing"],
  ["a status", answer(404, "{}"), answer(400, "{}"), "status 404 → 400"],
  ["a header", answer(200, "{}"), answer(200, "{}", "text/html"), "content-type: application/json → text/html"],
  ["no JSON", answer(200, "a"), answer(200, "b"), "a → b"],
])("the difference of %s in a line", (_what, before, after, words) => {
  const request = { method: "GET", url: "http://a/", path: "/", headers: [] };
  expect(differenceOf({ request, before, after })).toBe(words);
});
