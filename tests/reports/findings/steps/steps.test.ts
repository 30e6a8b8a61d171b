import { expect, test } from "@jest/globals";
import { type Step, stepsOf } from "#reports/findings/steps/steps.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { aCase, anEvidence } from "#tests/reports/producers.ts";

function asked(line: string, status: number): Evidence {
  const [method = "", path = ""] = line.split(" ");
  const { request, ...rest } = anEvidence({ requestBody: method === "POST" ? '{"name":"a"}' : "", status });
  return { ...rest, request: { ...request, method, path } };
}

const REGISTER = "POST /cluster-registrations";
const told = (...exchanges: readonly Evidence[]): readonly Step[] => {
  const one = aCase({ exchanges });
  return stepsOf({ ...one, judgement: { ...one.judgement, exchange: exchanges.length - 1 } }).steps;
};
const lines = (steps: readonly Step[]) =>
  steps.map(({ evidence, until }) => `${evidence.request.method} ${evidence.response?.status} ${until ?? ""}`.trim());

test("what was refused as too early is not sent before the same request that decides, whatever was looked at between", () => {
  const steps = told(
    asked(REGISTER, 200),
    asked("DELETE /cluster-registrations/a", 200),
    asked(REGISTER, 409),
    asked("GET /clusters/a", 404),
    asked(REGISTER, 409),
  );
  expect(lines(steps)).toEqual(["POST 200", "DELETE 200", "GET 404", "POST 409"]);
});

test("a description that found something may have waited for it, unless it was removed before", () => {
  const before = told(asked(REGISTER, 200), asked("GET /clusters/a", 200), asked("GET /clusters", 200));
  expect(lines(before)).toEqual(["POST 200", "GET 200 200", "GET 200 200"]);
  const after = told(
    asked(REGISTER, 200),
    asked("DELETE /cluster-registrations/a", 200),
    asked("GET /clusters/a", 200),
    asked("GET /clusters", 200),
  );
  expect(lines(after)).toEqual(["POST 200", "DELETE 200", "GET 200", "GET 200 200"]);
});

test("what was found and then no more, though nothing removed it, was not waited for: both looks are steps", () => {
  const lost = told(asked(REGISTER, 200), asked("GET /clusters/a", 200), asked("GET /clusters/a", 404));
  expect(lines(lost)).toEqual(["POST 200", "GET 200 200", "GET 404"]);
  const kept = told(
    asked(REGISTER, 200),
    asked("DELETE /cluster-registrations/a", 200),
    asked("GET /clusters/a", 200),
    asked("GET /clusters/a", 200),
    asked(REGISTER, 409),
  );
  expect(lines(kept)).toEqual(["POST 200", "DELETE 200", "GET 200", "POST 409"]);
  const gone = told(
    asked(REGISTER, 200),
    asked("DELETE /cluster-registrations/a", 200),
    asked("GET /clusters/a/nodes", 200),
    asked("GET /clusters/a/nodes", 404),
  );
  expect(lines(gone)).toEqual(["POST 200", "DELETE 200", "GET 404 404"]);
});

test("what was looked for in vain, though nothing removed it, is no wait for it to be gone", () => {
  const steps = told(
    asked(REGISTER, 200),
    asked("GET /clusters/a", 404),
    asked("GET /clusters/a", 404),
    asked("GET /clusters", 200),
  );
  expect(lines(steps)).toEqual(["POST 200", "GET 404", "GET 200 200"]);
});
