import { parsedJson } from "#spec/json/parsed-json.ts";
import type { Condition, MemberForm } from "#suites/record/condition.ts";
import { quotedText } from "#reports/findings/hurl/hurl-text.ts";
import { jsonPath, jsonQuery } from "#reports/findings/hurl/json-path.ts";
import { NOWHERE } from "./answer-asserts.ts";
import { type AskedOfAnswer, type Deciding, type Untold, asserts, isUntold } from "./asked-of-answer.ts";
import { UNKNOWN, literalOf, receivedMember, hurlValue } from "./recorded-values.ts";

const DAY = 86_400;

/** Hurl counts whole days from now, cut off: what is off by less than one it cannot tell. */
function timeAsked(
  at: string,
  { from, to }: NonNullable<MemberForm["secondsFromNow"]>,
  deciding: Deciding,
): AskedOfAnswer | Untold {
  const { response, startedAt } = deciding.step.evidence;
  const received = receivedMember(response?.body.text, at);
  if (typeof received !== "number") return { untold: "a time that is none was received" };
  // By the time that the file asks, some of a day is over.
  const days = Math.trunc((received - startedAt / 1000 - 3_600) / DAY);
  const [least, most] = [Math.min(0, Math.trunc(from / DAY)), to === undefined ? undefined : Math.trunc(to / DAY)];
  const isTold = days < least || (most !== undefined && days > most);
  if (!isTold) return { untold: "a time is off by less than a day, and Hurl counts in days" };
  const date = `${jsonQuery(at)} toInt toString toDate "%s"`;
  return asserts(
    ...(from <= Number.MIN_SAFE_INTEGER ? [] : [`${date} daysBeforeNow <= ${-least}`]),
    ...(most === undefined ? [] : [`${date} daysAfterNow <= ${most}`]),
  );
}

export function membersAsked(condition: Condition, deciding: Deciding): (AskedOfAnswer | Untold)[] {
  if (condition.errorType !== undefined) return [{ untold: NOWHERE }];
  return (condition.members ?? []).map((member) => memberAsked(member, condition, deciding));
}

/**
 * Where a refusal is right, too, every assert must hold of an answer without the member: `not` does in Hurl, of what is
 * not there.
 */
function memberAsked(member: MemberForm, condition: Condition, deciding: Deciding): AskedOfAnswer | Untold {
  const { at, types, present, absent, nonEmpty, equals, differs, among, fresh, size, matches, endsWith } = member;
  const isOptional = condition.ofSuccess === true || (condition.answers === undefined && !isSure(deciding));
  const query = jsonQuery(at, parsedJson(deciding.step.evidence.response?.body.text));
  const wanted = [equals, differs].flatMap((json) => (json === undefined ? [] : [parsedJson(json)]));
  if (wanted.some((value) => typeof value === "object" && value !== null)) {
    return { untold: "a member's value is not a string, number or boolean" };
  }
  const [value] = wanted;
  const text = value === undefined ? undefined : hurlValue(value, at, deciding);
  if (typeof text === "object") return text;
  const isReceived = receivedMember(deciding.step.evidence.response?.body.text, at) !== undefined;
  if (isOptional && absent !== true && !isReceived) {
    return { untold: "the member was not received, and a refusal, which has none, may be as right as a success" };
  }
  if (isOptional && (present === true || nonEmpty === true || matches !== undefined || fresh === true)) {
    return { untold: "a refusal would be as right as a success, and have no such member" };
  }
  const lines = [
    ...(present === true ? [`${query} exists`] : []),
    ...(absent === true ? [`${query} not exists`] : []),
    ...(types === undefined ? [] : typeLines(query, types)),
    ...(nonEmpty === true ? [`${query} exists`, `${query} not == ""`] : []),
    ...(equals === undefined ? [] : [`${query} ${isOptional ? "not !=" : "=="} ${text}`]),
    ...(differs === undefined ? [] : [`${query} not == ${text}`]),
    ...(size === undefined ? [] : [sizeLine(at, size)]),
    ...(matches === undefined ? [] : [`${query} matches ${quotedText(matches)}`]),
  ];
  const more = [
    ...(among === undefined ? [] : [amongAsked(at, among, deciding)]),
    ...(fresh === true ? [freshAsked(at, deciding)] : []),
    ...(endsWith === undefined ? [] : [endAsked(at, endsWith)]),
    ...(member.secondsFromNow === undefined ? [] : [timeAsked(at, member.secondsFromNow, deciding)]),
  ];
  const untold = more.find(isUntold);
  if (untold !== undefined) return untold;
  const rest = more as readonly AskedOfAnswer[];
  return {
    captures: rest.flatMap(({ captures }) => captures),
    asserts: [...lines, ...rest.flatMap((each) => each.asserts)],
  };
}

/** The request must be accepted, or the status is asked for by itself. */
function isSure({ expectation, step }: Deciding): boolean {
  const succeeded = (step.evidence.response?.status ?? 0) < 300;
  return succeeded ? expectation === "must-accept" : expectation !== "must-accept";
}

const OF_TYPE: Readonly<Record<string, string>> = {
  string: "isString",
  number: "isNumber",
  boolean: "isBoolean",
  array: "isList",
  object: "isObject",
  null: "== null",
};

/** A member that is not there has any type. */
export function typeLines(query: string, types: readonly string[]): string[] {
  const isInteger = types.includes("integer") && !types.includes("number");
  const right = isInteger ? [...types, "number"] : types;
  const wrong = Object.entries(OF_TYPE).flatMap(([type, predicate]) => (right.includes(type) ? [] : [predicate]));
  return [...wrong, ...(isInteger ? ["isFloat"] : [])].map((predicate) => `${query} not ${predicate}`);
}

/** One of these, or not there. */
function amongAsked(at: string, among: readonly string[], deciding: Deciding): AskedOfAnswer | Untold {
  const values = among.map((json) => parsedJson(json));
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    const text = hurlValue(only, at, deciding);
    return typeof text === "string" ? asserts(`${jsonQuery(at)} not != ${text}`) : text;
  }
  const path = jsonPath("$", at);
  const literals = values.map((value) => literalOf(value, deciding));
  if (literals.some((one) => one === undefined)) return { untold: UNKNOWN };
  const tests = literals.flatMap((one) => [` && ${path} != `, ...(one ?? [])]);
  return asserts(`jsonpath ${quotedText("$[?", path, ...tests, "]")} not exists`);
}

/** A map without members may be absent, or null. */
function sizeLine(at: string, size: number): string {
  return size === 0
    ? `jsonpath ${quotedText(`${jsonPath("$", at)}.*`)} not exists`
    : `jsonpath ${quotedText(`$[?length(${jsonPath("$", at)}) == ${Math.trunc(size)}]`)} exists`;
}

/** No step before had the value. */
function freshAsked(at: string, { before, captures }: Deciding): AskedOfAnswer | Untold {
  const others = before.filter(({ evidence }) => receivedMember(evidence.response?.body.text, at) !== undefined);
  if (others.length === 0) return { untold: "no answer before has the member, and it must be another one each time" };
  const query = jsonQuery(at);
  return asserts(...others.map(({ number }) => `${query} != ${quotedText(captures.value({ step: number, at }))}`));
}

function endAsked(at: string, other: string): AskedOfAnswer {
  return {
    captures: [`end: ${jsonQuery(other)}`],
    asserts: [`${jsonQuery(at)} endsWith ${quotedText("/", { variable: "end" })}`],
  };
}
