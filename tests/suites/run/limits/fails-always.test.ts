import { expect, test } from "@jest/globals";
import type { Exchange } from "#protocol/exchange.ts";
import { NO_OPERATION, TrafficMeter } from "#suites/run/collecting/traffic.ts";
import { failsAlways } from "#suites/run/limits/when-to-stop.ts";
import { aResponse } from "#tests/suites/made-replies.ts";

/** One exchange with an operation, which `path` names; none is called `/nowhere`. */
function answered(path: string, status: number): Exchange {
  const request = { method: "GET", path, headers: [] };
  const response = aResponse({ status, body: {} });
  return { request: { ...request, url: path }, response, startedAt: 0, durationMs: 1, attempt: 1 };
}

const operationOf = ({ path }: { readonly path: string }) => (path === "/nowhere" ? undefined : path);

/** At which case, counted from 1, the endpoint counts as failing; 0 where it never does. */
function endsAt(cases: readonly (readonly Exchange[])[]): number {
  const meter = new TrafficMeter(0);
  const failing = failsAlways({ operationOf, working: meter.working });
  const met = (exchanges: readonly Exchange[]): boolean => {
    for (const each of exchanges) meter.count(operationOf(each.request) ?? NO_OPERATION, each);
    return failing.see(exchanges);
  };
  return cases.findIndex(met) + 1;
}

const times = (count: number, ...exchanges: readonly Exchange[]) => Array.from({ length: count }, () => exchanges);

test("an endpoint that never answers otherwise fails always after 24 cases", () => {
  expect(endsAt(times(30, answered("/clusters", 500)))).toBe(24);
  expect(endsAt(times(23, answered("/clusters", 503)))).toBe(0);
});

test("so does one that begins to, with operations that worked before", () => {
  expect(endsAt([...times(3, answered("/clusters", 200)), ...times(30, answered("/clusters", 500))])).toBe(27);
});

test("one other answer, even a refusal, begins the count anew", () => {
  const [crash, refusal] = [answered("/clusters", 500), answered("/clusters", 400)];
  expect(endsAt([...times(23, crash), [crash, refusal], ...times(23, crash)])).toBe(0);
});

test("operations that are not there, and paths that nobody knows, tell nothing where another one works", () => {
  const absent = [answered("/addons", 501), answered("/nowhere", 500)];
  expect(endsAt([...times(1, answered("/clusters", 200)), ...times(100, ...absent)])).toBe(0);
  expect(endsAt(times(100, ...absent))).toBe(24);
});

test("but beside one that worked they do not hide that it no longer does", () => {
  const both = [answered("/clusters", 500), answered("/nowhere", 500)];
  expect(endsAt([...times(1, answered("/clusters", 200)), ...times(30, ...both)])).toBe(25);
});

test("a case without a request, or with one that got no answer, is none that failed", () => {
  const unanswered = { ...answered("/clusters", 500), response: undefined };
  expect(endsAt(times(30))).toBe(0);
  expect(endsAt(times(30, unanswered))).toBe(0);
});

test("a refusal of unknown paths is no operation that works", () => {
  expect(endsAt([...times(1, answered("/nowhere", 404)), ...times(30, answered("/clusters", 500))])).toBe(25);
});
