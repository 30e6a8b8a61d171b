import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bySmallest, exampleWeight, symptomsOf, type Symptom } from "#reports/model/causes/symptom.ts";
import type { Level } from "#spec/requirement.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

const operations = [anOperation("RegisterCluster"), anOperation("DescribeCluster")];
const found = (...requirements: readonly RequirementResult[]) => symptomsOf(aRecord({ requirements, operations }));

/** Not met by one answer. */
function failing(parts: Partial<RequirementResult>, status: number, example: Partial<CaseResult> = {}) {
  const exchanges = [anEvidence({ status, responseBody: body("{}") })];
  return aRequirement({ verdict: "fail", cases: [aCase({ verdict: "fail", exchanges, ...example })], ...parts });
}

const REJECT = { input: "name", side: "reject" } as const;
const ACCEPT = { input: "name", side: "accept" } as const;

describe("a symptom says in what way a requirement is not met", () => {
  test.each<[Symptom["kind"], RequirementResult]>([
    ["takes-invalid", failing({ subject: REJECT }, 200)],
    ["refuses-otherwise", failing({ subject: REJECT }, 404)],
    ["fails", failing({ subject: REJECT }, 500)],
    ["refuses-valid", failing({ subject: ACCEPT }, 400)],
    ["fails", failing({ subject: ACCEPT }, 503)],
    ["error", failing({ subject: { error: "ClientException" } }, 404)],
    ["answer", failing({}, 400)],
    ["answer", failing({}, 200, { exchanges: [] })],
    ["not-there", aRequirement({ verdict: "not-implemented" })],
    ["stale", aRequirement({ verdict: "stale" })],
  ])("%s", (kind, requirement) => {
    expect(found(requirement)).toMatchObject([{ kind, operation: "RegisterCluster" }]);
  });

  test("once for each way, with the smallest case that shows it", () => {
    const asked = (status: number, requestBody: string) =>
      aCase({ id: `${status} ${requestBody}`, verdict: "fail", exchanges: [anEvidence({ status, requestBody })] });
    const cases = [asked(200, "larger than it"), asked(200, "small"), asked(404, "small")];
    const symptoms = found(aRequirement({ verdict: "fail", subject: REJECT, cases }));
    expect(symptoms.map(({ kind, example }) => `${kind}: ${example?.id}`)).toEqual([
      "takes-invalid: 200 small",
      "refuses-otherwise: 404 small",
    ]);
  });

  test("of every answer, for the operation that answered", () => {
    const exchange = anEvidence({ status: 400 });
    const request = { ...exchange.request, method: "GET", path: "/clusters/a?x=y" };
    const cases = [aCase({ verdict: "fail", exchanges: [{ ...exchange, request }] })];
    expect(found(aRequirement({ verdict: "fail", operation: "*", cases }))).toMatchObject([
      { operation: "DescribeCluster" },
    ]);
  });

  test("and there is none of what is met, or excused", () => {
    const excused = { pattern: "x", reason: "known" };
    expect(
      found(aRequirement(), failing({ expectedFailure: excused }, 200), failing({ verdict: "info" }, 200)),
    ).toEqual([]);
  });
});

describe("the weight of an example", () => {
  const post = anEvidence({ requestBody: "12345" });
  const look: Evidence = { ...post, request: { ...post.request, method: "GET", path: "/clusters/a", body: undefined } };
  const weight = (...exchanges: readonly Evidence[]) => exampleWeight({ example: aCase({ exchanges }) });

  test("is that of its bodies and steps", () => {
    expect(weight(post)).toBe(55);
    expect(weight(post, look, post)).toBe(160);
  });

  test("does not grow with looks again, or tries again", () => {
    const again = fc.constantFrom(look, { ...post, attempt: 2 }, { ...look, attempt: 3 });
    fc.assert(
      fc.property(fc.array(again), (more) => {
        expect(weight(post, look, ...more)).toBe(weight(post, look));
      }),
    );
  });

  test("is beyond all others without an example", () => {
    expect(exampleWeight({})).toBe(Infinity);
  });
});

test("the strongest level comes first, then the smallest, whatever the order before", () => {
  const symptom = (level: Level, bytes: number | undefined): Symptom => {
    const example =
      bytes === undefined ? undefined : aCase({ exchanges: [anEvidence({ requestBody: "x".repeat(bytes) })] });
    return { kind: "answer", operation: "RegisterCluster", requirement: aRequirement({ level }), example };
  };
  const sorted = [symptom("MUST", 1), symptom("MUST", 2), symptom("SHOULD", 2), symptom("INFO", 1)];
  fc.assert(
    fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (mixed) => {
      expect(mixed.sort(bySmallest)).toEqual(sorted);
    }),
  );
  const without = [symptom("MUST", undefined), symptom("SHOULD", undefined)];
  expect([...without].reverse().sort(bySmallest)).toEqual(without);
});
