import { expect, test } from "@jest/globals";
import type { Finding } from "#suites/oracles/finding.ts";
import { unlessBaseRefused } from "#suites/registration/session/refused-base.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { aReply } from "#tests/suites/made-replies.ts";
import { register } from "#tests/suites/bundled-contract.ts";

const MISSED: Finding = { grade: "missed", expected: "a refusal", received: "500" };
const BASE = { method: "POST", path: "/cluster-registrations", headers: [] };

/** What becomes of a missed finding whose base gets this status, and what is charged beside it. */
async function withBase(status: number) {
  const charged: string[] = [];
  const session = {
    context: { control: { passed: true }, knownRequirements: new Set(["register.valid"]) },
    send: () => Promise.resolve(aReply({ status, body: {} })),
    classify: () => ({ expectation: "must-accept", operation: register, violations: [], unspecified: [] }),
    judge: (id: string) => charged.push(id),
    disturb: () => undefined,
  } as unknown as CaseSession;
  const { grade } = await unlessBaseRefused(session, MISSED, () => BASE);
  return { grade, charged };
}

test("a base that is refused is charged with it, and what was made of it with nothing", async () => {
  expect(await withBase(400)).toEqual({ grade: "unclear", charged: ["register.valid"] });
});

test("that the operation is not there is told by its route alone", async () => {
  expect(await withBase(501)).toEqual({ grade: "unclear", charged: [] });
});
