import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { CaseEvent, RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import { fakeTarget, type FakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testRun, type TestRun, type TestRunOptions } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

export const LIST: WireRequest = { method: "GET", path: "/clusters", headers: [] };
export const error = (status: number, name: string): WireResponse =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });

export interface Finished {
  readonly record: RunRecord;
  readonly options: TestRun;
  /** Ids of the cases that were judged. */
  readonly fired: string[];
}

export function isDeregistration({ method, path }: WireRequest): boolean {
  return method === "DELETE" && path.startsWith("/cluster-registrations/");
}

export async function run(options: TestRunOptions = {}): Promise<Finished> {
  const given = testRun(options);
  const record = await runSuite(given);
  return { record, options: given, fired: caseEvents(given.events).map(({ id }) => id) };
}

export function caseEvents(events: readonly RunEvent[]): CaseEvent[] {
  return events.filter((event) => event.type === "case");
}

export function scripted(
  script: Script,
  options: Parameters<typeof fakeTarget>[1] = {},
): { target: FakeTarget; clock: RecordingClock } {
  const clock = new RecordingClock();
  return { clock, target: fakeTarget(script, { now: clock.now, ...options }) };
}

/** Cases that ask for the list, each once. */
export function listings(count: number, judge: (session: CaseSession) => void = () => undefined): Case[] {
  return Array.from({ length: count }, (_, index) =>
    aCase(
      async (session) => {
        await session.send(LIST);
        judge(session);
      },
      { id: `case-${index}` },
    ),
  );
}

export function registering(id: string, parts: Partial<Case> = {}): Case {
  return aCase(
    async (session) => {
      await session.call("RegisterCluster", session.inputs("RegisterCluster").minimal(session.salt()));
    },
    { id, effect: "create", live: 1, needs: ["RegisterCluster"], ...parts },
  );
}

export function verdictOf(record: RunRecord, id: string): string | undefined {
  return record.requirements.find((requirement) => requirement.id === id)?.verdict;
}

export function reasonOf(record: RunRecord, id: string): string | undefined {
  return record.requirements.find((requirement) => requirement.id === id)?.reason;
}

export const isControl = (id: string): boolean => id.includes("control");
export const miss = (session: CaseSession): void =>
  session.judge("register.route", { grade: "missed", expected: "x", received: "y" }, session.lastExchange);
