import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";

/** What action.yml promises of a record, by the names of its outputs. */
export function outputsOf(record: RunRecord): Record<string, string> {
  const { outcome, requirements } = record;
  const { MUST: must, SHOULD: should } = tallyByLevel(requirements);
  return {
    verdict: outcome.verdict,
    sentence: outcome.sentence,
    "must-met": String(must.met),
    "must-judged": String(must.judged),
    "must-tolerated": String(must.byAlternative),
    "should-met": String(should.met),
    "should-judged": String(should.judged),
    causes: String(failingCauses(record, causesOf(record)).length),
  };
}
