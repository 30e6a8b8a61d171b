import { decoded } from "../../protocol/decoded.ts";
import { valueAt } from "../../spec/json/json-pointer.ts";
import { parsedJson } from "../../spec/json/parsed-json.ts";
import type { AnswerForm, Condition, MemberForm } from "../../suites/record/condition.ts";
import type { Expectation, Judgement } from "../../suites/record/record.ts";
import { jsonPath, jsonQuery, literalPieces } from "./hurl/json-path.ts";
import { type HurlText, quotedText } from "./hurl/hurl-text.ts";
import { type ErrorPlace, typeAssert } from "./error-place.ts";
import { originOf } from "./steps/answers-before.ts";
import type { Replacing } from "./steps/request.ts";
import { registrationOf } from "./steps/fresh.ts";
import type { Step } from "./steps/steps.ts";

export interface Deciding extends Replacing {
  readonly judgement: Judgement;
  /** What the contract says of the request of the step. */
  readonly expectation: Expectation;
  readonly step: Step;
  readonly errorPlace: ErrorPlace | undefined;
}

/** What is asked of the answer that decides. */
export interface AskedOfAnswer {
  readonly status?: number | undefined;
  readonly captures: readonly string[];
  readonly asserts: readonly string[];
}

/** A reason why a file cannot tell, in the place of one. */
export interface Untold {
  readonly untold: string;
}

export function isUntold(value: object): value is Untold {
  return "untold" in value;
}

export function askedOf(deciding: Deciding): AskedOfAnswer | Untold {
  const { condition } = deciding.judgement;
  if (condition === undefined) return { untold: "the judgement needs more than one answer" };
  if (condition.race === true) {
    return { untold: "a race decided: requests sent at the same time may behave differently in sequence" };
  }
  const parts: (AskedOfAnswer | Untold)[] = [answersAsked(condition, deciding), ...membersAsked(condition, deciding)];
  const untold = parts.find(isUntold);
  if (untold !== undefined) return untold;
  const all = parts as readonly AskedOfAnswer[];
  return {
    status: all.find(({ status }) => status !== undefined)?.status,
    captures: all.flatMap(({ captures }) => captures),
    asserts: all.flatMap(({ asserts }) => asserts),
  };
}

function asserts(...lines: readonly string[]): AskedOfAnswer {
  return { captures: [], asserts: lines };
}

const SUCCESS = ["status >= 200", "status < 300"];
const REFUSAL = ["status >= 300", "status < 600"];

function answersAsked(condition: Condition, deciding: Deciding): AskedOfAnswer | Untold {
  const { answers, list, absent, ofSuccess } = condition;
  if (list !== undefined || ofSuccess === true) return asserts();
  if (absent !== undefined) return asserts(...REFUSAL);
  const { expectation, step } = deciding;
  if (answers !== undefined) return formsAsked(answers, deciding);
  const succeeded = (step.evidence.response?.status ?? 0) < 300;
  // Where the contract does not say, a refusal is as right as a success, and says nothing of the rest.
  const as = succeeded ? SUCCESS : REFUSAL;
  const isAsked = succeeded === (expectation === "must-accept");
  return asserts(...(isAsked ? as : []), ...headersAsked(condition));
}

function headersAsked({ mediaType }: Condition): string[] {
  if (mediaType === undefined) return [];
  return [`header "content-type" matches ${quotedText(`(?i)^\\s*${regexOf(mediaType)}\\s*(;|$)`)}`];
}

function formsAsked(answers: readonly AnswerForm[], deciding: Deciding): AskedOfAnswer | Untold {
  const spans = spansOf(answers);
  if (spans === undefined) return { untold: "too many statuses are right to list them" };
  const status = statusAsked(spans);
  const [first] = answers;
  const all = (is: (form: AnswerForm) => boolean): boolean => answers.length > 0 && answers.every(is);
  const shapes = [
    ...(all(({ object }) => object === true) ? [`${jsonQuery("")} isObject`] : []),
    ...(all(({ empty }) => empty === true) ? ["bytes count == 0"] : []),
  ];
  const types = typeAsked(answers, deciding);
  if (isUntold(types)) {
    // The status alone tells, where it is another one.
    return spans.some((span) => isWithin(deciding.step, span)) && first !== undefined
      ? types
      : { ...status, asserts: [...status.asserts, ...shapes] };
  }
  return { ...status, asserts: [...status.asserts, ...types.asserts, ...shapes] };
}

interface StatusSpan {
  readonly from: number;
  readonly to: number;
}

function isWithin({ evidence }: Step, { from, to }: StatusSpan): boolean {
  const status = evidence.response?.status ?? 0;
  return status >= from && status <= to;
}

/** Those that a pattern of three characters tells: one status, or whole hundreds. What is right under another name is no form. */
function spansOf(answers: readonly AnswerForm[]): readonly StatusSpan[] | undefined {
  const spans = answers.filter(({ otherThan }) => otherThan === undefined).map(({ from, to }) => ({ from, to }));
  return spans.every(isTellable) ? spans : undefined;
}

function isTellable({ from, to }: StatusSpan): boolean {
  const isStatus = [from, to].every((one) => Number.isInteger(one) && one >= 100 && one <= 999);
  return isStatus && (from === to || (from < to && from % 100 === 0 && to % 100 === 99));
}

function statusAsked(spans: readonly StatusSpan[]): AskedOfAnswer {
  const patterns = [...new Set(spans.map(spanPattern))];
  const [first] = spans;
  if (patterns.length === 1 && first?.from === first?.to) return { ...asserts(), status: first?.from };
  if (patterns.length === 0) return asserts();
  return asserts(`status toString matches ${quotedText(`^(${patterns.join("|")})$`)}`);
}

function spanPattern({ from, to }: StatusSpan): string {
  if (from === to) return String(from);
  const [first, last] = [Math.floor(from / 100), Math.floor(to / 100)];
  return first === last ? `${first}..` : `[${first}-${last}]..`;
}

/** The types that an error may name, where the target names them where Hurl can look. */
function typeAsked(answers: readonly AnswerForm[], { errorPlace, step }: Deciding): AskedOfAnswer | Untold {
  const named = [...new Set(answers.flatMap(({ error }) => (error === undefined ? [] : [error])))];
  const others = answers.filter(({ error, otherThan }) => error === undefined && otherThan === undefined);
  const mayBeUnnamed = others.length > 0 && others.every(({ unnamed }) => unnamed === true);
  if (named.length === 0) return mayBeUnnamed ? { untold: NOWHERE } : asserts();
  // A success, or what HTTP says by itself, names none.
  if (others.length > 0 && !mayBeUnnamed) return { untold: NOWHERE };
  if (errorPlace === undefined || !named.every((name) => /^[\w.]{1,100}$/.test(name))) return { untold: NOWHERE };
  const assert = typeAssert(errorPlace, { named, mayBeUnnamed, received: step.evidence });
  return assert === undefined ? { untold: NOWHERE } : asserts(assert);
}

const NOWHERE = "an error's type may stand in a header or in the body, and Hurl cannot ask for either";

function regexOf(text: string): string {
  return text.replace(/[^A-Za-z0-9/_-]/g, (one) => `\\x{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}

function membersAsked(condition: Condition, deciding: Deciding): (AskedOfAnswer | Untold)[] {
  if (condition.errorType !== undefined) return [{ untold: NOWHERE }];
  return (condition.members ?? []).map((member) => memberAsked(member, condition, deciding));
}

const UNKNOWN = "it depends on a value that the record does not show";
const FOUND = "it names what was there before the run";

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
  const text = value === undefined ? undefined : valueText(value, at, deciding);
  if (typeof text === "object") return text;
  const isReceived = memberOf(deciding.step.evidence.response?.body.text, at) !== undefined;
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
    const text = valueText(only, at, deciding);
    return typeof text === "string" ? asserts(`${jsonQuery(at)} not != ${text}`) : text;
  }
  const path = jsonPath("$", at);
  const literals = values.map((value) => literalOf(value, deciding));
  if (literals.some((one) => one === undefined)) return { untold: UNKNOWN };
  const tests = literals.flatMap((one) => [` && ${path} != `, ...(one ?? [])]);
  return asserts(`jsonpath ${quotedText("$[?", path, ...tests, "]")} not exists`);
}

function literalOf(value: unknown, { fresh }: Deciding): HurlText[] | undefined {
  if (typeof value === "string") {
    return isRedacted(value) ? undefined : ["'", ...literalPieces(fresh.pieces(value)), "'"];
  }
  return typeof value === "object" && value !== null ? undefined : [JSON.stringify(value)];
}

/** A map without members may be absent, or null. */
function sizeLine(at: string, size: number): string {
  return size === 0
    ? `jsonpath ${quotedText(`${jsonPath("$", at)}.*`)} not exists`
    : `jsonpath ${quotedText(`$[?length(${jsonPath("$", at)}) == ${Math.trunc(size)}]`)} exists`;
}

/** No step before had the value. */
function freshAsked(at: string, { before, captures }: Deciding): AskedOfAnswer | Untold {
  const others = before.filter(({ evidence }) => memberOf(evidence.response?.body.text, at) !== undefined);
  if (others.length === 0) return { untold: "no answer before has the member, and it must be another one each time" };
  const query = jsonQuery(at);
  return asserts(...others.map(({ number }) => `${query} != ${quotedText(captures.value({ step: number, at }))}`));
}

function memberOf(body: string | undefined, at: string): unknown {
  const json = parsedJson(body);
  return json === undefined ? undefined : valueAt(json, at);
}

function endAsked(at: string, other: string): AskedOfAnswer {
  return {
    captures: [`end: ${jsonQuery(other)}`],
    asserts: [`${jsonQuery(at)} endsWith ${quotedText("/", { variable: "end" })}`],
  };
}

const DAY = 86_400;

/** Hurl counts whole days from now, cut off: what is off by less than one it cannot tell. */
function timeAsked(
  at: string,
  { from, to }: NonNullable<MemberForm["secondsFromNow"]>,
  deciding: Deciding,
): AskedOfAnswer | Untold {
  const { response, startedAt } = deciding.step.evidence;
  const received = memberOf(response?.body.text, at);
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

/** Of a variable, of an answer before, or as it stands; or why nobody knows it. */
function valueText(value: unknown, at: string | undefined, deciding: Deciding): string | Untold {
  const { fresh, before, captures, step } = deciding;
  const preferred = { at, of: step.evidence };
  if (typeof value === "string") {
    // What an answer gave may have names of ours in it, and is its own nevertheless.
    const origin = originOf(value, before, preferred);
    if (origin !== undefined) return quotedText(captures.value(origin));
    return isRedacted(value) ? { untold: UNKNOWN } : quotedText(...fresh.pieces(value));
  }
  const origin = originOf(value, before, preferred);
  const piece = origin === undefined ? undefined : captures.value(origin);
  if (typeof piece === "object") return `{{${piece.variable}}}`;
  const text = JSON.stringify(value);
  return /^(-?\d{1,18}(\.\d{1,18})?|true|false|null)$/.test(text) ? text : { untold: "a number is too long for Hurl" };
}

function isRedacted(value: string): boolean {
  return value.includes("[redacted ");
}

/** A name that an answer is to show, or not: one that the steps brought, or that an answer before had. */
export function namePieces(name: string, deciding: Deciding): readonly HurlText[] | Untold {
  const { fresh, before, captures, step } = deciding;
  // What an answer gave may stand in a path by now, and is the target's nevertheless.
  const origin = originOf(name, before);
  if (origin !== undefined) return [captures.value(origin)];
  const requests = [...before, step].map(({ evidence }) => evidence.request);
  const isBrought = requests.some(({ path, body }) => `${decoded(path)}\n${body?.text ?? ""}`.includes(name));
  return isBrought ? fresh.pieces(name) : { untold: FOUND };
}

/** The registration that a condition says must leave nothing behind. */
export function registrationNamed(name: string, { before, step }: Deciding): Step | undefined {
  return [...before, step].findLast(({ evidence }) => registrationOf(evidence)?.name === name);
}
