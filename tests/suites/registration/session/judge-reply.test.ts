import { describe, expect, test } from "@jest/globals";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import { judgeReply } from "#suites/registration/session/judge-reply.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { testContext } from "#tests/suites/test-run.ts";

const ACCEPTED: Classification = { operation: register, expectation: "must-accept", violations: [], unspecified: [] };

describe("one reply, judged by what was expected", () => {
  test("409 without a name to look for stays what it is", async () => {
    const session = new CaseSession(testContext(), "case", 1);
    const finding = await judgeReply(session, anError(409, "ResourceInUseException"), ACCEPTED);
    expect(finding.grade).toBe("missed");
    expect(session.exchanges).toHaveLength(0);
    expect(session.disturbed).toBe(false);
  });

  test("the status is the one that the operation documents", async () => {
    const created = { ...register, success: { ...register.success, status: 201 } };
    const session = new CaseSession(testContext(), "case", 1);
    const finding = await judgeReply(session, aReply({ status: 201, body: {} }), { ...ACCEPTED, operation: created });
    expect(finding.grade).toBe("met");
  });
});
