import { code, series } from "#spec/prose.ts";
import { brief } from "#reports/model/text/format.ts";
import { isOk } from "#reports/model/causes/answer-kind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { pageOfRefusedToken } from "#reports/model/causes/own-token.ts";
import { FORM_OF_ANSWERS } from "#reports/model/causes/rules/requirements-alike.ts";
import { answeringIn, type Symptom } from "#reports/model/causes/symptom.ts";
import type { Reason } from "#reports/model/causes/why-it-matters.ts";
import { caseSentence } from "./case-sentences.ts";
import { toldAnswer } from "./told-answer.ts";
import type { ToldWords } from "./told-words.ts";
import { requirementSentence, sentFor, situationOf } from "./requirement-words.ts";
import { verbOf } from "./verb-of.ts";
import { answerMend, OWN_FAULT, ruleOf, wantedOf } from "./wanted-answer.ts";

/** Of an answer that is not the one wanted, in no member in particular. */
export function answerWords(whole: SymptomGroup): ToldWords {
  const group = withoutServer(whole);
  const { operations, symptoms } = group;
  const [first] = symptoms;
  const reason = answerReason(first);
  const status = first?.answer?.status ?? -1;
  if (first === undefined || status < 0) return { ...unansweredWords(group), reason };
  const said = saidBy(whole);
  if (symptoms.every(isOfServer)) return { title: said, mend: OWN_FAULT, reason };
  if (symptoms.every((symptom) => pageOfRefusedToken(symptom) !== undefined)) {
    const title = `${said} to its own nextToken`;
    return { title, mend: "Accept each nextToken that an answer gave, and give none where nothing is left.", reason };
  }
  const ids = new Set(symptoms.map(({ requirement }) => requirement.id));
  if (ids.size > 1 && operations.includes("*")) {
    const title = `Paths that no operation serves ${status > 0 ? "are answered with" : "get"} ${toldAnswer(first.answer)}`;
    return { title, mend: answerMend(group), reason };
  }
  const ofCase = caseSentence(group);
  if (ofCase !== undefined) return { title: ofCase.title, mend: ofCase.mend, reason };
  const isAnswer = status > 0 && status < 500;
  const situation = commonSituation(symptoms) ?? (isRefusal(first) ? firstSituation(symptoms) : undefined);
  if (situation !== undefined) {
    return { title: `${said} ${isAnswer ? "to" : "on"} ${situation}`, mend: answerMend(group), reason };
  }
  const among = isAnswer ? undefined : firstSituation(symptoms);
  if (among !== undefined) return { title: `${said} on ${among}, among others`, mend: answerMend(group), reason };
  const step = commonStep(symptoms);
  if (isRefusal(first) && step !== undefined) {
    const mend = requirementSentence(group)?.mend ?? answerMend(group);
    return { title: `In a long series of requests, ${said} to ${step}`, mend, reason };
  }
  const told = isAnswer ? requirementSentence(group) : ofFailures(group);
  return { title: told?.title ?? said, mend: told?.mend ?? answerMend(group), reason };
}

/** What server errors alone have not: that they come is told by itself. */
function ofFailures(group: SymptomGroup): Pick<ToldWords, "title" | "mend"> | undefined {
  const isOfForm = group.symptoms.every(({ requirement: { id } }) => FORM_OF_ANSWERS.includes(id));
  const told = isOfForm ? requirementSentence(group) : undefined;
  if (told === undefined) return undefined;
  const isNamed = group.operations.some((operation) => told.title.startsWith(operation));
  const title = isNamed ? told.title : told.title.charAt(0).toLowerCase() + told.title.slice(1);
  return { ...told, title: `Where the server fails, ${title}` };
}

function isOfServer({ requirement }: Symptom): boolean {
  return requirement.id === "api.no-server-error";
}

/** What a request was sent for says more than that no request may make the server fail. */
function withoutServer(group: SymptomGroup): SymptomGroup {
  const own = group.symptoms.filter((symptom) => !isOfServer(symptom));
  return own.length === 0 ? group : { ...group, symptoms: own };
}

/** What was sent in each case, where that is one thing. */
function commonSituation(symptoms: readonly Symptom[]): string | undefined {
  const [situation, ...others] = new Set(symptoms.map(situationOf));
  return others.length === 0 ? situation : undefined;
}

/** What was sent in the step of a story that went wrong. */
function commonStep(symptoms: readonly Symptom[]): string | undefined {
  const [step, ...others] = new Set(symptoms.map((symptom) => symptom.step));
  return step === undefined || others.length > 0 ? undefined : sentFor(step);
}

function isRefusal({ answer }: Symptom): boolean {
  return answer !== undefined && answer.status >= 400 && answer.status < 500;
}

/** That of the plainest case, where one refusal comes to several. */
function firstSituation(symptoms: readonly Symptom[]): string | undefined {
  return symptoms.map(situationOf).find((each) => each !== undefined);
}

/** No request tells of it: the requirement alone can. */
function unansweredWords(group: SymptomGroup): Pick<ToldWords, "title" | "mend"> {
  const [first] = group.symptoms;
  const told = requirementSentence(group);
  if (told !== undefined || first === undefined) {
    return told ?? { title: "A requirement is not met", mend: "Answer as the source says." };
  }
  return { title: `Not met: ${first.requirement.title.replace(/\.$/, "")}`, mend: ruleOf(first) };
}

/** `RegisterCluster answers 404 ValidationException`, `ListClusters fails with 500 ServerException`. */
function saidBy({ operations, symptoms }: SymptomGroup): string {
  const answer = symptoms[0]?.answer;
  const status = answer?.status ?? 0;
  const named = operations.includes("*") ? ["The endpoint"] : answeringIn({ symptoms });
  if (status >= 500) return `${verbOf(named, "fail")} with ${toldAnswer(answer)}`;
  return `${verbOf(named, status === 0 ? "give" : "answer")} ${toldAnswer(answer)}`;
}

function answerReason(symptom: Symptom | undefined): Reason {
  const { answer, example } = symptom ?? {};
  if (answer === undefined) return "other-answer";
  if (answer.status === 0) return answer.failure === "reset" ? "cut-off" : "silent";
  if (answer.status >= 500) return "fails";
  const wanted = example?.judgement.condition?.answers;
  if (wanted === undefined) return "other-answer";
  const isRefusalDue = wanted.every(({ from }) => from >= 400);
  if (isRefusalDue && isOk(answer)) return "accepted";
  return !isRefusalDue && answer.status >= 400 ? "refuses-valid" : "other-answer";
}

/** Answers that a title tells. */
const MOST_ANSWERS = 3;

/** Of a documented error that comes with another status, or with a member of another type. */
export function errorWords(group: SymptomGroup): ToldWords {
  const { member = "", operations, symptoms } = group;
  const [first] = symptoms;
  if (member.startsWith("/")) {
    const names = [...new Set(symptoms.flatMap(({ requirement }) => requirement.subject?.error ?? []))];
    return {
      title: `${code(brief(member.slice(1), 200))} has a wrong type in ${series(names)}`,
      mend: first === undefined ? "Answer as documented." : ruleOf(first),
      reason: "mistyped-error",
    };
  }
  // Each operation fails in its own way: what one answers is not said of another.
  const words = series([...new Set(symptoms.map(({ answer }) => toldAnswer(answer)))].slice(0, MOST_ANSWERS), "or");
  const isOfStatus = symptoms.every(({ answer }) => answer?.error === member);
  const sent = first === undefined || isOfStatus ? undefined : situationOf(first);
  const title = isOfStatus
    ? `${verbOf(operations, "send")} ${member} with status ${first?.answer?.status ?? 0}`
    : `${verbOf(operations, "answer")} ${words} instead of ${member}${sent === undefined ? "" : ` to ${sent}`}`;
  return { title, mend: `Answer ${wantedOf(group)}.`, reason: "error" };
}

/** One error is called by its name; where there are several, it is none of them in particular. */
export function errorAsSuccessWords(group: SymptomGroup): ToldWords {
  const { operations, symptoms, whole = false } = group;
  const reason = "error-as-success";
  if (whole) {
    const statuses = [...new Set(symptoms.map(({ answer }) => String(answer?.status)))];
    const mend = "Give each error the status that is documented for it.";
    return { title: `Errors come with status ${series(statuses)}`, mend, reason };
  }
  const title = `${verbOf(operations, "answer")} ${toldAnswer(symptoms[0]?.answer)}`;
  return { title, mend: answerMend(group), reason };
}
