import { describe, expect, test } from "@jest/globals";
import { check } from "#suites/oracles/finding.ts";
import { judgeByContract, unlessNoneSucceeds } from "#suites/oracles/judge-by-contract.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";
import { listOperation, register } from "#tests/suites/bundled-contract.ts";

const ACCEPTED: Classification = { operation: register, expectation: "must-accept", violations: [], unspecified: [] };

const violation = { pointer: "/properties/name", keyword: "maxLength", at: "/name", message: "" };
const REFUSED: Classification = { ...ACCEPTED, expectation: "must-reject", violations: [violation] };
const SILENT: Classification = { ...ACCEPTED, expectation: "unspecified", unspecified: ["empty-tags"] };
const SUCCESS = aReply({ status: 200, body: { cluster: {} } });
const REFUSAL = anError(400, "InvalidParameterException");

describe("an answer is judged by what its request must come to", () => {
  test.each([
    ["accepted as it must be", SUCCESS, ACCEPTED, "met"],
    ["refused although it must be accepted", REFUSAL, ACCEPTED, "missed"],
    ["refused as it must be", REFUSAL, REFUSED, "met"],
    ["accepted although it must be refused", SUCCESS, REFUSED, "missed"],
    ["accepted where the sources are silent", SUCCESS, SILENT, "observed"],
    ["refused where the sources are silent", REFUSAL, SILENT, "observed"],
  ] as const)("%s", (_what, reply, classification, grade) => {
    expect(judgeByContract(reply, classification).grade).toBe(grade);
  });
});

describe("where no valid registration succeeds", () => {
  const met = check(true, "a refusal", "400");

  test("a refusal proves nothing", () => {
    expect(unlessNoneSucceeds(met, REFUSED)).toMatchObject({
      grade: "unclear",
      received: expect.stringContaining("no valid registration succeeds either"),
    });
  });

  test("what is missed stays missed", () => {
    expect(unlessNoneSucceeds(check(false, "a refusal", "200"), REFUSED).grade).toBe("missed");
  });

  test("another operation's refusal counts", () => {
    expect(unlessNoneSucceeds(met, { ...REFUSED, operation: listOperation })).toEqual(met);
  });
});
