import { expect } from "@jest/globals";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

const NAMES = ["one", "three", "two"];

type Answer = (request: WireRequest) => WireResponse;

export function answer(status: number, body: unknown, type = "application/json"): WireResponse {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers: [string, string][] = [
    ["content-type", type],
    ["x-amzn-requestid", "1"],
  ];
  return { status, headers, body: new TextEncoder().encode(text), truncated: false };
}

const NO_ROUTE = (): WireResponse => answer(404, "<!doctype html>Not Found", "text/html");

/** An emulator of EKS with three clusters, and with neither RegisterCluster nor DeregisterCluster. */
export function withoutRegistration({ method, path }: WireRequest): WireResponse {
  const url = new URL(path, "http://127.0.0.1");
  if (method !== "GET" || !/^\/clusters(\/|$)/.test(url.pathname)) return NO_ROUTE();
  return url.pathname === "/clusters"
    ? listed(url.searchParams)
    : described(decodeURIComponent(url.pathname.slice(10)));
}

export function listed(query: URLSearchParams): WireResponse {
  const from = Number(query.get("nextToken") ?? 0);
  const to = from + Number(query.get("maxResults") ?? 100);
  return answer(200, { clusters: NAMES.slice(from, to), nextToken: to < NAMES.length ? String(to) : null });
}

export function described(name: string): WireResponse {
  if (NAMES.includes(name)) return answer(200, { cluster: { name, createdAt: 1_700_000_000 } });
  return answer(404, { __type: "ResourceNotFoundException", message: `No cluster found for name: ${name}.` });
}

/** Runs the suite against such a server; its kind is emulator unless told. */
export async function runBeside(
  respond: Answer,
  requirements: readonly PlannedRequirement[],
  kind: keyof typeof KIND_SETTINGS = "emulator",
): Promise<RunRecord> {
  const target = fakeTarget((request) => respond(request));
  return runSuite(testRun({ target, requirements, settings: { ...KIND_SETTINGS[kind], casesPerConstraint: 0 } }));
}

export function verdictIn(record: RunRecord, id: string): string | undefined {
  return record.requirements.find((requirement) => requirement.id === id)?.verdict;
}

/** Operations that are there are judged on the clusters that were there before, whatever else is asked. */
export async function expectJudgedOnWhatWasThere(requirements: readonly PlannedRequirement[]): Promise<void> {
  const record = await runBeside(withoutRegistration, requirements);
  expect(record.outcome.verdict).toBe("not-implemented");
  expect(verdictIn(record, "list.route")).toBe("pass");
  expect(verdictIn(record, "list.paging")).toBe("pass");
  expect(verdictIn(record, "list.last-page")).toBe("pass");
  expect(verdictIn(record, "describe.route")).toBe("pass");
  expect(verdictIn(record, "api.route.encoded-label")).toBe("pass");
  expect(verdictIn(record, "describe.error.unknown-name")).toBe("pass");
  expect(verdictIn(record, "api.route.unknown-path")).toBe("pass");
  expect(verdictIn(record, "api.route.wrong-method")).toBe("pass");
  expect(verdictIn(record, "list.include-all")).toBe("not-applicable");
}
