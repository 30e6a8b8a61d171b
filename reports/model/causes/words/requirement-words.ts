import { ownMember } from "#spec/json/own-member.ts";
import { type Answer, isOk } from "#reports/model/causes/answer-kind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { isOfRace, type Symptom } from "#reports/model/causes/symptom.ts";
import { REQUIREMENT_SENTENCES, type RequirementSentence } from "./requirement-sentences.ts";
import { PROMISE_SENTENCES } from "./promise-sentences.ts";
import { SITUATIONS } from "./situations.ts";
import { named } from "./verb-of.ts";

/** What a group does wrong, where it is about one requirement that has a sentence of its own for it. */
export function requirementSentence(group: SymptomGroup): RequirementSentence | undefined {
  return filled(group, (id) => ownMember(REQUIREMENT_SENTENCES, id) ?? PROMISE_SENTENCES.find(({ of }) => of.test(id)));
}

/** The same where a member of the answer is known: it may tell more than what a table promises. */
export function valueSentence(group: SymptomGroup): RequirementSentence | undefined {
  return filled(
    group,
    (id) => ownMember(REQUIREMENT_SENTENCES, id) ?? PROMISE_SENTENCES.find(({ of, tells }) => tells && of.test(id)),
  );
}

function filled(
  group: SymptomGroup,
  find: (id: string) => RequirementSentence | undefined,
): RequirementSentence | undefined {
  const ids = [...new Set(group.symptoms.map(({ requirement }) => requirement.id))];
  const [general, ...others] = new Set(ids.map(find));
  if (general === undefined || others.length > 0) return undefined;
  const found = byBody(general, group);
  const operation = group.operations.includes("*") ? "the endpoint" : named(group.operations);
  const kind = /[^.]*$/.exec(ids[0] ?? "")?.[0].replaceAll("-", " ") ?? "";
  const isOne = group.operations.length === 1;
  const words = (text: string): string =>
    text
      // Several operations answer, one answers.
      .replace(/(?<=\{operation\} )(?:does|answers|breaks|leaves|accepts|adds|changes|puts)\b/, (verb) =>
        isOne ? verb : verb.replace(/(?:(?<=do)e)?s$/, ""),
      )
      .replaceAll("{operation}", operation)
      .replaceAll("{a kind}", `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`);
  return { title: words(found.title), mend: words(found.mend) };
}

/** What is wrong with the body of each answer; undefined where that is not one thing. */
export function flawOfAll({ symptoms }: SymptomGroup): Answer["flaw"] {
  const [flaw, ...others] = new Set(symptoms.map(({ answer }) => answer?.flaw));
  return others.length > 0 ? undefined : flaw;
}

function byBody(sentence: RequirementSentence, group: SymptomGroup): RequirementSentence {
  const { symptoms } = group;
  const areRefused = symptoms.every(({ answer }) => answer !== undefined && answer.status >= 400);
  if (areRefused && sentence.ofRefusals !== undefined) return sentence.ofRefusals;
  const flaw = flawOfAll(group);
  const ofFlaw = flaw === undefined ? undefined : { cut: sentence.ofCut, broken: sentence.ofBroken }[flaw];
  if (ofFlaw !== undefined) return ofFlaw;
  const [isJson, ...others] = new Set(symptoms.map(({ answer }) => answer?.isJson));
  if (isJson === undefined || others.length > 0) return sentence;
  return (isJson ? sentence.ofJson : sentence.ofOthers) ?? sentence;
}

/** What was sent, where the answer to just that is wrong; not where the answer is the one wanted, and what it shows is wrong. */
export function situationOf(symptom: Symptom): string | undefined {
  const { requirement, answer, example } = symptom;
  // Of a race no answer but a server error is wrong by itself.
  if (isOfRace(symptom) && (answer?.status ?? 0) < 500) return undefined;
  const wanted = example?.judgement.condition?.answers;
  const isWanted = answer !== undefined && wanted?.some(({ from, to }) => from <= answer.status && answer.status <= to);
  const isOtherSuccess = isOk(answer) && (wanted === undefined || isWanted === true);
  return isOtherSuccess ? undefined : sentFor(requirement.id);
}

/** What is sent for a requirement, where that is one thing. */
export function sentFor(id: string): string | undefined {
  return SITUATIONS.find(({ of }) => of.test(id))?.sent;
}
