import { expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { findById } from "#reference/find-by-id.ts";
import { FAULTS } from "#reference/faults.ts";
import type { Patch } from "#reference/fault.ts";
import { VARIANTS } from "#reference/variants.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { parseObservations } from "#spec/observations/read-observations.ts";
import { observedIn } from "#suites/observing/observed-in.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

const contract = loadEksContract();

/** What a run against the reference server with a patch shows, as if that were EKS. */
async function observed(patch: Patch) {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, patches: [patch] });
  const record = await runSuite(testRun({ clock, target }));
  const names = new Set(
    target.sent.flatMap(({ path }) => /\/cluster(?:-registration)?s\/([^/?]{8,})/.exec(path)?.[1] ?? []),
  );
  return { found: observedIn(record, contract), names };
}

/** Variants that answer otherwise, in errors, bodies, lists and paths, in the place of EKS. */
const SOME = ["error-type-with-namespace", "utf-16-read", "tokens-of-one-use", "unknown-members"].map((id) =>
  findById("variant", VARIANTS, id),
);

test.each(SOME)("$id in the place of EKS keeps each MUST, and what it shows can be added", async ({ patch }) => {
  const { found, names } = await observed(patch);
  expect(found.unkept.map(({ id }) => id)).toEqual([]);
  expect(found.observed.length).toBeGreaterThan(20);
  const observations = found.observed.map(({ missed: _, ...each }, index) => ({
    id: `O${index + 1}`,
    ...each,
    source: "a/b#1",
  }));
  const written = stringify({ observations, levels: [] });
  expect(parseObservations(written, "written.yaml").observations).toEqual(observations);
  expect(names.size).toBeGreaterThan(20);
  expect([...names].filter((name) => written.includes(name))).toEqual([]);
});

test.each([
  ["constraint-violations-with-status-500", "register.error.invalid-parameter.status"],
  ["error-names-in-lower-case", "register.name.pattern"],
  ["include-not-checked", undefined],
] as const)("of a server with the fault %s each MUST that it breaks is named", async (fault, broken) => {
  const { found } = await observed(findById("fault", FAULTS, fault).patch);
  const ids = found.unkept.map(({ id }) => id);
  expect(ids.includes(broken ?? "")).toBe(broken !== undefined);
  const missed = new Set(found.observed.flatMap((one) => one.missed));
  expect(ids.filter((id) => !missed.has(id))).toEqual([]);
});
