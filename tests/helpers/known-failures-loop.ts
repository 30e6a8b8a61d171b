import { expect } from "@jest/globals";
import { parseDocument } from "yaml";
import { memoryTarget } from "#cli/selftest/memory-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { expectationsTemplate } from "#cli/run/results/expectations-template.ts";
import { planRequirements } from "#cli/run/select.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { createReference } from "#reference/server/reference.ts";
import type { ExpectedFailure, RunRecord } from "#suites/record/record.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { requirements } from "#tests/suites/bundled-contract.ts";
import { account, fewOfEach, SETTINGS, startedEvent, testRun } from "#tests/suites/test-run.ts";

/** A request of that method and path is answered as one to a path that does not exist. */
export interface Unserved {
  readonly method: string;
  readonly path: RegExp;
}

export interface Served {
  /** Id of a seeded fault. */
  readonly fault?: string;
  readonly without?: Unserved | undefined;
}

/** One run of the whole suite, with few random inputs. */
export async function runOnce(
  { without, fault }: Served,
  expectations: readonly ExpectedFailure[],
  seed: number,
): Promise<RunRecord> {
  const clock = new VirtualClock();
  const reference = lacking(createReference({ fault, hooks: true, now: clock.now }), without);
  const target = memoryTarget({ reference, region: "us-east-1", clock, concurrency: 8 });
  const selected = planRequirements(requirements, { select: [], skip: [], level: "INFO", features: {}, expectations });
  const run = testRun();
  const record = await runSuite({
    ...run,
    clock,
    started: startedEvent(seed, selected),
    settings: { ...SETTINGS, concurrency: 8 },
    endpoint: { target, cleanUpTarget: target, ledger: account() },
    choice: { ...run.choice, plan: fewOfEach },
    limits: {},
  });
  await target.close();
  return record;
}

function lacking(reference: Reference, without: Unserved | undefined): Pick<Reference, "handle"> {
  if (without === undefined) return reference;
  const isLost = (method: string, path: string): boolean => method === without.method && without.path.test(path);
  return {
    handle: (request) => {
      const [path = ""] = request.path.split("?");
      return reference.handle(isLost(request.method, path) ? { ...request, path: "/nothing-is-here" } : request);
    },
  };
}

/** The file that a run offers, its reasons filled in. */
export function offered(
  record: RunRecord,
  given?: string,
): { readonly text: string; readonly entries: ExpectedFailure[] } {
  const template = expectationsTemplate(record, given) ?? "[]";
  const text = template.replaceAll('reason: ""', "reason: known");
  return { text, entries: parseDocument(text).toJS() as ExpectedFailure[] };
}

/** A run offers a file, with which runs of other seeds at the same target come out 0. */
export async function expectGreenWithWhatIsOffered(served: Served): Promise<void> {
  const first = await runOnce(served, [], 1);
  const { entries } = offered(first);
  // The operations on tags are a feature that a target may lack.
  expect(first.outcome.exitCode).toBe(exitOf(first, entries.length === 0 ? 0 : 1));
  for (const seed of [2, 3]) {
    const again = await runOnce(served, entries, seed);
    expect(again.outcome).toMatchObject({ exitCode: exitOf(again, 0) });
  }
}

/** Where nothing can be removed, no entry excuses what is left. */
function exitOf({ clusters: { left } }: RunRecord, otherwise: number): number {
  return left.length > 0 ? EXIT.clustersLeft : otherwise;
}
