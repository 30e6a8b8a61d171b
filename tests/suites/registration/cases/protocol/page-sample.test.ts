import { expect, test } from "@jest/globals";
import { PAGE_SAMPLE_CASE } from "#suites/registration/cases/protocol/page-sample.ts";
import { judgeCase } from "#tests/suites/registration/cases/judge-case.ts";

test("the page's own sample is only observed, but must be answered", async () => {
  const { verdicts, target } = await judgeCase(PAGE_SAMPLE_CASE);
  expect(verdicts).toEqual({ "register.route.page-sample": "info" });
  expect(target.log[0]?.slice(0, 14)).toBe("POST /clusters");
  expect((await judgeCase(PAGE_SAMPLE_CASE, { script: () => "reset" })).verdicts).toEqual({
    "register.route.page-sample": "info",
    "api.answers": "fail",
  });
});
