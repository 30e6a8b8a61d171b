import { describe, expect, test } from "@jest/globals";
import { openLiveState } from "#cli/run/live/live-state.ts";
import type { SeenExchange } from "#reports/html/live/live-exchange.ts";
import { SHOWN_EXCHANGES } from "#reports/html/live/live-view.ts";
import { anEvidence } from "#tests/reports/producers.ts";
import { failing } from "#tests/reports/records.ts";

const seen = (given: Partial<SeenExchange> = {}): SeenExchange => ({
  at: 1_000,
  ms: 3,
  method: "GET",
  path: "/clusters",
  operation: "ListClusters",
  status: 200,
  failure: undefined,
  judged: undefined,
  evidence: anEvidence({}),
  ...given,
});

const found = seen({
  judged: {
    type: "case",
    id: "p/1",
    kind: "proxied",
    verdict: "fail",
    ms: 1,
    requests: 1,
    tally: [[0, "fail"]],
    kept: [],
  },
});

function opened() {
  const asked = { records: 0 };
  const time = { now: 0, perLook: 0 };
  const counts = { refused: 0, unjudged: 0 };
  const state = openLiveState({
    counts,
    reportFile: "out/index.html",
    clock: { now: () => time.now },
    record: () => {
      asked.records += 1;
      time.now += time.perLook;
      return failing;
    },
  });
  asked.records = 0;
  return { state, counts, asked, time };
}

describe("what the page shows", () => {
  test("are the newest exchanges, with the counts of all", () => {
    const { state, counts } = opened();
    for (let count = 0; count < 3 * SHOWN_EXCHANGES; count += 1)
      state.see(seen({ status: count % 2 === 0 ? 200 : 404 }));
    state.see(seen({ status: undefined, failure: "reset" }));
    counts.refused = 2;
    const view = state.view();
    expect(view.exchanges).toHaveLength(SHOWN_EXCHANGES);
    expect(view.exchanges.at(-1)).toMatchObject({ number: 3 * SHOWN_EXCHANGES + 1, failure: "reset" });
    expect(view.counts).toMatchObject({ exchanges: 3 * SHOWN_EXCHANGES + 1, refused: 2 });
    expect(view.counts.byStatus).toEqual({ "2xx": 750, "3xx": 0, "4xx": 750, "5xx": 0, none: 1 });
  });

  test("are request and answer of those that are shown, and of no others", () => {
    const { state } = opened();
    for (let count = 0; count < SHOWN_EXCHANGES + 1; count += 1) state.see(seen());
    expect(state.exchange(1)).toBeUndefined();
    expect(state.exchange(SHOWN_EXCHANGES + 2)).toBeUndefined();
    expect(state.exchange(2)).toMatch(
      /^POST \/cluster-registrations\ncontent-type: [^]*"name": ""[^]*\n\n\nHTTP 400\n/,
    );
    expect(JSON.stringify(state.view())).not.toContain("connectorConfig");
  });

  test("are the causes, which are looked for when somebody looks, and only after a finding", () => {
    const { state, asked } = opened();
    for (let count = 0; count < 50; count += 1) state.see(found);
    expect(asked.records).toBe(0);
    expect(state.view().causes.length).toBeGreaterThan(0);
    state.see(seen());
    state.view();
    expect(asked.records).toBe(1);
    expect(state.view().counts.withFindings).toBe(50);
  });

  test("looks for causes no more than a twentieth of the time, and says when it will again", () => {
    const { state, asked, time } = opened();
    time.perLook = 10;
    expect(state.dueIn()).toBeUndefined();
    state.see(found);
    expect(state.dueIn()).toBe(0);
    state.view();
    expect(state.dueIn()).toBeUndefined();
    state.see(found);
    state.view();
    expect(asked.records).toBe(1);
    expect(state.dueIn()).toBe(200);
    time.now += 200;
    state.view();
    expect(asked.records).toBe(2);
  });

  test("is the end, with its record's causes", () => {
    const { state } = opened();
    state.end(failing, 3);
    expect(state.view().end).toMatchObject({ verdict: "non-conformant", answer: "Not conformant", exitCode: 3 });
    expect(state.view().causes.length).toBeGreaterThan(0);
  });
});
