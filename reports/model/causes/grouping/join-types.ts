import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import { typeShown } from "#reports/model/causes/deciding-answers.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";
import { isBelow, joined, MANY, type SymptomGroup } from "./symptom-group.ts";

/** A value of one type that is taken where another is due, in many places, is read wrongly in one. */
export function joinTypes(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, (group) => {
    const due = isPlainlyTaken(group) ? dueIn(group) : undefined;
    const sent = due === undefined ? [] : sentIn(group.symptoms, due);
    return due === undefined || sent.length === 0 ? undefined : [due, ...sent];
  }).flatMap((alike) => {
    const places = new Set(alike.flatMap(({ symptoms }) => symptoms.map(placeOf)));
    const [first] = alike;
    const due = first && dueIn(first);
    if (due === undefined || alike.length < 2 || places.size < MANY) return alike;
    const whole = joined(alike);
    return [{ ...whole, member: "", taken: { due, sent: sentIn(whole.symptoms, due), places: places.size } }];
  });
}

/** A member whose type is not checked, and of which a limit is not either, has two faults unless nothing of it, or in it, is checked. */
export function splitTypes(
  groups: readonly SymptomGroup[],
  requirements: readonly RequirementResult[],
): SymptomGroup[] {
  return groups.flatMap((group) => {
    const ofType = group.symptoms.filter(isOfType);
    const others = group.symptoms.filter((symptom) => !isOfType(symptom));
    if (!isPlainlyTaken(group) || ofType.length === 0 || others.length === 0) return [group];
    const isChecked = requirements.some(
      ({ operation, subject, verdict }) =>
        subject?.side === "reject" &&
        verdict === "pass" &&
        group.symptoms.some(
          ({ requirement: own }) =>
            own.operation === operation && isBelow(subject.input ?? "", own.subject?.input ?? ""),
        ),
    );
    return isChecked ? [ofType, others].map((symptoms) => ({ ...group, symptoms })) : [group];
  });
}

function isPlainlyTaken({ kind, whole = false, unchecked }: SymptomGroup): boolean {
  return kind === "takes-invalid" && !whole && unchecked === undefined;
}

function isOfType({ requirement }: Symptom): boolean {
  return requirement.subject?.type !== undefined;
}

function placeOf({ requirement: { operation, subject } }: Symptom): string {
  return `${operation} ${subject?.input ?? ""}`;
}

/** The one type that every symptom of the group wants; undefined where one of them wants another, or none. */
function dueIn({ symptoms }: SymptomGroup): string | undefined {
  const [due, ...others] = new Set(symptoms.map(({ requirement }) => requirement.subject?.type));
  return others.length === 0 ? due : undefined;
}

/** The types of what was taken where another is due; nothing where one cannot be told. */
function sentIn(symptoms: readonly Symptom[], due: string): readonly string[] {
  const sent = symptoms.flatMap(({ requirement: { cases, subject, verdict } }) =>
    cases
      .filter((one) => one.verdict === verdict)
      .map((one) => {
        const body = parsedJson(decidingExchange(one)?.request.body?.text);
        const types = new Set(valuesIn(body, (subject?.input ?? "").split(".")).map(typeShown));
        return [...types].find((type) => !due.endsWith(` ${type}`)) ?? "nothing";
      }),
  );
  return sent.includes("nothing") ? [] : [...new Set(sent)].sort();
}

/** What an input has at a place: of a list each item, of a map each value. */
function valuesIn(value: JsonValue | undefined, [name, ...rest]: readonly string[]): readonly JsonValue[] {
  if (value === undefined || name === undefined) return value === undefined ? [] : [value];
  if (Array.isArray(value)) return name === "items" ? value.flatMap((each) => valuesIn(each, rest)) : [];
  if (!isJsonObject(value)) return [];
  const own = ownMember(value, name);
  const below = own === undefined && name === "values" ? Object.values(value) : [own];
  return below.flatMap((each) => valuesIn(each, rest));
}
