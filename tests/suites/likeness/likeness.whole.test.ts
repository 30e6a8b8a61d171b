import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import type { Patch } from "#reference/fault.ts";
import { findById } from "#reference/find-by-id.ts";
import { VARIANTS } from "#reference/variants.ts";
import { likeRequirements } from "#suites/likeness/like-requirements.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { contract, planned } from "#tests/suites/bundled-contract.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { fewOfEach, startedEvent, testRun } from "#tests/suites/test-run.ts";

interface Compared {
  readonly patch?: Patch;
  readonly like?: RunRecord;
  readonly must?: boolean;
  readonly seed?: number;
  readonly id?: string;
}

function run({ patch, like, must = false, seed = 7, id = "run-1" }: Compared = {}): Promise<RunRecord> {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, patches: patch === undefined ? [] : [patch] });
  const likes = like === undefined ? [] : likeRequirements(like, contract, { must });
  const traced = likes.map((each) => ({ ...each, trace: { ...each.trace, line: 0, date: "undated" } }));
  const started = startedEvent(seed, [...planned, ...traced]);
  const options = testRun({ clock, target, plan: fewOfEach, started: { ...started, run: { ...started.run, id } } });
  return runSuite({ ...options, like });
}

const plain = run();

/** The aspects in which some answer differs, each once. */
function aspectsUnlike({ requirements }: RunRecord): string[] {
  const unlike = requirements.filter(({ id, verdict }) => id.includes(".like.") && ["info", "fail"].includes(verdict));
  return [...new Set(unlike.map(({ id }) => id.replace(/^.*\.like\./, "")))].sort();
}

test("a target is like itself in every answer, whatever names and marks another run has", async () => {
  const { likeness } = await run({ like: await plain, id: "another-run" });
  expect(likeness?.answers).toBeGreaterThan(150);
  expect(likeness?.alike).toBe(likeness?.answers);
});

test("with another seed requests that differ in nothing else are compared", async () => {
  const { likeness } = await run({ like: await plain, id: "another-run", seed: 8 });
  expect(likeness?.answers).toBeGreaterThan(150);
  expect(likeness?.alike).toBe(likeness?.answers);
});

describe("what is legal and other is named by its aspect", () => {
  test.each<[variant: string, aspects: readonly string[]]>([
    ["errors-without-a-message", ["text"]],
    ["broken-constraints-as-ValidationException", ["error"]],
    ["unrouted-404-with-nothing", ["error", "headers", "text"]],
    ["null-members", ["members"]],
    ["no-tags-as-null", ["types"]],
    ["unknown-members", ["members"]],
    ["content-type-with-charset", ["other-headers"]],
    ["no-createdAt", ["members"]],
    ["arn-of-another-partition", ["forms"]],
  ])("%s: %p", async (variant, aspects) => {
    const record = await run({ patch: findById("variant", VARIANTS, variant).patch, like: await plain });
    expect(aspectsUnlike(record)).toEqual(aspects);
    expect(record.outcome.exitCode).toBe(0);
  });
});

test("a header that no answer has is told once, and makes no single answer unlike", async () => {
  const { patch } = findById("variant", VARIANTS, "no-request-ids");
  const { likeness } = await run({ patch, like: await plain });
  expect(likeness?.everywhere).toMatchObject([
    { aspect: "headers", difference: { at: "x-amzn-requestid", expected: "an id", received: "no header" } },
  ]);
  expect(likeness?.alike).toBe(likeness?.answers);
  const shares = new Map(likeness?.aspects.map(({ aspect, alike }) => [aspect, alike]));
  expect(shares.get("headers")).toBe(0);
});

test("a fault is unlike too, and fails the run where likeness is a MUST", async () => {
  const { patch } = findById("fault", FAULTS, "created-at-in-milliseconds");
  const record = await run({ patch, like: await plain, must: true });
  expect(aspectsUnlike(record)).toContain("forms");
  const [unlike] = record.requirements.filter(({ id, verdict }) => id.endsWith(".like.forms") && verdict === "fail");
  expect(unlike?.cases[0]?.judgement.theirs?.status).toBe(200);
  expect(record.outcome.exitCode).toBe(1);
  const levels = record.requirements.filter(({ id }) => id.endsWith(".like.other-headers")).map(({ level }) => level);
  expect([...new Set(levels)]).toEqual(["INFO"]);
});
