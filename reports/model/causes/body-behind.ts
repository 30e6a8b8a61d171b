import { valueAt } from "../../../spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "../../../spec/json/json.ts";
import type { Evidence } from "../../../suites/record/record.ts";
import { decidingExchange } from "../example.ts";
import { answerOf, isOk, jsonOf } from "./answer.ts";
import type { SymptomGroup } from "./group.ts";
import type { Symptom } from "./symptom.ts";

/** A fault of the body that the group's own answers have, and that nothing could be read from them for. */
export function bodyBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const own = rankAsBody(group);
  const isOfWhole = group.kind === "refuses-valid" || group.kind === "answer" || own !== undefined;
  if (!isOfWhole || !group.symptoms.every(isOfBody)) return undefined;
  return [0, 1, 2]
    .filter((rank) => rank < (own ?? 3))
    .flatMap((rank) => groups.filter((other) => rankAsBody(other) === rank && sharesOperation(other, group)))
    .find((fault) => group.symptoms.every((symptom) => hasFault(symptom, fault)));
}

/** How far a fault of the body reaches: none that comes whole, none that is JSON, none of the documented members. */
export function rankAsBody({ kind, member = "", symptoms }: SymptomGroup): number | undefined {
  const ids = symptoms.map(({ requirement }) => requirement.id);
  if (ids.includes("api.answers")) return 0;
  if (ids.includes("api.json")) return 1;
  return (kind === "mistyped" || kind === "absent") && member.lastIndexOf("/") <= 0 ? 2 : undefined;
}

export function sharesOperation(one: SymptomGroup, other: SymptomGroup): boolean {
  return one.operations.some((operation) => other.operations.includes(operation));
}

/** A success came, and one was asked for: with any body, what should have been refused would be wrong still. */
function isOfBody({ answer, example }: Symptom): boolean {
  const wanted = example?.judgement.condition?.answers;
  return isOk(answer) && (wanted === undefined || wanted.some(({ from, to }) => from < 300 && to >= 200));
}

function hasFault({ example }: Symptom, fault: SymptomGroup): boolean {
  const answers = decidingAnswers(example);
  const rank = rankAsBody(fault);
  if (rank === 0) return answers.some(({ response }) => response?.body.truncated === true);
  if (rank === 1) return answers.some((each) => !answerOf(each).isJson);
  const members = new Set(fault.symptoms.map(({ member = "" }) => member));
  return [...members].every((member) => {
    const shown = fault.symptoms
      .filter((symptom) => symptom.member === member)
      .flatMap(({ example: own }) => decidingAnswers(own).map((each) => formAt(each, member)));
    return answers.map((each) => formAt(each, member)).some((form) => form !== undefined && shown.includes(form));
  });
}

/** The answer that decided; of a list, each of its pages. */
function decidingAnswers(example: Symptom["example"]): readonly Evidence[] {
  const deciding = example === undefined ? undefined : decidingExchange(example);
  if (example === undefined || deciding === undefined) return [];
  if (example.judgement.condition?.list === undefined) return [deciding];
  const target = targetOf(deciding);
  return example.exchanges.filter((each) => targetOf(each) === target);
}

function targetOf({ request }: Evidence): string {
  return `${request.method} ${request.path.split("?", 1)[0] ?? ""}`;
}

/** The type of a member of an answer; of a list, that of its items. A list that has some items right can be read. */
function formAt({ response }: Evidence, member: string): string | undefined {
  const json = jsonOf(response?.body.text);
  const value = json === undefined ? undefined : valueAt(json, member);
  if (!Array.isArray(value)) return typeOf(value);
  const types = [...new Set(value.map(typeOf))];
  return types.length > 1 ? undefined : `list of ${types[0] ?? "nothing"}`;
}

function typeOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (isJsonObject(value)) return "object";
  return Array.isArray(value) ? "list" : typeof value;
}
