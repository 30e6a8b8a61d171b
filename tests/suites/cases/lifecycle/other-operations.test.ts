import { describe, expect, test } from "@jest/globals";
import type { RunRecord } from "../../../../suites/record/record.ts";
import { runSuite } from "../../../../suites/run/run.ts";
import { KIND_SETTINGS } from "../../../../suites/plan/target-kind.ts";
import type { WireRequest, WireResponse } from "../../../../protocol/exchange.ts";
import { onlyRequirements } from "../../bundled-contract.ts";
import { fakeTarget } from "../../fake-target.ts";
import { testRun } from "../../test-run.ts";

const NAMES = ["one", "three", "two"];

const ASKED = onlyRequirements(/^(register\.(route|valid|name\.max)|describe\.|list\.|api\.)/);

type Answer = (request: WireRequest) => WireResponse;

function answer(status: number, body: unknown, type = "application/json"): WireResponse {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers: [string, string][] = [
    ["content-type", type],
    ["x-amzn-requestid", "1"],
  ];
  return { status, headers, body: new TextEncoder().encode(text), truncated: false };
}

const NO_ROUTE = (): WireResponse => answer(404, "<!doctype html>Not Found", "text/html");

/** An emulator of EKS with three clusters, and with neither RegisterCluster nor DeregisterCluster. */
function withoutRegistration({ method, path }: WireRequest): WireResponse {
  const url = new URL(path, "http://127.0.0.1");
  if (method !== "GET" || !/^\/clusters(\/|$)/.test(url.pathname)) return NO_ROUTE();
  return url.pathname === "/clusters"
    ? listed(url.searchParams)
    : described(decodeURIComponent(url.pathname.slice(10)));
}

function listed(query: URLSearchParams): WireResponse {
  const from = Number(query.get("nextToken") ?? 0);
  const to = from + Number(query.get("maxResults") ?? 100);
  return answer(200, { clusters: NAMES.slice(from, to), nextToken: to < NAMES.length ? String(to) : null });
}

function described(name: string): WireResponse {
  if (NAMES.includes(name)) return answer(200, { cluster: { name, createdAt: 1_700_000_000 } });
  return answer(404, { __type: "ResourceNotFoundException", message: `No cluster found for name: ${name}.` });
}

async function runAgainst(respond: Answer, settings: keyof typeof KIND_SETTINGS = "emulator"): Promise<RunRecord> {
  const target = fakeTarget((request) => respond(request));
  return runSuite(
    testRun({ target, requirements: ASKED, settings: { ...KIND_SETTINGS[settings], casesPerConstraint: 0 } }),
  );
}

function verdictIn(record: RunRecord, id: string): string | undefined {
  return record.requirements.find((requirement) => requirement.id === id)?.verdict;
}

describe("operations beside a registration that is not there", () => {
  test("are judged on the clusters that were there before", async () => {
    const record = await runAgainst(withoutRegistration);
    expect(record.outcome.verdict).toBe("not-implemented");
    for (const id of ["list.route", "list.paging", "list.last-page", "describe.route", "api.route.encoded-label"]) {
      expect({ id, verdict: verdictIn(record, id) }).toEqual({ id, verdict: "pass" });
    }
    expect(verdictIn(record, "describe.error.unknown-name")).toBe("pass");
    expect(verdictIn(record, "api.route.unknown-path")).toBe("pass");
    expect(verdictIn(record, "api.route.wrong-method")).toBe("pass");
    expect(verdictIn(record, "list.include-all")).toBe("not-implemented");
  });

  test.each<[string, string, (request: WireRequest) => WireResponse]>([
    [
      "a list without pages",
      "list.paging",
      ({ path }) =>
        path.startsWith("/clusters?")
          ? listed(new URLSearchParams())
          : withoutRegistration({ method: "GET", path, headers: [] }),
    ],
    [
      "labels that stay encoded",
      "api.route.encoded-label",
      (request) => (request.path.includes("%") ? described("?") : withoutRegistration(request)),
    ],
    [
      "a description of another cluster",
      "describe.route",
      (request) =>
        /^\/clusters\/(one|two|three)$/.test(request.path) ? described("two") : withoutRegistration(request),
    ],
  ])("%s fails %s", async (_what, id, respond) => {
    expect(verdictIn(await runAgainst(respond), id)).toBe(id === "api.route.encoded-label" ? "warn" : "fail");
  });

  test("an account without clusters is no evidence", async () => {
    const record = await runAgainst((request) =>
      request.path.startsWith("/clusters?") ? answer(200, { clusters: [] }) : withoutRegistration(request),
    );
    expect(verdictIn(record, "list.paging")).toBe("not-implemented");
    expect(verdictIn(record, "describe.route")).toBe("not-implemented");
  });

  test("how the missing operation is refused is judged as an unknown path alone", async () => {
    const record = await runAgainst((request) =>
      request.path.startsWith("/cluster-registrations") ? answer(501, {}) : withoutRegistration(request),
    );
    const failures = record.requirements.find(({ id }) => id === "api.no-server-error")?.counts.fail;
    expect(failures).toBe(0);
    expect(record.operations.find(({ id }) => id === "RegisterCluster")?.verdict).toBe("not-implemented");
  });

  test("the evidence shows the registration, not the path beside it", async () => {
    const record = await runAgainst(withoutRegistration);
    const [shown] = record.requirements.find(({ id }) => id === "register.route")?.cases ?? [];
    expect(shown).toMatchObject({ expectation: "must-accept", curl: "curl POST /cluster-registrations" });
  });

  test("in AWS they say nothing: what was there before is somebody else's", async () => {
    const record = await runAgainst(withoutRegistration, "aws");
    for (const id of ["list.paging", "describe.route", "api.route.encoded-label"]) {
      expect({ id, verdict: verdictIn(record, id) }).toEqual({ id, verdict: "not-implemented" });
    }
  });
});
