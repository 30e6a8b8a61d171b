import { describe, expect, test } from "@jest/globals";
import { causesSoFar } from "#reports/html/live/causes-so-far.ts";
import { type FoundRequirement, liveExchange, type SeenExchange } from "#reports/html/live/live-exchange.ts";
import { SHOWN_CAUSES, SHOWN_FINDINGS, SHOWN_TEXT } from "#reports/html/live/live-view.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { CaseEvent } from "#suites/record/events.ts";
import { anEvidence } from "#tests/reports/producers.ts";
import { conformant, failing } from "#tests/reports/records.ts";

const requirements: FoundRequirement[] = ["a", "b", "c", "d", "e", "f"].map((id) => ({
  id,
  title: `${id}.`,
  level: "MUST",
}));

const seen: SeenExchange = {
  at: 1_000,
  ms: 3,
  method: "GET",
  path: "/clusters",
  operation: "ListClusters",
  status: 200,
  failure: undefined,
  judged: undefined,
  evidence: anEvidence({}),
};

const judged = (tally: CaseEvent["tally"], kept: CaseEvent["kept"] = []): CaseEvent => ({
  type: "case",
  id: "proxied/list/1",
  kind: "proxied",
  verdict: tally.some(([, verdict]) => verdict === "fail") ? "fail" : "pass",
  ms: 3,
  requests: 1,
  tally,
  kept,
});

const shown = (given: Partial<SeenExchange>) => liveExchange({ ...seen, ...given }, 7, requirements);

describe("an exchange on the page", () => {
  test("says what was not kept, by the requirement's place in the run", () => {
    const exchange = shown({
      judged: judged([
        [0, "pass"],
        [2, "fail"],
        [3, "warn"],
        [4, "info"],
      ]),
    });
    expect(exchange).toMatchObject({ number: 7, verdict: "fail", operation: "ListClusters" });
    expect(exchange.findings.map(({ requirement, verdict }) => [requirement, verdict])).toEqual([
      ["c", "fail"],
      ["d", "warn"],
    ]);
  });

  test("is no pass where nothing was judged", () => {
    expect(shown({}).verdict).toBeUndefined();
    expect(shown({ judged: judged([]) }).verdict).toBeUndefined();
    expect(shown({ judged: judged([[0, "pass"]]) }).verdict).toBe("pass");
  });

  test("has a bound, whatever was sent and found", () => {
    const long = "x".repeat(100_000);
    const exchange = shown({
      path: `/${long}`,
      failure: long,
      judged: judged(requirements.map((_, at) => [at, "fail"])),
    });
    expect(exchange.findings).toHaveLength(SHOWN_FINDINGS);
    expect(exchange.moreFindings).toBe(requirements.length - SHOWN_FINDINGS);
    expect(JSON.stringify(exchange).length).toBeLessThan(SHOWN_FINDINGS * 500 + 3 * SHOWN_TEXT);
  });
});

test("causes so far are those of the report", () => {
  const { causes, moreCauses } = causesSoFar(failing);
  const expected = causesOf(failing).filter(({ tolerated }) => tolerated !== true);
  expect(causes.map(({ id }) => id)).toEqual(expected.slice(0, SHOWN_CAUSES).map(({ id }) => id));
  expect(causes.length + moreCauses).toBe(expected.length);
  expect(causes.length).toBeGreaterThan(2);
  expect(causesSoFar(conformant)).toEqual({ causes: [], moreCauses: 0 });
});
