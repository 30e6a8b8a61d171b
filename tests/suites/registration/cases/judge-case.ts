import type { Patch } from "#reference/fault.ts";
import type { ReferenceOptions } from "#reference/server/options.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { runCase } from "#suites/registration/run-case.ts";
import type { Judgement } from "#suites/record/record.ts";
import { worst, type Verdict } from "#suites/record/verdicts/verdict.ts";
import { fakeTarget, type FakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

export interface Endpoint extends ReferenceOptions {
  /** How it departs from the reference implementation. */
  readonly patch?: Patch;
  readonly script?: Script;
  /** Operations that were found missing. */
  readonly missing?: readonly string[];
}

export interface JudgedCase {
  /** The worst verdict about each requirement that was judged. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** The words received with the last judgement of each. */
  readonly received: Readonly<Record<string, string>>;
  /** All that was judged, in order. */
  readonly judgements: readonly Judgement[];
  readonly target: FakeTarget;
}

/** Runs a case against an endpoint in memory. */
export async function judgeCase(
  subject: Case,
  { patch, script, missing = [], ...options }: Endpoint = {},
): Promise<JudgedCase> {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now, patches: patch === undefined ? [] : [patch], ...options });
  const context = testContext({ target, clock });
  context.control.passed = true;
  for (const operation of missing) context.presence.set(operation, { status: "not-implemented", reason: "404" });
  const { judgements } = await runCase(context, subject);
  const verdicts: Record<string, Verdict> = {};
  const received: Record<string, string> = {};
  for (const judgement of judgements) {
    verdicts[judgement.requirement] = worst([verdicts[judgement.requirement] ?? "pass", judgement.verdict]);
    received[judgement.requirement] = judgement.received;
  }
  return { verdicts, received, judgements, target };
}

/** The verdicts about the case's own requirements. */
export async function ownVerdicts(
  subject: Case,
  endpoint: Endpoint = {},
): Promise<Record<string, Verdict | undefined>> {
  const { verdicts } = await judgeCase(subject, endpoint);
  return Object.fromEntries(subject.requirements.map((id) => [id, verdicts[id]]));
}

/** Ids of the case's own requirements that did not pass, with their verdicts. */
export async function faultsFound(subject: Case, endpoint: Endpoint): Promise<Record<string, Verdict | undefined>> {
  const own = await ownVerdicts(subject, endpoint);
  return Object.fromEntries(Object.entries(own).filter(([, verdict]) => verdict !== "pass"));
}

export function caseOf(cases: readonly Case[], id: string): Case {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/** Refuses what comes by this method, and leaves all else to the reference implementation. */
export const refusing =
  (method: string, status: number, name: string): Script =>
  (request, _number, work) =>
    request.method === method ? aResponse({ status, headers: errorHeaders(name), body: { message: "no" } }) : work();
