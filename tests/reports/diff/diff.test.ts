import { describe, expect, test } from "@jest/globals";
import { diffRecords, hasRegressed } from "#reports/diff/diff.ts";
import { renderDiffMarkdown, renderDiffText } from "#reports/diff/diff-text.ts";
import { columns } from "#reports/model/text/wrap.ts";
import type { CaseResult } from "#suites/record/record.ts";
import { aCase, aCounts, anEvidence, aRecord, aRequirement } from "#tests/reports/producers.ts";
import { ALL_RECORDS, conformant, failing, hostile, notImplemented } from "#tests/reports/records.ts";

const changesOf = (diff: ReturnType<typeof diffRecords>) =>
  Object.fromEntries(diff.changes.map(({ id, change }) => [id, change]));

test.each(Object.entries(ALL_RECORDS))("%s does not differ from itself", (_name, record) => {
  const diff = diffRecords(record, record);
  expect(diff.changes).toEqual([]);
  expect(diff.unchanged).toBe(record.requirements.length);
  expect(hasRegressed(diff)).toBe(false);
});

test("what fails now and did not is newly failing; the other way round it is newly passing", () => {
  const forth = diffRecords(conformant, failing);
  expect(changesOf(forth)).toMatchObject({
    "register.name.max-length": "newly-failing",
    "api.protocol.content-type": "verdict",
    "register.concurrent.one-wins": "verdict",
  });
  expect(hasRegressed(forth)).toBe(true);
  const back = diffRecords(failing, conformant);
  expect(changesOf(back)).toMatchObject({
    "register.name.max-length": "newly-passing",
    "api.protocol.content-type": "verdict",
  });
  expect(hasRegressed(back)).toBe(false);
});

test.each([
  ["that passes again", { pass: 1 }, "newly-passing"],
  ["whose day has passed", { fail: 1 }, "verdict"],
])("a failure with a stale expectation %s is %j: %s", (_what, counts, change) => {
  const failed = aRequirement({ id: "r", verdict: "fail" });
  const stale = aRequirement({ id: "r", verdict: "stale", counts: aCounts(counts) });
  const diff = diffRecords(aRecord({ requirements: [failed] }), aRecord({ requirements: [stale] }));
  expect(changesOf(diff)).toEqual({ r: change });
});

describe("a race that failed, and an entry for what fails at times", () => {
  const raced = (verdict: "pass" | "fail", statuses: readonly number[]) =>
    aCase({ id: "r/1", verdict, exchanges: statuses.map((status) => anEvidence({ status })) });
  const race = (verdict: "pass" | "fail", statuses: readonly number[], entry = false) =>
    aRecord({
      requirements: [
        aRequirement({
          id: "r",
          area: "concurrency",
          verdict,
          cases: [raced(verdict, statuses)],
          ...(entry ? { expectedFailure: { pattern: "r", reason: "later", sometimes: true } } : {}),
        }),
      ],
    });

  test.each<[before: number[], after: number[], change: string]>([
    [[200, 400], [200, 409], "newly-passing"],
    [[200, 200, 409], [200, 409, 409], "varies"],
    [[200, 500], [200, 409], "varies"],
    [[200, 404, 409], [200, 409, 404], "varies"],
  ])("answered %j and then %j: %s", (before, after, change) => {
    const diff = diffRecords(race("fail", before), race("pass", after, true));
    expect(changesOf(diff)).toEqual({ r: change });
    expect(renderDiffText(diff).includes("can go")).toBe(change === "newly-passing");
  });
});

test("a target that the run started goes by its command, whatever its port", () => {
  const { target } = aRecord();
  const record = aRecord({ target: { ...target, command: "node /home/me/emu.mjs {port}" } });
  const diff = diffRecords(record, record);
  for (const text of [renderDiffText(diff), renderDiffMarkdown(diff)]) {
    expect(text).toContain("node emu.mjs {port}");
    expect(text).not.toContain(target.endpoint);
  }
});

test("an operation that went away is newly failing throughout", () => {
  expect(new Set(Object.values(changesOf(diffRecords(conformant, notImplemented))))).toEqual(
    new Set(["newly-failing"]),
  );
});

test("requirements come and go", () => {
  const [one, two] = [aRequirement({ id: "r.one" }), aRequirement({ id: "r.two" })];
  const failingTwo = aRequirement({ id: "r.two", verdict: "fail" });
  expect(changesOf(diffRecords(aRecord({ requirements: [one] }), aRecord({ requirements: [two] })))).toEqual({
    "r.one": "removed",
    "r.two": "added",
  });
  expect(changesOf(diffRecords(aRecord({ requirements: [] }), aRecord({ requirements: [failingTwo] })))).toEqual({
    "r.two": "newly-failing",
  });
});

describe("the same verdict", () => {
  const answering = (received: string, id = "r.a/1") => {
    const judgement = { requirement: "r.a", verdict: "pass" as const, expected: "400", received };
    return aRecord({ requirements: [aRequirement({ id: "r.a", cases: [aCase({ id, judgement })] })] });
  };

  test("with another answer to the same case is changed evidence", () => {
    const { changes } = diffRecords(answering("400 InvalidParameterException"), answering("400 ClientException"));
    expect(changes).toMatchObject([
      {
        change: "evidence",
        shown: {
          before: { judgement: { received: "400 InvalidParameterException" } },
          after: { judgement: { received: "400 ClientException" } },
        },
      },
    ]);
  });

  test("with other values of the members that differ is no change", () => {
    const differing = (received: string) => {
      const differences = [{ at: "/cluster/name", expected: '"n"', received }];
      const judgement = { requirement: "r.a", verdict: "fail" as const, expected: "the name", received, differences };
      const cases = [aCase({ id: "r.a/1", verdict: "fail", judgement })];
      return aRecord({ requirements: [aRequirement({ id: "r.a", verdict: "fail", cases })] });
    };
    expect(diffRecords(differing('"conf-1"'), differing('"conf-2"')).changes).toEqual([]);
  });

  test("a failure is shown by a case that fails, where another one is answered rightly by now", () => {
    const judged = (id: string, verdict: "pass" | "fail", received: string) =>
      aCase({ id, verdict, judgement: { requirement: "r.a", verdict, expected: "as foretold", received } });
    const failingWith = (...cases: CaseResult[]) =>
      aRecord({ requirements: [aRequirement({ id: "r.a", verdict: "fail", cases })] });
    const before = failingWith(judged("r.a/1", "fail", "400 R"), judged("r.a/2", "fail", "500"));
    const after = failingWith(judged("r.a/1", "pass", "as foretold"), judged("r.a/2", "fail", "500"));
    const shown = { before: { judgement: { received: "400 R" } }, after: { judgement: { received: "500" } } };
    expect(diffRecords(before, after).changes).toMatchObject([{ change: "evidence", shown }]);
  });

  test("with other cases kept is no change", () => {
    expect(diffRecords(answering("400 A"), answering("400 B", "r.a/2")).changes).toEqual([]);
  });
});

test("what one of the runs was not to judge is counted, and no more is said of it", () => {
  const run = (...verdicts: ("pass" | "disabled")[]) =>
    aRecord({ requirements: verdicts.map((verdict, at) => aRequirement({ id: `r.${at}`, verdict })) });
  const diff = diffRecords(run("pass", "disabled", "pass"), run("disabled", "pass", "pass"));
  expect(changesOf(diff)).toEqual({ "r.0": "selection", "r.1": "selection" });
  for (const text of [renderDiffText(diff), renderDiffMarkdown(diff)]) {
    expect(text).toContain("Judged in one of the runs alone (2)");
    expect(text).not.toContain("r.0");
  }
});

test("regressions of MUSTs come first", () => {
  const { changes } = diffRecords(conformant, failing);
  expect(changes[0]).toMatchObject({ change: "newly-failing", level: "MUST" });
});

test("another contract is said", () => {
  const other = { ...conformant, contract: { ...conformant.contract, sha256: "00".repeat(32) } };
  expect(renderDiffText(diffRecords(conformant, other))).toContain("different contract documents");
  expect(renderDiffText(diffRecords(conformant, conformant))).not.toContain("different contract documents");
});

test("the text names each change and fits the terminal", () => {
  const diff = diffRecords(conformant, hostile);
  const text = renderDiffText(diff, { width: 60 });
  for (const { id } of diff.changes) expect(text).toContain(id);
  expect(text.split("\n").filter((line) => columns(line) > 60)).toEqual([]);
});

test("the Markdown names each change under its heading", () => {
  const markdown = renderDiffMarkdown(diffRecords(conformant, failing));
  expect(markdown).toContain("## Newly failing (6)");
  expect(markdown).toContain("`register.name.max-length` pass → fail");
  expect(markdown).toContain("14 requirements unchanged.");
});
