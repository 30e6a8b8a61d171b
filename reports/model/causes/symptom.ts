import type { Side } from "#spec/requirement.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, Difference, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { hasExpired } from "#suites/record/verdicts/known-failures.ts";
import { standing } from "#suites/record/verdicts/tally.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import { answerKey, answerOf, isOk, isPlainSuccess, type Answer } from "./answer-kind.ts";

/** In what way a requirement is not met. */
export type SymptomKind =
  | "not-there" // the operation is not implemented
  | "stale" // listed as an expected failure, and it passed
  | "expired" // listed as an expected failure until a day that is over, and it is not met still
  | "takes-invalid" // input that must be refused is taken
  | "refuses-otherwise" // it is refused, or fails, with another answer than the documented one
  | "refuses-valid" // input that must be taken gets another answer than success
  | "fails" // input, valid or not, is answered with a server error, or not at all
  | "absent" // a member of the answer is not there
  | "mistyped" // it has another type
  | "other-value" // it has another value
  | "error-as-success" // an error comes with the status of a success
  | "error" // a documented error comes with another status, or with a member of another type
  | "answer"; // the answer is not the one wanted, in no member in particular

/** One requirement, not met in one way: the cases that show it. */
export interface Symptom {
  readonly kind: SymptomKind;
  readonly requirement: RequirementResult;
  /** The operation that answered, or is not there. */
  readonly operation: string;
  /** The operation that answered, which may be another than the requirement is about. */
  readonly seenIn?: string;
  /** Of an operation of a whole service that is not there: the kind of resource that it is about. */
  readonly resource?: string;
  /** What is to be mended: a member of the input, a member of the answer, or the name of an error. */
  readonly member?: string;
  readonly answer?: Answer;
  /** Of a story, the requirement on the step that went wrong. */
  readonly step?: string;
  /** The smallest case that shows it. */
  readonly example?: CaseResult;
}

/** Every requirement not met, a missed SHOULD among them, once for each way in which it is not. */
export function symptomsOf(record: RunRecord): Symptom[] {
  return symptomsAmong(record.requirements.filter(needsExplaining), record);
}

/** Every MUST that is met by a tolerated answer alone, once for each such answer. */
export function toleratedSymptoms(record: RunRecord): Symptom[] {
  const tolerated = record.requirements.filter(
    (one) => one.expectedFailure === undefined && standing(one) === "byAlternative",
  );
  return symptomsAmong(tolerated, record);
}

function symptomsAmong(requirements: readonly RequirementResult[], record: RunRecord): Symptom[] {
  return requirements.flatMap((requirement) => {
    const found = new Map<string, Symptom>();
    for (const example of failingCases(requirement)) {
      const symptom = symptomOf(requirement, example, record);
      const key = [symptom.kind, symptom.operation, symptom.member, answerKey(symptom.answer), symptom.step].join("\n");
      found.set(key, smaller(found.get(key), symptom));
    }
    return found.size > 0 ? [...found.values()] : [withoutCase(requirement, record)];
  });
}

/** Failures that the expectations file excuses are listed with their requirement, not among the causes. */
function needsExplaining({ verdict, level, expectedFailure }: RequirementResult): boolean {
  if (verdict === "stale") return true;
  if (expectedFailure !== undefined) return false;
  return verdict === "not-implemented" || standing({ verdict, level }) === "missed";
}

function withoutCase(requirement: RequirementResult, { operations }: RunRecord): Symptom {
  const { verdict } = requirement;
  const operation = requirement.missing ?? requirement.operation;
  if (verdict === "stale") return { kind: staleKind(requirement), requirement, operation };
  if (verdict !== "not-implemented") return { kind: "answer", requirement, operation };
  const resource = operations.find(({ id }) => id === operation)?.resource;
  return { kind: "not-there", requirement, operation, resource };
}

function symptomOf(requirement: RequirementResult, example: CaseResult, record: RunRecord): Symptom {
  const { verdict, subject = {} } = requirement;
  const exchange = decidingExchange(example);
  const { step } = example.judgement;
  const common = { requirement, example, operation: requirement.operation, step };
  if (verdict === "stale") return { ...common, kind: staleKind(requirement) };
  if (exchange === undefined) return { ...common, kind: "answer" };
  const answer = answerOf(exchange);
  const found = { ...common, answer, operation: operationOf(requirement, exchange, record) };
  if (answer.error !== undefined && answer.status < 300) {
    return { ...found, kind: "error-as-success", operation: askedOf(exchange, record) ?? found.operation };
  }
  const [difference] = example.judgement.differences ?? [];
  if (isPlainSuccess(answer) && (difference !== undefined || subject.output !== undefined)) {
    return { ...found, seenIn: askedOf(exchange, record), ...valueSymptom(requirement, difference) };
  }
  if (subject.error !== undefined) {
    return { ...found, kind: "error", member: difference === undefined ? subject.error : memberPath(difference.at) };
  }
  if (subject.side === undefined) return { ...found, seenIn: askedOf(exchange, record), kind: "answer" };
  const kind = inputSymptom(subject.side, answer);
  // Another success than the documented one is no matter of what was sent.
  return { ...found, member: kind === "refuses-valid" && isOk(answer) ? "" : subject.input, kind };
}

function staleKind(requirement: RequirementResult): "stale" | "expired" {
  return hasExpired(requirement) ? "expired" : "stale";
}

function inputSymptom(side: Side, answer: Answer): SymptomKind {
  if (answer.status === 0 || answer.status >= 500) return "fails";
  if (side === "accept") return "refuses-valid";
  return isPlainSuccess(answer) ? "takes-invalid" : "refuses-otherwise";
}

function valueSymptom(
  { area, subject }: RequirementResult,
  difference: Difference | undefined,
): Pick<Symptom, "kind" | "member"> {
  const member = memberPath(difference?.at ?? subject?.output ?? "");
  const isAbsent = difference?.absent === true && member === difference.at;
  return { member, kind: isAbsent ? "absent" : area === "response-shape" ? "mistyped" : "other-value" };
}

/** Where keys are the caller's own, and where items stand: what is below has no name of its own. */
const OPEN = /^(.*?\/tags)\/.*|^(.*?)\/\d+(?:\/.*)?$/s;

function memberPath(pointer: string): string {
  const [, tags, list] = OPEN.exec(pointer) ?? [];
  return tags ?? list ?? pointer;
}

/** A requirement of all operations is not met by the one that was asked. */
function operationOf({ operation }: RequirementResult, exchange: Evidence, record: RunRecord): string {
  return operation === "*" ? (askedOf(exchange, record) ?? operation) : operation;
}

function askedOf({ request }: Evidence, { operations }: RunRecord): string | undefined {
  const path = request.path.split("?", 1)[0] ?? "";
  return operations.find((one) => one.method === request.method && matches(one.path, path))?.id;
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith("{") || part === given[at]);
}

function smaller(known: Symptom | undefined, next: Symptom): Symptom {
  return known !== undefined && exampleWeight(known) <= exampleWeight(next) ? known : next;
}

/** The cases, of those kept, that decided its verdict. */
export function failingCases({ cases, verdict }: RequirementResult): RequirementResult["cases"] {
  return cases.filter((one) => one.verdict === verdict);
}

/** Told by several answers together, none of which shows it by itself. */
export function isOfRace({ example }: Pick<Symptom, "example">): boolean {
  return example?.judgement.condition?.race === true;
}

/** Whatever would have met it is an error. */
export function isRefusalDue({ example }: Pick<Symptom, "example">): boolean {
  return example?.judgement.condition?.answers?.every(({ from }) => from >= 400) === true;
}

/** The operations whose answers show it, whichever each requirement is about. */
export function answeringIn({ symptoms }: { readonly symptoms: readonly Symptom[] }): readonly string[] {
  return [...new Set(symptoms.map(({ seenIn, operation }) => seenIn ?? operation))];
}

/** A member that the answer shows, and should not. */
export function isUnwanted({ member, example }: Pick<Symptom, "member" | "example">): boolean {
  const wanted = example?.judgement.condition?.members ?? [];
  return member !== undefined && wanted.some(({ at, absent }) => absent === true && at === member);
}

/**
 * Bytes of all its requests' bodies, and how many steps there are. What asks again for the same is no further step; that
 * nobody can say what is wrong with it but that it was drawn weighs as much as one.
 */
export function exampleWeight({ example }: Pick<Symptom, "example">): number {
  if (example === undefined) return Number.POSITIVE_INFINITY;
  const drawn = example.kind === "random" || example.kind === "one-fault" ? 1 : 0;
  const { exchanges, exchangesLeftOut = 0 } = example;
  const isRepeated = ({ request, attempt }: Evidence, at: number) =>
    attempt > 1 || (request.method === "GET" && exchanges.slice(0, at).some((each) => isAlike(each.request, request)));
  const steps = exchanges.filter((each, at) => !isRepeated(each, at));
  const bytes = steps.reduce((sum, { request }) => sum + (request.body?.bytes ?? 0), 0);
  return bytes + 50 * (steps.length + exchangesLeftOut + drawn);
}

function isAlike(one: Evidence["request"], other: Evidence["request"]): boolean {
  return one.method === other.method && one.path === other.path;
}

/** The strongest level first, and of it the smallest request. */
export function bySmallest(a: Symptom, b: Symptom): number {
  const byLevel = LEVELS.indexOf(a.requirement.level) - LEVELS.indexOf(b.requirement.level);
  const [weight, other] = [exampleWeight(a), exampleWeight(b)];
  return byLevel !== 0 || weight === other ? byLevel : weight - other;
}
