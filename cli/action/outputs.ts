import type { Level } from "../../spec/requirement.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";

/** What action.yml promises of a record, by the names of its outputs. */
export function outputsOf({ outcome, requirements }: RunRecord): Record<string, string> {
  const must = countOf(requirements, "MUST");
  const should = countOf(requirements, "SHOULD");
  return {
    verdict: outcome.verdict,
    sentence: outcome.sentence,
    "must-met": String(must.met),
    "must-judged": String(must.judged),
    "should-met": String(should.met),
    "should-judged": String(should.judged),
  };
}

/** As the sentence counts: a MUST met by a tolerated alternative is met. */
function countOf(requirements: readonly RequirementResult[], level: Level): { met: number; judged: number } {
  const judged = requirements.filter((each) => each.level === level && ["pass", "warn", "fail"].includes(each.verdict));
  const met = judged.filter(({ verdict }) => verdict === "pass" || (level === "MUST" && verdict === "warn"));
  return { met: met.length, judged: judged.length };
}
