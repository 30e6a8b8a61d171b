import { answerOf, isOk } from "#reports/model/causes/answer-kind.ts";
import { decidingAnswers, formsAt } from "#reports/model/causes/deciding-answers.ts";
import { sharesOperation, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";

/** What is wrong with the body that the group's own answers have, and that nothing could be read from them for. */
export function bodyBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const own = rankAsBody(group);
  const isOfWhole = group.kind === "refuses-valid" || group.kind === "answer" || own !== undefined;
  if (!isOfWhole || !group.symptoms.every(isOfBody)) return undefined;
  return [0, 1, 2]
    .filter((rank) => rank < (own ?? 3))
    .flatMap((rank) => groups.filter((other) => rankAsBody(other) === rank && sharesOperation(other, group)))
    .find((body) => group.symptoms.every((symptom) => isSpoiltBy(symptom, body)));
}

/** How far what is wrong with the body reaches: none that comes whole, none that is JSON, none of the documented members. */
export function rankAsBody({ kind, member = "", symptoms }: SymptomGroup): number | undefined {
  const ids = symptoms.map(({ requirement }) => requirement.id);
  if (ids.includes("api.answers")) return 0;
  if (ids.includes("api.json")) return 1;
  return (kind === "mistyped" || kind === "absent") && member.lastIndexOf("/") <= 0 ? 2 : undefined;
}

/** A success came, and one was asked for: with any body, what should have been refused would be wrong still. */
function isOfBody({ answer, example }: Symptom): boolean {
  const wanted = example?.judgement.condition?.answers;
  return isOk(answer) && (wanted === undefined || wanted.some(({ from, to }) => from < 300 && to >= 200));
}

function isSpoiltBy({ example }: Symptom, body: SymptomGroup): boolean {
  const answers = decidingAnswers(example);
  const rank = rankAsBody(body);
  if (rank === 0) return answers.some(({ response }) => response?.body.truncated === true);
  // Of a body that was kept in part nobody can tell.
  if (rank === 1) return answers.some((each) => !answerOf(each).isJson || each.response?.body.truncated === true);
  const members = new Set(body.symptoms.map(({ member = "" }) => member));
  return [...members].every((member) => {
    const shown = body.symptoms
      .filter((symptom) => symptom.member === member)
      .flatMap(({ example: own }) => decidingAnswers(own).flatMap((each) => formsAt(each, member)));
    // A list that has some items right can be read.
    return answers
      .map((each) => formsAt(each, member))
      .some(([form = "", ...more]) => more.length === 0 && shown.includes(form));
  });
}
