import { ownMember } from "#spec/json/own-member.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { decidingAnswers, formsAt } from "#reports/model/causes/deciding-answers.ts";
import { isBelow, sharesOperation, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { pageOfRefusedToken } from "#reports/model/causes/own-token.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";

/** Members of a list that show what other requests were given, by the member of that input. */
const LISTED_INPUT: Readonly<Record<string, string>> = { "/clusters": "name" };

/** Input that was to be refused and is taken, for what its answer, and later ones, then show of it. */
export function takenBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const taken = groups.filter(({ kind }) => kind === "takes-invalid");
  if (group.kind === "refuses-otherwise" && group.symptoms.every(isOfTakenName)) {
    return taken.find((other) => takes(other, group.member ?? "") && sharesOperation(other, group));
  }
  if (group.kind === "answer") return tokenBehind(group, taken);
  if (group.kind !== "mistyped") return undefined;
  return shownBehind(group, taken) ?? listedBehind(group, taken);
}

/** For a member of an answer that shows what was sent. */
function shownBehind({ member = "", symptoms }: SymptomGroup, taken: readonly SymptomGroup[]) {
  const shown = member.split("/").slice(2).join(".");
  const others = taken.filter(({ operations }) => {
    const own = symptoms.filter(({ operation }) => operations.includes(operation));
    return own.length > 0 && own.every(isOfInvalidInput);
  });
  // What is not even an object would have been shown as another type of the whole.
  const below = others.find((other) => other.member?.startsWith(`${shown}.`));
  return below ?? others.find((other) => takes(other, shown));
}

/** For a list, asked for at any time after, in which names that were taken stand among proper ones. */
function listedBehind({ member = "", symptoms }: SymptomGroup, taken: readonly SymptomGroup[]) {
  const input = ownMember(LISTED_INPUT, member);
  const cases = symptoms.flatMap(({ requirement }) => requirement.cases.filter(({ verdict }) => verdict === "fail"));
  const isOfNames = cases.every((one) =>
    decidingAnswers(one).every((each) => formsAt(each, member).includes("list of string")),
  );
  return input !== undefined && isOfNames ? taken.find((other) => takes(other, input)) : undefined;
}

/** For a page that the token of the page before does not lead to, since that ends with a name that was taken. */
function tokenBehind({ symptoms }: SymptomGroup, taken: readonly SymptomGroup[]) {
  return taken.find((other) =>
    symptoms.every((symptom) => {
      const page = pageOfRefusedToken(symptom);
      return Object.entries(LISTED_INPUT).some(([list, input]) => {
        const items = page === undefined ? undefined : valueAt(page, list);
        return takes(other, input) && Array.isArray(items) && isTaken(items.at(-1), input, other);
      });
    }),
  );
}

/** No name at all, or one that was sent where it was to be refused. */
function isTaken(item: JsonValue | undefined, input: string, { symptoms }: SymptomGroup): boolean {
  const cases = symptoms.flatMap(({ requirement, example }) => [...requirement.cases, ...(example ? [example] : [])]);
  const sent = cases.flatMap(({ exchanges }) => exchanges.map(({ request }) => parsedJson(request.body?.text)));
  return typeof item !== "string" || sent.some((body) => isJsonObject(body) && body[input] === item);
}

/** What was taken once is refused the second time, for being there. */
function isOfTakenName({ answer }: Symptom): boolean {
  return answer?.status === 409;
}

function takes({ member = "", whole = false }: SymptomGroup, input: string): boolean {
  return member === input || (whole && isBelow(input, member));
}

/** No valid input shows it. */
function isOfInvalidInput({ requirement }: Symptom): boolean {
  return requirement.cases.every(({ verdict, expectation }) => verdict !== "fail" || expectation === "must-reject");
}
