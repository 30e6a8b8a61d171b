import type { RunRecord } from "#suites/record/record.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "./producers.ts";

/** A record of so many requirements, every text of which is this one. */
export function recordOfLargeTexts(count: number, large: string): RunRecord {
  const requirements = Array.from({ length: count }, (_, index) => {
    const id = `register.r${index}`;
    const verdict = index === 0 ? "pass" : "fail";
    const judgement = {
      requirement: id,
      verdict,
      expected: `${index} ${large}`,
      received: `${index} ${large}`,
    } as const;
    const responseBody = body(JSON.stringify({ LARGE: large }));
    const exchanges = [anEvidence({ requestBody: large, status: 200, responseBody })];
    const cases = [aCase({ requirement: id, verdict, judgement, exchanges })];
    return aRequirement({ id, verdict, cases, subject: { input: `r${index}`, side: "reject" } });
  });
  return aRecord({ requirements });
}

/** A record of so many failing requirements with two cases each, whose answers are full of one character. */
export function recordFullOf(character: string, count: number): RunRecord {
  const exchanges = Array.from({ length: 3 }, () =>
    anEvidence({ status: 500, responseBody: body(character.repeat(16_384)) }),
  );
  const requirements = Array.from({ length: count }, (_, index) => {
    const cases = ["a", "b"].map((id) => aCase({ id: `${index}/${id}`, verdict: "fail", exchanges }));
    return aRequirement({ id: `r.${index}`, verdict: "fail", cases });
  });
  return aRecord({ requirements });
}
