import { describe, expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { lostStore } from "#reports/model/causes/lost-store.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { aCase, aCounts, anEvidence, aRecord, aRequirement } from "#tests/reports/producers.ts";

const AT = Date.UTC(2026, 10, 24, 14, 0, 20);

/** When, what, and its answer's status. */
type Step = readonly [ms: number, method: string, status: number];

function stepOf([ms, method, status]: Step): Evidence {
  const evidence = anEvidence({ status });
  const path = method === "POST" ? "/cluster-registrations" : "/clusters/a";
  return { ...evidence, request: { ...evidence.request, method, path }, startedAt: AT + ms, durationMs: 10 };
}

function losing(id: string, steps: readonly Step[]): CaseResult {
  return aCase({ id, verdict: "fail", exchanges: steps.map(stepOf) });
}

const LOST: readonly Step[] = [
  [-500, "POST", 200],
  [0, "GET", 404],
  [20, "DELETE", 404],
];
const LATER: readonly Step[] = [
  [-30, "POST", 200],
  [3_000, "GET", 404],
  [3_010, "DELETE", 404],
];

/** Two requirements, of which the second is not met in one case. */
function recordOf(cases: readonly CaseResult[], last: CaseResult, pass = 5): RunRecord {
  const requirements = [
    aRequirement({
      id: "describe.after-register",
      verdict: "fail",
      cases,
      counts: aCounts({ pass, fail: cases.length }),
    }),
    aRequirement({ id: "list.include-all", verdict: "fail", cases: [last], counts: aCounts({ pass, fail: 1 }) }),
  ];
  return aRecord({ requirements });
}

const ALL = [losing("a", LOST), losing("b", LATER)];

describe("what was registered is unknown to every operation from one moment on", () => {
  test("in three cases: it is lost together, at the first sign of it", () => {
    const lost = lostStore(recordOf(ALL, losing("c", LATER)));
    expect(lost).toEqual({ at: AT + 10, requirements: new Set(["describe.after-register", "list.include-all"]) });
  });

  test("it is one cause, which says when, and the requirements follow", () => {
    const [cause, ...others] = causesOf(recordOf(ALL, losing("c", LATER)));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ id: "lost-store", level: "MUST" });
    expect(cause?.title).toBe("All registered clusters disappeared at 14:00:20 UTC, once");
    expect([...(cause?.shownBy ?? []), ...(cause?.follows ?? [])]).toHaveLength(2);
  });

  test.each<[string, RunRecord]>([
    ["in two cases", recordOf([losing("a", LOST)], losing("b", LATER))],
    ["where nothing passes", recordOf(ALL, losing("c", LATER), 0)],
  ])("%s it may be something else", (_what, record) => {
    expect(lostStore(record)).toBeUndefined();
  });

  test.each<[string, readonly Step[]]>([
    ["registered after that", [[100, "POST", 200], ...LATER.slice(1)]],
    ["known to another operation still", [...LATER.slice(0, 2), [3_010, "DELETE", 200]]],
    ["asked for by one operation alone", LATER.slice(0, 2)],
    ["deregistered before", [[-30, "POST", 200], [-20, "DELETE", 200], ...LATER.slice(1)]],
  ])("what was %s was not lost", (_what, steps) => {
    const lost = lostStore(recordOf([...ALL, losing("d", LOST)], losing("c", steps)));
    expect(lost?.requirements.has("list.include-all")).not.toBe(true);
  });
});
