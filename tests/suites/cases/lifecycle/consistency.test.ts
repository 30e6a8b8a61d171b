import { describe, expect, test } from "@jest/globals";
import { LIFECYCLE_CASES } from "../../../../suites/cases/lifecycle/lifecycle.ts";
import { aResponse, errorHeaders } from "../../made-replies.ts";
import type { Script } from "../../fake-target.ts";
import { caseOf, judgeCase } from "../judge-case.ts";

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
