import type { JsonObject } from "#spec/json/json.ts";
import type { RunContext } from "#suites/registration/session/run-context.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { fakeTarget, type FakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

export interface Setting {
  readonly session: CaseSession;
  readonly context: RunContext;
  readonly target: FakeTarget;
  readonly clock: RecordingClock;
}

export function setting(script?: Script, options: Parameters<typeof fakeTarget>[1] = {}): Setting {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now, ...options });
  const context = testContext({ target, clock });
  return { session: new CaseSession(context, "case", 1), context, target, clock };
}

export function valid(session: CaseSession, changes: JsonObject = {}): JsonObject {
  return { ...session.inputs("RegisterCluster").minimal(session.salt()), ...changes };
}

export function verdictsOf(session: CaseSession, requirement: string): string[] {
  return session.judgements.filter((each) => each.requirement === requirement).map(({ verdict }) => verdict);
}

export const error = (status: number, name: string) =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });
