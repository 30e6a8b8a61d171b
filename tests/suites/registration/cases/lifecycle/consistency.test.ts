import { describe, expect, test } from "@jest/globals";
import { LIFECYCLE_CASES } from "#suites/registration/cases/lifecycle/lifecycle.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import type { WireResponse } from "#protocol/exchange.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { caseOf, judgeCase } from "#tests/suites/registration/cases/judge-case.ts";

const DEREGISTER = caseOf(LIFECYCLE_CASES, "lifecycle/deregister");
const TAKEN = aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: { message: "taken" } });
const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: { message: "no" } });

/** Answers so in place of its own to requests of a method, from the nth on, so many times. */
function lagging(method: string, answer: typeof TAKEN, { from, times }: { from: number; times: number }): Script {
  let seen = 0;
  return (request, _number, work) => {
    if (request.method !== method) return work();
    seen += 1;
    return seen >= from && seen < from + times ? answer : work();
  };
}

/** Shows a deregistered cluster as DELETING during so many requests, lists it, and refuses what would need it to be gone. */
function departing(requests: number): Script {
  const going = new Map<string, { readonly shown: WireResponse; left: number }>();
  return async (request, _number, work) => {
    for (const [name, departure] of going) if ((departure.left -= 1) < 0) going.delete(name);
    const { method, path } = request;
    const input = new TextDecoder().decode(request.body);
    const name = /"name":"([^"]*)"/.exec(input)?.[1] ?? path.split("/")[2] ?? "";
    const departure = going.get(name);
    if (departure !== undefined) return method === "GET" ? departure.shown : TAKEN;
    const answer = await work();
    if (method === "DELETE" && path.startsWith("/cluster-registrations/") && answer.status === 200) {
      going.set(name, { shown: answer, left: requests });
    }
    const { clusters } = JSON.parse(new TextDecoder().decode(answer.body)) as { clusters?: string[] };
    if (clusters === undefined || path !== "/clusters?include=all") return answer;
    return aResponse({ status: 200, body: { clusters: [...clusters, ...going.keys()] } });
  };
}

describe("a departure that is shown as one", () => {
  // A wait for writes to show has up to seven looks.
  const LONGER = 9;

  test.each([
    ["lifecycle/describe-after-deregister", "describe.after-deregister"],
    ["lifecycle/deregister", "deregister.twice"],
    ["lifecycle/deregister", "register.again"],
    ["lifecycle/list-after-deregister", "list.after-deregister"],
  ])("may take longer than writes to show: %s, %s", async (id, requirement) => {
    const { verdicts } = await judgeCase(caseOf(LIFECYCLE_CASES, id), { script: departing(LONGER) });
    expect(verdicts[requirement]).toBe("pass");
  });

  test("has an end", async () => {
    const subject = caseOf(LIFECYCLE_CASES, "lifecycle/describe-after-deregister");
    const { verdicts } = await judgeCase(subject, { script: departing(Infinity) });
    expect(verdicts["describe.after-deregister"]).toBe("fail");
  });
});

describe("writes that show later", () => {
  test("a name stays taken for a while after its deregistration, and the words say so", async () => {
    const { verdicts, received } = await judgeCase(DEREGISTER, {
      script: lagging("POST", TAKEN, { from: 2, times: 2 }),
    });
    expect(verdicts["register.again"]).toBe("pass");
    expect(received["register.again"]).toMatch(/, once the name was free$/);
  });

  test("a name that stays taken for good fails", async () => {
    const { verdicts } = await judgeCase(DEREGISTER, { script: lagging("POST", TAKEN, { from: 2, times: Infinity }) });
    expect(verdicts["register.again"]).toBe("fail");
  });

  test("a cluster that is going is in use for another deregistration for a while, and no longer", async () => {
    const going = (times: number) => judgeCase(DEREGISTER, { script: lagging("DELETE", TAKEN, { from: 2, times }) });
    expect((await going(2)).verdicts["deregister.twice"]).toBe("pass");
    expect((await going(Infinity)).verdicts["deregister.twice"]).toBe("fail");
  });

  test("a cluster is unknown to its deregistration for a while", async () => {
    const { verdicts } = await judgeCase(DEREGISTER, { script: lagging("DELETE", UNKNOWN, { from: 1, times: 2 }) });
    expect(verdicts["deregister.route"]).toBe("pass");
    expect(verdicts["deregister.answer"]).toBe("pass");
  });
});
