import { expect, test } from "@jest/globals";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import {
  expectJudgedOnWhatWasThere,
  runBeside,
  withoutRegistration,
} from "#tests/suites/registration/cases/lifecycle/without-registration.ts";

test("operations beside a missing registration are judged on the clusters that were there before", () =>
  expectJudgedOnWhatWasThere(planned));

test.each(["emulator", "aws"] as const)("of the kind %s, nothing else fails because of it", async (kind) => {
  const record = await runBeside(withoutRegistration, planned, kind);
  expect(withVerdict(record, "error")).toEqual([]);
  expect(withVerdict(record, "pass", "fail").filter((id) => id.startsWith("register."))).toEqual(["register.route"]);
});
