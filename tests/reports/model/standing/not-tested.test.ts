import { expect, test } from "@jest/globals";
import { renderHtml } from "#reports/html/render.tsx";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { notRequired, notTested, partialSentence } from "#reports/model/standing/not-tested.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { sharedPart } from "#suites/record/building/shared-part.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { anOperation, aRecord, aRequirement } from "#tests/reports/producers.ts";
import { interrupted } from "#tests/reports/records.ts";

test("what was not tested is grouped by verdict and reason, the gravest first", () => {
  expect(notTested(interrupted).map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["error", "TypeError in the oracle: please report."],
    ["disabled", "Not selected."],
  ]);
  const shared = aRecord({
    requirements: ["r.a", "r.b"].map((id) => aRequirement({ id, verdict: "not-applicable", reason: "No auth." })),
  });
  expect(notTested(shared).map(({ requirements }) => requirements.length)).toEqual([2]);
});

test("operations that are not there and that nobody asked for are named, on the console and the page, too", () => {
  const absent = (operation: string, verdict: "not-implemented" | "not-applicable") =>
    aRequirement({
      id: operation,
      operation,
      verdict,
      ...(verdict === "not-implemented"
        ? { missing: operation }
        : { reason: `${operation} is not there, and not required: --feature tags=required` }),
    });
  const ids = ["ListClusters", "TagResource", "UntagResource"];
  const operations = ids.map((id) => anOperation(id, { verdict: "not-implemented" }));
  const requirements = ids.map((id) => absent(id, id === "ListClusters" ? "not-implemented" : "not-applicable"));
  const record = aRecord({ operations, requirements });
  const said = "TagResource and UntagResource are not implemented; only --feature tags=required makes that a failure.";
  expect(notRequired(record)).toBe(said);
  expect(renderConsole(record, { width: 200 })).toContain(`∅ ${said}`);
  expect(renderHtml(record, { ...pageTools(), sources: [] })).toContain(said);
  expect(notRequired(aRecord({ operations: operations.slice(0, 1), requirements }))).toBeUndefined();
});

test("a partial run says why requirements were left out", () => {
  const off = (id: string, reason: string) => aRequirement({ id, verdict: "disabled", reason });
  const [live, shard] = [off("a", "it needs more clusters alive"), off("b", "in another shard")];
  expect(partialSentence(aRecord({ requirements: [live] }))).toBe(
    "A partial run: 1 requirement left out (it needs more clusters alive).",
  );
  expect(partialSentence(aRecord({ requirements: [live, shard] }))).toBe(
    "A partial run: 2 requirements left out (for 2 reasons).",
  );
});

test("a record that was made to be shared says so on its page and in its summary, no other does", () => {
  const whole = aRecord({ requirements: [aRequirement({ id: "r.a", verdict: "pass" })] });
  const page = (record: RunRecord) => renderHtml(record, { ...pageTools(), sources: [] });
  const said = /A part of a record, made to be shared: /;
  expect(page(sharedPart(whole))).toMatch(said);
  expect(renderMarkdown(sharedPart(whole))).toMatch(said);
  expect(page(whole)).not.toMatch(said);
});
