import { expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { findById } from "#reference/find-by-id.ts";
import { NEAR_NAME_CASES } from "#suites/registration/cases/lifecycle/near-names.ts";
import { caseOf, faultsFound } from "#tests/suites/registration/cases/judge-case.ts";

test.each([
  ["errors/describe.error.unknown-name/near", "describe-folds-case"],
  ["errors/deregister.error.unknown-name/near", "deregister-folds-case"],
])("%s tells %s", async (id, fault) => {
  const subject = caseOf(NEAR_NAME_CASES, id);
  const [requirement = ""] = subject.requirements;
  expect(await faultsFound(subject, {})).toEqual({});
  const { patch } = findById("fault", FAULTS, fault);
  expect(await faultsFound(subject, { patch })).toEqual({ [requirement]: "fail" });
});
