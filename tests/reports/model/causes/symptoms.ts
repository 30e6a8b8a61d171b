import type { Answer } from "#reports/model/causes/answer-kind.ts";
import type { Symptom, SymptomKind } from "#reports/model/causes/symptom.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { aRequirement } from "#tests/reports/producers.ts";

interface About extends Partial<Omit<Symptom, "kind" | "requirement" | "answer">> {
  readonly requirement?: Partial<RequirementResult>;
  readonly answer?: Partial<Answer>;
}

/** An answer of a status, which is JSON. */
export function anAnswer({ status = 400, ...parts }: Partial<Answer>): Answer {
  return { status, isJson: true, ...parts };
}

/** A symptom of RegisterCluster, unless told otherwise. */
export function aSymptom(kind: SymptomKind, { requirement = {}, answer, ...about }: About = {}): Symptom {
  const operation = about.operation ?? requirement.operation ?? "RegisterCluster";
  return {
    kind,
    requirement: aRequirement({ verdict: "fail", operation, ...requirement }),
    answer: answer && anAnswer(answer),
    ...about,
    operation,
  };
}
