import { describe, expect, test } from "@jest/globals";
import { defineConformanceTests, defineJudgedTests } from "#cli/test-frameworks/define-tests.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { aCase, anEvidence, aRecord, aSheet, body } from "#tests/reports/producers.ts";

const FAILED = "register.name.pattern";
const WARNED = "register.name.max-length";
const UNSEEN = "register.route";
const requirements = aSheet({
  [FAILED]: { verdict: "fail" },
  [WARNED]: { verdict: "warn" },
  [UNSEEN]: { verdict: "not-applicable", reason: "not exercised: nothing sent it" },
});

type Define = (record: RunRecord) => Promise<Record<string, string>>;

const named = (record: RunRecord) => ({
  name: "here",
  recordFile: "results/run.json",
  requirements: [...record.requirements, { id: "unknown", title: "Nothing." }],
});

/** Defines the tests of a record under a framework that writes down what it is told, and runs them. */
const whileRunning: Define = async (record) => {
  const before: (() => Promise<void>)[] = [];
  const outcomes: Record<string, () => string> = {};
  defineConformanceTests(
    {
      describe: (_name, define) => define(),
      beforeAll: (run) => void before.push(run),
      afterAll: (run) => (outcomes["outcome"] = () => messageOf(run)),
      test: (name, run) => {
        outcomes[idOf(name)] = () => {
          let skipped: string | undefined;
          const ended = messageOf(() => run((why) => (skipped = why)));
          return skipped === undefined ? ended : `skipped: ${skipped}`;
        };
      },
    },
    { ...named(record), run: async () => record, timeout: 1 },
  );
  for (const run of before) await run();
  return Object.fromEntries(Object.entries(outcomes).map(([id, outcome]) => [id, outcome()]));
};

const onceOver: Define = async (record) => {
  const outcomes: Record<string, string> = {};
  const framework = {
    describe: (_name: string, define: () => void) => define(),
    test: (name: string, run: () => void) => void (outcomes[idOf(name)] = messageOf(run)),
    skip: (name: string) => void (outcomes[idOf(name)] = "skipped"),
  };
  defineJudgedTests(framework, named(record), record);
  return outcomes;
};

function idOf(name: string): string {
  return name.split(":", 1)[0] ?? "";
}

function messageOf(run: () => void): string {
  try {
    run();
    return "passed";
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each<[string, Define]>([
  ["tests that are named before the run", whileRunning],
  ["tests that are named after it", onceOver],
])("%s", (_name, outcomes) => {
  test("fail where their requirement fails the run, and say the source", async () => {
    const told = await outcomes(aRecord({ requirements }));
    expect(told[FAILED]).toMatch(/^cause: .*\nfix: .*\nsource: /);
    expect(told[WARNED]).toBe("passed");
  });

  test("print the line that replays a case at the target that was judged", async () => {
    const failing = aCase({ requirement: FAILED, verdict: "fail", id: "a/case" });
    const { target, run } = aRecord();
    const record = aRecord({
      requirements: aSheet({ [FAILED]: { verdict: "fail", cases: [failing] } }),
      target: { ...target, endpoint: "http://localhost:4600" },
      run: { ...run, options: { spec: "my model.json" } },
    });
    expect((await outcomes(record))[FAILED]).toMatch(
      / replay results\/run\.json --case a\/case --endpoint-url http:\/\/localhost:4600 --spec 'my model\.json'$/m,
    );
  });

  test("fail for a SHOULD that is not met with --strict alone", async () => {
    const { run } = aRecord();
    const told = await outcomes(aRecord({ requirements, run: { ...run, options: { strict: true } } }));
    expect(told[WARNED]).toMatch(/^cause: /);
  });

  test("are skipped where nothing exercised their requirement", async () => {
    expect((await outcomes(aRecord({ requirements })))[UNSEEN]).toMatch(/^skipped/);
  });

  test("fail where an operation is not there", async () => {
    const missing = aSheet({ [UNSEEN]: { verdict: "not-implemented", reason: "RegisterCluster is not there" } });
    expect((await outcomes(aRecord({ requirements: missing })))[UNSEEN]).toMatch(/^not-implemented/);
  });

  test("fail once for what keeps all of them from being judged", async () => {
    const reason = "connect ECONNREFUSED 127.0.0.1:9";
    const dead = aSheet(
      Object.fromEntries([FAILED, WARNED, UNSEEN].map((id) => [id, { verdict: "inconclusive", reason } as const])),
    );
    const told = await outcomes(aRecord({ requirements: dead }));
    const all = [FAILED, WARNED, UNSEEN].map((id) => told[id]);
    expect(all.filter((each) => each?.startsWith(`inconclusive: ${reason}`))).toHaveLength(1);
    expect(all.filter((each) => each?.startsWith("skipped"))).toHaveLength(2);
  });

  test("are skipped for the other requirements of an operation that is not there", async () => {
    const missing = aSheet({
      [FAILED]: { verdict: "not-implemented", reason: "RegisterCluster is not there" },
      [UNSEEN]: { verdict: "not-implemented", reason: "RegisterCluster is not there" },
    });
    const told = await outcomes(aRecord({ requirements: missing }));
    expect([told[FAILED], told[UNSEEN]].map((each) => each?.split(":", 1)[0])).toEqual(["skipped", "not-implemented"]);
  });

  test("print no line of more than 300 characters, and little in all, whatever the target answers", async () => {
    const flood = "answered\u0007 ".repeat(1_000_000);
    const judgement = { requirement: FAILED, verdict: "fail", expected: flood, received: flood } as const;
    const exchanges = [anEvidence({ requestBody: flood, status: 200, responseBody: body(flood) })];
    const one = aCase({
      requirement: FAILED,
      verdict: "fail",
      summary: flood,
      id: "c".repeat(500),
      judgement,
      exchanges,
    });
    const flooded = aSheet({
      [FAILED]: { verdict: "fail", cases: [one] },
      [WARNED]: { verdict: "inconclusive", reason: flood },
      [UNSEEN]: { verdict: "not-applicable", reason: flood },
    });
    const told = await outcomes(aRecord({ requirements: flooded }));
    const lines = [told[FAILED], told[WARNED], told[UNSEEN]].flatMap((each) => each?.split("\n") ?? []);
    expect(Math.max(...lines.map((line) => line.replace("skipped: ", "").length))).toBeLessThanOrEqual(300);
    expect(lines.join("\n").length).toBeLessThan(5_000);
    expect(lines.join("\n")).not.toContain("\u0007");
    expect(told[FAILED]).toMatch(/^received: answered/m);
  });

  test("are skipped where their failure is expected", async () => {
    const known = aSheet({ [FAILED]: { verdict: "fail", expectedFailure: { pattern: FAILED, reason: "issue 7" } } });
    expect((await outcomes(aRecord({ requirements: known })))[FAILED]).toMatch(/^skipped/);
  });

  test("fail without a verdict on their requirement", async () => {
    expect((await outcomes(aRecord({ requirements })))["unknown"]).toBe(
      "the run ended without a verdict on this requirement",
    );
  });

  test("fail once for an end that no requirement explains", async () => {
    const { outcome } = aRecord();
    const passed = aSheet({});
    expect((await outcomes(aRecord({ requirements: passed })))["outcome"] ?? "passed").toBe("passed");
    const left = { ...outcome, exitCode: 5, sentence: "Conformant, but one cluster is left." } as const;
    expect((await outcomes(aRecord({ requirements: passed, outcome: left })))["outcome"]).toBe(left.sentence);
  });
});
