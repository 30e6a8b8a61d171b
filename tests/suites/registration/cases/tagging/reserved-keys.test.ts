import { expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { findById } from "#reference/find-by-id.ts";
import { RESERVED_KEY_CASE } from "#suites/registration/cases/tagging/reserved-keys.ts";
import { judgeCase } from "#tests/suites/registration/cases/judge-case.ts";

test("what becomes of a reserved key beside 50 others is observed", async () => {
  const { verdicts, received } = await judgeCase(RESERVED_KEY_CASE);
  expect(verdicts).toEqual({ "register.tags.reserved-keys": "info" });
  expect(received["register.tags.reserved-keys"]).toMatch(/^(200|400 InvalidParameterException)$/);
});

test("a server error is none of the answers that are let be", async () => {
  const { patch } = findById("fault", FAULTS, "crash-on-reserved-tag-key");
  const { verdicts } = await judgeCase(RESERVED_KEY_CASE, { patch });
  expect(verdicts["api.no-server-error"]).toBe("fail");
});
