import { code, series } from "#spec/prose.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { MANY, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { Reason } from "#reports/model/causes/why-it-matters.ts";
import { FLAW_MENDS } from "./requirement-sentences.ts";
import { flawOfAll } from "./requirement-words.ts";
import { toldAnswer } from "./told-answer.ts";
import type { ToldWords } from "./told-words.ts";
import { named, verbOf } from "./verb-of.ts";
import { wantedOf } from "./wanted-answer.ts";

/** Input that was to be refused and is taken. */
export function takenWords(group: SymptomGroup): ToldWords {
  const { operations, member = "", whole = false, unchecked, taken } = group;
  if (taken !== undefined) {
    const { due, sent, places } = taken;
    const who = operations.length > MANY ? `${operations.length} operations accept` : verbOf(operations, "accept");
    return {
      title: `${who} ${series(sent.map(withArticle), "or")} where ${due} is due, in ${places} places`,
      mend: `Refuse it with ${wantedOf(group)}: check the type of each member before doing anything.`,
      reason: "takes-mistyped",
    };
  }
  if (unchecked !== undefined) {
    const { family, members } = unchecked;
    const title = `${operations[0] ?? ""} ${family.unchecked} ${series(members.map(code), "or")}`;
    return { title, mend: family.mend, reason: "takes-invalid" };
  }
  if (whole) {
    return {
      title: `${named(operations)} ${operations.length > 1 ? "do" : "does"} not validate ${member === "" ? "its input" : code(member)}`,
      mend: "Check each member by its rules before doing anything.",
      reason: "validates-nothing",
    };
  }
  return {
    title: `${verbOf(operations, "accept")} ${valuesOf(group) ?? partOf("invalid", member)}`,
    mend: `Refuse it with ${wantedOf(group)}.`,
    reason: group.symptoms.every(({ requirement }) => OF_TYPE.test(requirement.id))
      ? "takes-mistyped"
      : "takes-invalid",
  };
}

/** Invalid input that is refused with another answer than the documented one. */
export function otherwiseRefusedWords(group: SymptomGroup): ToldWords {
  return answeredWords(group, {
    part: valuesOf(group) ?? partOf("invalid", group.member),
    mend: flawMend(group) ?? `Answer ${wantedOf(group)}.`,
    reason: "refuses-otherwise",
  });
}

function flawMend(group: SymptomGroup): string | undefined {
  const flaw = flawOfAll(group);
  return flaw === undefined ? undefined : FLAW_MENDS[flaw];
}

/** Valid input that is not taken. */
export function refusedWords(group: SymptomGroup): ToldWords {
  return answeredWords(group, {
    part: valuesOf(group) ?? partOf("valid", group.member),
    mend: `Accept it: answer ${wantedOf(group)}.`,
    reason: "refuses-valid",
  });
}

/** Input, valid or not, that is answered with a server error, or not at all. */
export function failedWords(group: SymptomGroup): ToldWords {
  return answeredWords(group, {
    part: `some ${plainPartOf(group.member)}`,
    mend: `Answer each such input as documented, the one shown with ${wantedOf(group)}.`,
    reason: "fails",
  });
}

function withArticle(type: string): string {
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

interface AnsweredWords {
  readonly part: string;
  readonly mend: string;
  readonly reason: Reason;
}

function answeredWords({ operations, symptoms: [first] }: SymptomGroup, { part, ...words }: AnsweredWords): ToldWords {
  const answer = first?.answer;
  if (answer === undefined) return { ...words, title: `${verbOf(operations, "misjudge")} ${part}` };
  if (answer.status === 0) {
    const title = `${named(operations)} ${operations.length > 1 ? "do" : "does"} not answer ${part}`;
    if (answer.failure !== "reset") return { ...words, title, reason: "silent" };
    return { ...words, title: `${title}: the connection is closed`, reason: "cut-off" };
  }
  if (answer.status >= 500) {
    return { ...words, title: `${verbOf(operations, "fail")} with ${toldAnswer(answer)} on ${part}`, reason: "fails" };
  }
  const verb = verbOf(operations, answer.status >= 300 ? "refuse" : "answer");
  return { ...words, title: `${verb} ${part} with ${toldAnswer(answer)}` };
}

/** Rules told one by one; of more, that the input is invalid is told. */
const VALUES_TOLD = 2;

/** The values that the rules which are broken are about, such as `` a `name` of 101 or more characters ``. */
function valuesOf({
  symptoms: all,
  member,
  alone = false,
  crossed = false,
  whole = false,
}: SymptomGroup): string | undefined {
  const symptoms = all.filter(({ requirement: { subject } }) => !alone || subject?.input === member);
  const isMust = symptoms.some(({ requirement }) => requirement.level === "MUST");
  const told = symptoms.filter(({ requirement }) => !isMust || requirement.level === "MUST");
  const ofMemberFirst = told
    .map(({ requirement }) => requirement)
    .sort((a, b) => Number(b.subject?.input === member) - Number(a.subject?.input === member));
  const isOfOthers = told.some(
    ({ requirement: { subject } }) => subject?.values === undefined && subject?.side !== "accept",
  );
  const values = new Set(ofMemberFirst.flatMap(articled));
  if (whole || values.size === 0 || values.size > VALUES_TOLD || isOfOthers) return undefined;
  return crossed ? [...values].join(" with ") : series([...values], "or");
}

function articled({ id, subject = {} }: RequirementResult): string[] {
  const { values, input = "" } = subject;
  if (values === undefined) return [];
  // Of another type, what stands for many is one thing.
  const isOne = !isPlural(input) || OF_TYPE.test(id);
  return [values.startsWith("`") && isOne ? `${/^`[aeiou]/.test(values) ? "an" : "a"} ${values}` : values];
}

const OF_TYPE = /\.type(?:\.|$)/;

/** ``an invalid `name` ``, ``invalid `tags` ``, ``an invalid key of `tags` ``, `invalid input`. */
function partOf(what: "valid" | "invalid", member = ""): string {
  const part = plainPartOf(member);
  if (member !== "" && isPlural(member)) return `${what === "valid" ? "some valid" : what} ${part}`;
  if (member === "") return `${what} ${part}`;
  return `${what === "valid" ? "a" : "an"} ${what} ${part}`;
}

/** A member that holds many; parts of one are named one by one, and a greatest or least number of things is one number. */
function isPlural(member: string): boolean {
  return /^(?!.*\.(?:keys|values|items)$)(?!(?:.*\.)?(?:max|min)[A-Z]).*[^su]s$/.test(member);
}

function plainPartOf(member = ""): string {
  if (member === "") return "input";
  const [, map, part] = /^(.*)\.(keys|values|items)$/.exec(member) ?? [];
  return map === undefined || part === undefined ? code(member) : `${part.slice(0, -1)} of ${code(map)}`;
}
