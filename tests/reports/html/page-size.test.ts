import { expect, test } from "@jest/globals";
import { reportPage } from "../../helpers/report-pages.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "../producers.ts";

/** Every character is shown by its name, which takes ten times its room. */
const LARGE = "\u202e".repeat(4_096);

test("index.html stays below 5 MB, whatever the target answers", () => {
  const requirements = Array.from({ length: 120 }, (_, index) => {
    const id = `register.r${index}`;
    const verdict = index === 0 ? "pass" : "fail";
    const judgement = {
      requirement: id,
      verdict,
      expected: `${index} ${LARGE}`,
      received: `${index} ${LARGE}`,
    } as const;
    const exchanges = [anEvidence({ requestBody: LARGE, status: 200, responseBody: body(JSON.stringify({ LARGE })) })];
    const cases = [aCase({ requirement: id, verdict, judgement, exchanges, curl: LARGE })];
    return aRequirement({ id, verdict, cases, subject: { input: `r${index}`, side: "reject" } });
  });
  expect(Buffer.byteLength(reportPage(aRecord({ requirements })))).toBeLessThan(5_000_000);
});
