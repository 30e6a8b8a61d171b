import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { type RequirementSentence, told } from "./requirement-sentences.ts";

interface CaseSentence extends RequirementSentence {
  readonly requirement: string;
  readonly case: string;
  /** What must have been answered. */
  readonly status: number;
}

/** Requirements that tell of something else where they are not met in one case alone. */
export const CASE_SENTENCES: readonly CaseSentence[] = [
  {
    requirement: "describe.after-register",
    case: "register/scenario/names-near",
    status: 404,
    ...told(
      "Deregistering one cluster removes others as well",
      "Remove the cluster that the path names, and no other: compare names whole.",
    ),
  },
];

/** What a group does wrong, where every failing case of it is one of those. */
export function caseSentence({ symptoms }: SymptomGroup): RequirementSentence | undefined {
  return CASE_SENTENCES.find((sentence) =>
    symptoms.every(
      ({ requirement: { id, cases, verdict }, answer }) =>
        id === sentence.requirement &&
        answer?.status === sentence.status &&
        cases.every((one) => one.verdict !== verdict || one.id === sentence.case),
    ),
  );
}
