import { describe, expect, test } from "@jest/globals";
import { type NoticedOptions, requireNoticed } from "#cli/test-frameworks/require-noticed.ts";
import { UsageError } from "#cli/usage-error.ts";
import type { FaultOutcome, FaultResult, MutationReport } from "#reports/mutations/mutation-report.ts";

const fault = (id: string, outcome: FaultOutcome, sentence = `no test looks at ${id}`): FaultResult => ({
  id,
  kind: "member-lost",
  title: "member lost",
  operation: "CreateCluster",
  outcome,
  sentence,
  durationMs: 1,
  left: [],
});

const reportOf = (faults: readonly FaultResult[]): MutationReport => ({
  schemaVersion: 1,
  tool: { name: "eks-conformance", version: "0.1.0" },
  command: ["tests"],
  endpoint: "http://127.0.0.1:1",
  contract: { title: "EKS", version: "2017-11-01" },
  seed: 7,
  startedAt: "2026-11-29T00:00:00.000Z",
  durationMs: 1,
  unchanged: { durationMs: 1, limitMs: 1, exchanges: 1, operations: [] },
  possible: 9,
  planned: faults.length,
  faults,
  score: 0,
  byOperation: [],
  byKind: [],
  byMember: [],
  warnings: [],
});

const MIXED = reportOf([
  fault("CreateCluster/member-lost/cluster/tags", "survived", "no test misses `cluster.tags`"),
  fault("CreateCluster/wrong-status", "noticed"),
  fault("CreateCluster/never-ready", "hung"),
  fault("CreateCluster/wrong-content-type", "survived"),
]);

const failure = (options?: NoticedOptions, report = MIXED): Error | undefined => {
  try {
    requireNoticed(report, options);
    return undefined;
  } catch (error) {
    return error as Error;
  }
};

describe("tests that notice too little fail", () => {
  test("with each survivor in a sentence, and without lines of ours", () => {
    const { message, stack } = failure() ?? new Error("nothing was thrown");
    expect(message).toMatch(
      /^At least 100 % was asked for\.\nMutation score 50 %: of 4 faults 1 noticed, 1 hung, 2 survived\n/,
    );
    expect(message).toContain("no test misses cluster.tags");
    expect(message).toContain("no test looks at CreateCluster/wrong-content-type");
    expect(stack).toBe(message);
  });

  test("where no fault reached them", () => {
    expect(failure({ minScore: 0 }, reportOf([]))?.message).toContain("No fault reached the command");
    expect(failure({ minScore: 0 }, reportOf([fault("x", "absorbed")]))).toBeDefined();
  });

  test("with nothing that a terminal obeys", () => {
    const hostile = reportOf([fault("x", "survived", "\u001b[2J\u202e")]);
    expect(failure({}, hostile)?.message).toContain("\\u001b[2J\\u202e");
  });
});

test.each<[NoticedOptions]>([
  [{ minScore: 50 }],
  [{ minScore: 66, except: ["*/wrong-content-type"] }],
  [{ except: ["*/wrong-content-type", "CreateCluster/member-lost/*"] }],
])("%j is enough", (options) => {
  expect(failure(options)).toBeUndefined();
});

test.each<[NoticedOptions]>([
  [{ minScore: 50.1 }],
  [{ minScore: 67, except: ["*/wrong-content-type"] }],
  [{ except: ["x"] }],
])("%j is not", (options) => {
  expect(failure(options)).toBeDefined();
});

test.each<[NoticedOptions, RegExp]>([
  [{ minscore: 5 } as NoticedOptions, /no option minscore; the closest is minScore/],
  [{ minScore: 101 }, /from 0 to 100/],
  [{ minScore: Number.NaN }, /from 0 to 100/],
])("%j is refused", (options, message) => {
  expect(failure(options)).toBeInstanceOf(UsageError);
  expect(failure(options)?.message).toMatch(message);
});
