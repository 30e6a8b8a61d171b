import { series } from "#spec/prose.ts";
import { brief } from "#reports/model/text/format.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";

/** What the answer should have been, in the words of the judgement: of each operation, where two document others. */
export function wantedOf({ symptoms }: SymptomGroup): string {
  const first = new Map(symptoms.toReversed().map((symptom) => [symptom.operation, wantedBy(symptom)]));
  const [one = wantedBy(), other, ...more] = new Set(first.values());
  if (other === undefined || more.length > 0) return wantedBy(symptoms[0]);
  const at = (wanted: string) =>
    series([...first].filter(([, each]) => each === wanted).map(([operation]) => operation));
  return `${one} at ${at(one)}, ${other} at ${at(other)}`;
}

function wantedBy(symptom?: Symptom): string {
  return brief(symptom?.example?.judgement.expected ?? "what the source says", 200);
}

/** What may be behind a request that gets no answer. */
const UNANSWERED: Readonly<Record<string, string>> = {
  reset: "look for an exception that nothing catches, or a process that ends",
  timeout: "look for what it waits for",
};

/** What to do where the server itself failed. */
export const OWN_FAULT =
  "Answer with what is documented for each request, a success or a refusal: a 5xx says that the server itself failed.";

/** What to do where the answer has to be another one, or show something else. */
export function answerMend(group: SymptomGroup): string {
  const [first] = group.symptoms;
  if (first === undefined) return "Answer as the source says.";
  if (isAnyRefusalWanted(first)) return "Refuse it, with a 4xx status and an error that says what is wrong.";
  const unanswered = UNANSWERED[first.answer?.failure ?? ""];
  if (unanswered !== undefined && !isAnswerWanted(first)) return `Answer it, if only with an error: ${unanswered}.`;
  if (isAnswerWanted(first)) return `Answer ${wantedOf(group)}.`;
  return (first.answer?.status ?? 0) >= 500 ? OWN_FAULT : ruleOf(first);
}

/** The requirement itself, where what was expected is no answer but something about one. */
export function ruleOf({ requirement }: Symptom): string {
  return `Required: ${requirement.title}`;
}

/** Of an answer with a status of its own, the words of what was expected begin with it. */
function isAnswerWanted({ example }: Symptom): boolean {
  return example?.judgement.condition?.answers?.some(({ from, to }) => from === to) === true;
}

function isAnyRefusalWanted({ example }: Symptom): boolean {
  const wanted = example?.judgement.condition?.answers ?? [];
  return wanted.some(({ from, to }) => from >= 300 && from < to) && wanted.every(({ from }) => from >= 300);
}
