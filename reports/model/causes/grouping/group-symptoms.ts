import { joinAcrossOperations, joinOperations, joinSuccesses } from "./join-operations.ts";
import { answerKey, isOtherSuccess, isPlainSuccess } from "#reports/model/causes/answer-kind.ts";
import { joinAnswers, joinPromises, joinSituations } from "./join-answers.ts";
import { joinInputs } from "./join-inputs.ts";
import { joinTypes, splitTypes } from "./join-types.ts";
import { joined, MANY, type SymptomGroup } from "./symptom-group.ts";
import { COMMON_RULES, TAGS_OF_A_KIND, TAGS_SHOWN } from "#reports/model/causes/rules/requirements-alike.ts";
import { type Symptom, isOfRace, isUnwanted } from "#reports/model/causes/symptom.ts";
import { type GroupKey, groupsBy } from "#reports/model/groups-by.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { decidingAnswers, formsAt } from "#reports/model/causes/deciding-answers.ts";

/** Members of an answer that are times. */
export const TIMES: readonly string[] = ["/cluster/createdAt", "/cluster/connectorConfig/activationExpiry"];

/** A whole object that is absent, or members of it that all are in one way, are one thing to mend. */
function joinOutputs(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const values = groups.filter(({ kind }) => kind === "absent" || kind === "mistyped" || kind === "other-value");
  const rest = groups.filter((group) => !values.includes(group));
  const byParent = groupsBy(values, ({ kind, member = "", operations }) => [
    kind,
    member.slice(0, member.lastIndexOf("/")),
    ...(kind === "other-value" ? operations : []),
  ]);
  const together = byParent.flatMap((each) => {
    const [first] = each;
    if (first?.kind !== "absent" || each.length < MANY) return each;
    const parent = (first.member ?? "").slice(0, (first.member ?? "").lastIndexOf("/"));
    return [{ ...joined(each), member: parent, whole: true }];
  });
  return [...rest, ...groupsBy(together, formOfTimes).map(joined)];
}

/** Times that are all of one other type than a number come from one writer of times. */
function formOfTimes({ kind, member = "", operations, symptoms }: SymptomGroup): GroupKey {
  if (kind !== "mistyped" || !TIMES.includes(member)) return undefined;
  const forms = symptoms.flatMap(({ example }) => decidingAnswers(example).flatMap((each) => formsAt(each, member)));
  const [form, ...others] = new Set(forms);
  return form === undefined || others.length > 0 ? undefined : [form, ...operations.toSorted()];
}

/** Groups by operation, member and kind of answer; then members that all share one kind, where that says more. */
export function groupSymptoms(
  symptoms: readonly Symptom[],
  requirements: readonly RequirementResult[],
): SymptomGroup[] {
  const common = rulesOfManyOperations(symptoms);
  const groups = groupsBy(symptoms, (symptom) => keyOf(symptom, common))
    .map(toGroup)
    .map(widened);
  const inputs = splitTypes(joinInputs(groups.filter(isOfInput), requirements), requirements);
  const others = joinPromises(joinSituations(joinAnswers(groups.filter((group) => !isOfInput(group)))));
  return joinSuccesses([...joinOperations(joinAcrossOperations(joinTypes(inputs))), ...joinOutputs(others)]);
}

/** Ids of the rules of every answer that are broken by more operations than one. */
function rulesOfManyOperations(symptoms: readonly Symptom[]): ReadonlySet<string> {
  const many = COMMON_RULES.filter((id) => {
    const own = symptoms.filter(({ requirement }) => requirement.id === id);
    return new Set(own.map(({ operation }) => operation)).size > 1;
  });
  return new Set(many);
}

function keyOf(symptom: Symptom, common: ReadonlySet<string>): GroupKey {
  const { kind, requirement, operation, resource, member, answer } = symptom;
  if (common.has(requirement.id) || isOfEveryAnswer(requirement)) return requirement.id;
  switch (kind) {
    case "not-there":
      if (resource !== undefined) return [kind, resource];
      return [kind, operation, requirement.operation === operation ? "itself" : "what needs it"];
    case "stale":
    case "expired":
    case "error-as-success":
      return kind;
    case "absent":
    case "mistyped":
    case "error":
      return [kind, member ?? ""];
    case "other-value":
      if (isUnwanted(symptom)) return ["shown", member ?? ""];
      return TAGS_SHOWN.test(requirement.id) ? ["tags shown", operation] : [kind, operation, member ?? ""];
    case "answer":
      // Another success than the documented one, such as 202, is a matter of the operation that gives it.
      if (isOtherSuccess(answer)) return [kind, "success", symptom.seenIn ?? operation, answerKey(answer)];
      if (TAGS_SHOWN.test(requirement.id)) return ["tags shown", operation];
      if (TAGS_OF_A_KIND.test(requirement.id)) return ["tags", operation, answerKey(answer)];
      // That a request came before is remembered apart from what refuses it.
      return answer === undefined || isPlainSuccess(answer) || isOfRace(symptom) || isOfRepeat(requirement)
        ? [kind, requirement.id, symptom.step ?? ""]
        : [kind, operation, answerKey(answer), symptom.step ?? ""];
    default:
      return [kind, operation, member ?? "any", answerKey(answer)];
  }
}

/** Such a rule is one thing to mend, whatever the answers that break it. */
function isOfEveryAnswer({ id, operation, area }: RequirementResult): boolean {
  const isOfForm = area === "error-mapping" || area === "response-shape";
  return operation === "*" && isOfForm && !COMMON_RULES.includes(id);
}

function isOfRepeat({ area }: RequirementResult): boolean {
  return area === "idempotency";
}

function toGroup(symptoms: readonly Symptom[]): SymptomGroup {
  const [first] = symptoms as readonly [Symptom, ...Symptom[]];
  const operations = [...new Set(symptoms.map(({ operation }) => operation))];
  return { kind: first.kind, operations, member: first.member, symptoms };
}

/** Several errors that look like successes have their way out of the server in common. */
function widened(group: SymptomGroup): SymptomGroup {
  const names = new Set(group.symptoms.map(({ answer }) => answer?.error));
  return group.kind === "error-as-success" && names.size > 1 ? { ...group, whole: true } : group;
}

function isOfInput({ kind }: SymptomGroup): boolean {
  return kind === "takes-invalid" || kind === "refuses-otherwise" || kind === "refuses-valid" || kind === "fails";
}
