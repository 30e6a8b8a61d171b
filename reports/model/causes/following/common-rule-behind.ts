import { type Answer, answerKey, isOk } from "#reports/model/causes/answer-kind.ts";
import { isOfUnknownNames } from "./names-behind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { COMMON_RULES } from "#reports/model/causes/rules/requirements-alike.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";

/** A rule of every answer that this one breaks too, such as that an error names its type. */
export function commonRuleBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  if (isOfCommonRule(group)) return undefined;
  const unknown = groups.find(isOfUnknownNames);
  if (unknown !== undefined && unknown !== group && isRefusal(group)) return unknown;
  const status = groups.find((rule) => rule !== group && isOfStatus(rule) && hasAnswersOf(rule, group));
  if (status !== undefined) return status;
  return groups.find((rule) => {
    const [first] = rule.symptoms;
    if (rule.operations.length < 2 || first === undefined || !isOfCommonRule(rule)) return false;
    return group.symptoms.every((symptom) => breaksAsWell(first.requirement.id, symptom));
  });
}

export function hasAnswersOf(rule: SymptomGroup, group: SymptomGroup): boolean {
  const keys = rule.symptoms.map(({ answer }) => answerKey(answer));
  return group.symptoms.every(({ answer }) => answer !== undefined && keys.includes(answerKey(answer)));
}

/** Errors common to all operations that come with another status than is documented for them. */
export function isOfStatus({ symptoms }: SymptomGroup): boolean {
  return symptoms.every(({ requirement }) => requirement.id === "api.error.status");
}

function isRefusal({ kind, symptoms }: SymptomGroup): boolean {
  const isOfError = kind === "answer" || kind === "refuses-otherwise";
  return isOfError && symptoms.every(({ answer }) => answer?.error !== undefined && answer.status < 500);
}

function isOfCommonRule({ symptoms }: SymptomGroup): boolean {
  return symptoms.every(({ requirement }) => COMMON_RULES.includes(requirement.id));
}

function breaksAsWell(rule: string, { answer }: Symptom): boolean {
  if (answer === undefined) return false;
  switch (rule) {
    case "api.answers":
      return answer.status === 0;
    case "api.json":
      return isOk(answer) && !answer.isJson;
    case "api.error.json":
      return isClientError(answer) && !answer.isJson;
    case "api.error.type":
      return isClientError(answer) && answer.error === undefined;
    case "api.error.type-agrees":
      return answer.contradicts === true;
    default:
      return false;
  }
}

/** A server's own failure is one in any form. */
function isClientError({ status }: Answer): boolean {
  return status >= 400 && status < 500;
}
