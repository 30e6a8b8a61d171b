import { code, series } from "#spec/prose.ts";
import { brief } from "#reports/model/text/format.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { isAskedForTwice } from "#reports/model/causes/asked-for-twice.ts";
import { answeringIn, isUnwanted, type Symptom } from "#reports/model/causes/symptom.ts";
import type { ToldWords } from "./told-words.ts";
import { valueSentence } from "./requirement-words.ts";
import { ruleOf } from "./wanted-answer.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { MEMBER_REASONS } from "#reports/model/causes/why-it-matters.ts";

/** In seconds this is beyond the year 5000, in milliseconds before 1975. */
const NO_SECONDS = 1e11;

/** A time in the answer is a number that only milliseconds explain. */
function isInMilliseconds({ member = "", example }: Symptom): boolean {
  const text = example === undefined ? undefined : decidingExchange(example)?.response?.body.text;
  if (text === undefined || ownMember(MEMBER_REASONS, member) !== "timestamp") return false;
  try {
    const value = valueAt(JSON.parse(text) as JsonValue, member);
    return typeof value === "number" && value > NO_SECONDS;
  } catch {
    return false;
  }
}

/** Of a member of an answer that is absent, or has another type or value than it should. */
export function valueWords(group: SymptomGroup): ToldWords {
  const { kind, member = "", symptoms, whole = false } = group;
  const [first] = symptoms;
  const name = nameIn(member);
  const where = placeOf(group);
  const rule = first === undefined ? "Answer as documented." : ruleOf(first);
  if (symptoms.every(isUnwanted)) {
    return { title: `${name} is shown ${where}`, mend: "Leave it out there.", reason: "other-value" };
  }
  if (kind === "absent") {
    const of = whole ? `Members of ${name} are` : `${name} is`;
    return { title: `${of} absent ${where}`, mend: rule, reason: "absent" };
  }
  const [as, ...others] = new Set(symptoms.map(({ example }) => example?.judgement.differences?.[0]?.as));
  if (as !== undefined && others.length === 0) {
    const title = `${name} is called ${code(brief(as, 200))} ${where}`;
    return { title, mend: `Give it the name that is documented: ${code(nameOf(member))}.`, reason: "absent" };
  }
  if (kind === "mistyped") {
    const entry = entryWords(group, where);
    if (entry !== undefined) return entry;
    const names = [...new Set(symptoms.map((symptom) => nameIn(symptom.member)))];
    const title = `${names.length > 1 ? `${series(names)} have` : `${name} has`} a wrong type ${where}`;
    return { title, mend: typeMend(group, names.length > 1 ? series(names) : name) ?? rule, reason: "mistyped" };
  }
  const told = valueSentence(group);
  return {
    title: told?.title ?? `${name} ${symptoms.every(lacksEntry) ? "lacks an entry" : "has a wrong value"} ${where}`,
    mend: symptoms.every(isInMilliseconds)
      ? `Send ${name} in epoch seconds: this value looks like milliseconds.`
      : (told?.mend ?? rule),
    reason: "other-value",
  };
}

function nameIn(member = ""): string {
  return code(member === "" ? "body" : brief(member.slice(1), 200).replaceAll("/", "."));
}

/** Where the member itself is as documented, and what stands in it is not. */
function entryWords({ symptoms, member = "" }: SymptomGroup, where: string): ToldWords | undefined {
  const differences = symptoms.flatMap(({ example }) => example?.judgement.differences?.slice(0, 1) ?? []);
  const [first] = differences;
  const isOfEntries = differences.every(
    ({ at }) => at.lastIndexOf("/") === member.length && at.startsWith(`${member}/`),
  );
  if (first === undefined || !isOfEntries || symptoms.some((symptom) => symptom.member !== member)) return undefined;
  const isNull = differences.every(({ absent }) => absent === true);
  return {
    title: `An entry of ${nameIn(member)} ${isNull ? "is null" : "has a wrong type"} ${where}`,
    mend: `Answer as documented: each entry of ${nameIn(member)} ${first.expected}.`,
    reason: isNull ? "null-entry" : "mistyped",
  };
}

/** Of what is below a member, where the requirement speaks of the whole. */
function typeMend({ symptoms: [first], member }: SymptomGroup, name: string): string | undefined {
  const [difference] = first?.example?.judgement.differences ?? [];
  return difference !== undefined && difference.at === member
    ? `Answer as documented: ${name} ${difference.expected}.`
    : undefined;
}

/** What stands below it, such as a tag, is absent, and it is not. */
function lacksEntry({ kind, example }: Symptom): boolean {
  return kind === "other-value" && example?.judgement.differences?.[0]?.absent === true;
}

function nameOf(member: string): string {
  return member.slice(member.lastIndexOf("/") + 1);
}

/** The operations that answered, and those before them, if others, that what they show comes from. */
function placeOf({ operations, symptoms }: SymptomGroup): string {
  const answering = answeringIn({ symptoms });
  const before = operations.filter((each) => !answering.includes(each));
  const after = before.length === 0 ? "" : ` after ${series(before)}`;
  const isOfRepeats = symptoms.every(({ requirement: { cases, verdict } }) =>
    cases.filter((one) => one.verdict === verdict).every(isAskedForTwice),
  );
  const to = isOfRepeats ? " to a request that is repeated" : "";
  return `in the answer${answering.length > 1 ? "s" : ""} of ${series(answering)}${to}${after}`;
}
