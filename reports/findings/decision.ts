import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import type { AnswerForm, Condition, ListForm, MemberForm } from "../../suites/record/condition.ts";
import type { Expectation, Judgement } from "../../suites/record/record.ts";
import { originOf } from "./steps/answers-before.ts";
import { decoded } from "../../protocol/decoded.ts";
import { textWord, type Replacing } from "./shell/shell-words.ts";
import { registrationOf } from "./shell/variables.ts";
import type { Step } from "./steps/steps.ts";

export interface Deciding extends Replacing {
  readonly judgement: Judgement;
  /** What the contract says of the request of the step. */
  readonly expectation: Expectation;
  readonly step: Step;
}

export interface Decision {
  /** Of a shell function that returns 0 where the condition is met, 1 where it is not, 2 where nobody can tell this time. */
  readonly lines: readonly string[];
  /** Why nobody ever can: then there are none. */
  readonly untold?: string;
}

export function decisionOf(deciding: Deciding): Decision {
  const { condition } = deciding.judgement;
  if (condition === undefined) return { lines: [], untold: "the judgement needs more than one answer" };
  const untold = whyUntold(condition, deciding);
  return untold === undefined ? { lines: conditionLines(condition, deciding) } : { lines: [], untold };
}

function whyUntold({ race, members = [], list = {}, absent }: Condition, deciding: Deciding): string | undefined {
  if (race === true) return "a race decided: requests sent at the same time may behave differently in sequence";
  if (absent !== undefined && registrationNamed(absent, deciding) === undefined) {
    return "the registration that left the cluster is not among the requests kept";
  }
  const values = members.flatMap(({ at, equals, differs, among = [] }) =>
    [equals, differs, ...among].flatMap((json) =>
      json === undefined ? [] : [{ at, value: JSON.parse(json) as unknown }],
    ),
  );
  if (values.some(({ value }) => typeof value === "object" && value !== null)) {
    return "a member's value is not a string, number or boolean";
  }
  const { once = [], has = [], lacks = [] } = list;
  const named = [...once, ...has, ...lacks, ...(absent === undefined ? [] : [absent])].map((value) => ({ value }));
  // That a list lacks what was never made this time says nothing.
  const isAllFound = lacks.length > 0 && lacks.every((value) => isFound(value, deciding));
  if (isAllFound || [...once, ...has].some((value) => isFound(value, deciding))) {
    return "it names what was there before the run";
  }
  const isHidden = (one: Wanted): boolean => knownWord(one, deciding) === undefined && isRedacted(one.value);
  return [...values, ...named].some(isHidden) ? "it depends on a value that the record does not show" : undefined;
}

/** No request made it, and it is too short to be recognized in an answer. */
function isFound(value: string, deciding: Deciding): boolean {
  const requests = [...deciding.before, deciding.step].map(({ evidence }) => evidence.request);
  const isBrought = requests.some(({ path, body }) => `${decoded(path)}\n${body?.text ?? ""}`.includes(value));
  return !isBrought && knownWord({ value }, deciding) === undefined;
}

function isRedacted(value: unknown): boolean {
  return String(value).includes("[redacted ");
}

function conditionLines(condition: Condition, deciding: Deciding): string[] {
  return [
    ...certainty(deciding),
    ...answerLines(deciding, condition),
    ...(condition.ofSuccess === true ? [`like ${deciding.step.number} 200 299 || return 0`] : []),
    ...headerLines(deciding.step.number, condition),
    ...(condition.members ?? []).flatMap((member) => memberLines(deciding, member)),
    ...(condition.list === undefined ? [] : listLines(condition.list, deciding)),
    ...(condition.absent === undefined ? [] : absentLines(condition.absent, deciding)),
    "return 0",
  ];
}

/** No answer, or one about the pace, tells nothing unless it is what was found. */
function certainty({ judgement, step }: Deciding): string[] {
  const { number, evidence } = step;
  const status = evidence.response?.status;
  const answersAtAll = judgement.condition?.answers?.some(({ from, to }) => from <= 100 && to >= 500) === true;
  const lines = status === undefined || answersAtAll ? [] : [`[ "$(code ${number})" != 000 ] || return 2`];
  if (status === 429 || status === 503) return lines;
  return [...lines, `case $(code ${number}) in 429|503) return 2 ;; esac`];
}

function answerLines(
  { step: { number, evidence }, expectation }: Deciding,
  { answers, list, absent }: Condition,
): string[] {
  if (list !== undefined || absent !== undefined) return [];
  if (answers !== undefined) return [`${answers.map((form) => likeWords(number, form)).join(" || ")} || return 1`];
  const success = (evidence.response?.status ?? 0) < 300;
  if (success) return [`like ${number} 200 299 || return 2`];
  // Where nothing but a success is right, the error that something is wrong with should not be there.
  const right = expectation === "must-accept" ? [`like ${number} 200 299 && return 0`] : [];
  return [...right, `like ${number} 300 599 || return 2`];
}

function likeWords(number: number, { from, to, error, otherThan, unnamed, object, empty }: AnswerForm): string {
  return [
    `like ${number} ${from} ${to}`,
    ...(error === undefined ? [] : [`error ${shellQuote(error)}`]),
    ...(otherThan === undefined ? [] : [`other ${shellQuote(otherThan)}`]),
    ...(unnamed === true ? ["unnamed"] : []),
    ...(object === true ? ["object"] : []),
    ...(empty === true ? ["empty"] : []),
  ].join(" ");
}

function headerLines(number: number, { mediaType, errorType }: Condition): string[] {
  return [
    ...(mediaType === undefined ? [] : [`[ "$(media_type ${number})" = ${shellQuote(mediaType)} ] || return 1`]),
    ...(errorType === "named" ? [`[ -n "$(error ${number})" ] || return 1`] : []),
    ...(errorType === "agrees" ? [`agrees ${number} || return 1`] : []),
  ];
}

function memberLines(deciding: Deciding, member: MemberForm): string[] {
  // The step and the pointer, as the functions of the library take them.
  const operand = `${deciding.step.number} ${shellQuote(escaped(member.at))}`;
  const value = `"$(value ${operand})"`;
  const same = (json: string): string =>
    sameWords(operand, { at: member.at, value: JSON.parse(json) as unknown }, deciding);
  const { types, present, absent, nonEmpty, equals, differs, among, fresh, size, matches, endsWith } = member;
  const time = member.secondsFromNow;
  const tests = [
    present === true && `[ -n "$(type_of ${operand})" ]`,
    absent === true && `[ -z "$(type_of ${operand})" ]`,
    types !== undefined && `typed ${operand} ${types.map(shellQuote).join(" ")}`,
    nonEmpty === true && `[ -n ${value} ]`,
    equals !== undefined && same(equals),
    differs !== undefined && `! ${same(differs)}`,
    among !== undefined && `{ [ -z "$(type_of ${operand})" ] || ${among.map(same).join(" || ")}; }`,
    ...(fresh === true ? freshTests(deciding, operand, member.at) : []),
    size !== undefined &&
      `case $(type_of ${operand}) in object) [ ${value} -eq ${size} ] ;; *) [ ${size} -eq 0 ] ;; esac`,
    matches !== undefined && `printf '%s\\n' ${value} | grep -qE ${shellQuote(matches)}`,
    endsWith !== undefined &&
      `case ${value} in */"$(value ${deciding.step.number} ${shellQuote(escaped(endsWith))})") ;; *) false ;; esac`,
    time !== undefined && `[ "$(type_of ${operand})" = number ]`,
    time !== undefined &&
      `compare ${value} "$(($(date +%s) + ${time.from}))"${time.to === undefined ? "" : ` "$(($(date +%s) + ${time.to}))"`}`,
  ];
  return tests.flatMap((test) => (typeof test === "string" ? [`${test} || return 1`] : []));
}

/** No step before had the value, nor any round. */
function freshTests({ before }: Deciding, operand: string, at: string): string[] {
  const others = before.map(({ number }) => `other_than "$(value ${operand})" ${number} ${shellQuote(escaped(at))}`);
  return [...others, `never_before ${operand}`];
}

/** A value that the run knew, and the pointer into an answer where it is wanted, if it is a member's. */
interface Wanted {
  readonly at?: string;
  readonly value: unknown;
}

function sameWords(operand: string, wanted: Wanted, deciding: Deciding): string {
  const type = wanted.value === null ? "null" : typeof wanted.value;
  return `same ${operand} ${type} ${valueWord(wanted, deciding)}`;
}

/** Of a variable, of an answer before, or as it stands. */
function valueWord(wanted: Wanted, deciding: Deciding): string {
  return knownWord(wanted, deciding) ?? textWord(escaped(String(wanted.value)), deciding.variables);
}

function knownWord({ value, at }: Wanted, { variables, before }: Deciding): string | undefined {
  const variable = variables.find(({ text }) => text === value);
  if (variable !== undefined) return `"$${variable.name}"`;
  const origin = originOf(value, before, at);
  return origin === undefined ? undefined : `"$(value ${origin.step} ${shellQuote(escaped(origin.at))})"`;
}

/** The list was walked by the step itself, which says in `whole` whether it came to its end. */
function listLines({ once = [], has = [], lacks = [], pageSize }: ListForm, deciding: Deciding): string[] {
  const times = (value: string): string => `"$(count_of ${valueWord({ value }, deciding)})"`;
  return [
    ...[...has, ...lacks, ...once].flatMap((value) => foundLines(value, deciding)),
    `[ "$whole" = yes ] || return 1`,
    ...has.map((name) => `[ ${times(name)} -ge 1 ] || return 1`),
    ...lacks.map((name) => `[ ${times(name)} -eq 0 ] || return 1`),
    ...once.map((name) => `[ ${times(name)} -eq 1 ] || return 1`),
    ...(pageSize === undefined ? [] : [`[ "$longest" -le ${pageSize} ] || return 1`]),
  ];
}

/** Of a name that an answer before had, nothing can be told where that answer has none this time. */
function foundLines(value: string, { variables, before }: Deciding): string[] {
  const origin = variables.some(({ text }) => text === value) ? undefined : originOf(value, before);
  return origin === undefined
    ? []
    : [`[ -n "$(type_of ${origin.step} ${shellQuote(escaped(origin.at))})" ] || return 2`];
}

/** A registration that is taken by now is one that leaves a cluster behind rightly. */
function absentLines(name: string, deciding: Deciding): string[] {
  const word = valueWord({ value: name }, deciding);
  return [
    `like ${registrationNamed(name, deciding)?.number} 200 299 && return 0`,
    `look ${word}`,
    `like look 400 499 && return 0`,
    `like look 200 299 object || return 2`,
    `[ "$(value look /cluster/name)" != ${word} ] || return 1`,
  ];
}

function registrationNamed(name: string, { before, step }: Deciding): Step | undefined {
  return [...before, step].findLast(({ evidence }) => registrationOf(evidence)?.name === name);
}

const SHORT: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

/** A text as the script's reader of JSON prints it: on one line. */
function escaped(text: string): string {
  return text
    .replace(/[\\\p{Cc}]/gu, (one) => (one > "\x1f" && one !== "\\" ? one : (SHORT[one] ?? hexEscape(one))))
    .replace(/\p{Surrogate}/gu, hexEscape);
}

function hexEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
