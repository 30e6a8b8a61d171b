import type { AnswerForm, Condition } from "#suites/record/condition.ts";
import { typeAssert } from "#reports/findings/error-place.ts";
import { quotedText } from "#reports/findings/hurl/hurl-text.ts";
import { jsonQuery } from "#reports/findings/hurl/json-path.ts";
import type { Step } from "#reports/findings/steps/steps.ts";
import { type AskedOfAnswer, type Deciding, type Untold, asserts, isUntold } from "./asked-of-answer.ts";

const SUCCESS = ["status >= 200", "status < 300"];
const REFUSAL = ["status >= 300", "status < 600"];

export function answersAsked(condition: Condition, deciding: Deciding): AskedOfAnswer | Untold {
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

export const NOWHERE = "an error's type may stand in a header or in the body, and Hurl cannot ask for either";

function regexOf(text: string): string {
  return text.replace(/[^A-Za-z0-9/_-]/g, (one) => `\\x{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}
