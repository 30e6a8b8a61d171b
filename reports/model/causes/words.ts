import type { RunRecord } from "../../../suites/record/record.ts";
import { brief } from "../text/format.ts";
import type { FixedAnswer } from "./fixed-answer.ts";
import type { SymptomGroup } from "./group.ts";
import { SITUATIONS, type FaultPattern } from "./patterns.ts";
import { isOk } from "./answer.ts";
import { bySmallest, type Symptom } from "./symptom.ts";
import type { Cause } from "./cause.ts";
import { MEMBER_REASONS, REQUIREMENT_REASONS, type Reason } from "./why-it-matters.ts";

/** A cause in words. */
export interface CauseWords extends Pick<Cause, "kind" | "id" | "title" | "mend"> {
  readonly reason: Reason;
}

export function describePattern({ id, title, mend, reason }: FaultPattern): CauseWords {
  return { kind: "pattern", id, title, mend, reason };
}

export function describeFixed({ status, body, templated }: FixedAnswer): CauseWords {
  const shown = body === "" ? "no body" : `\`${brief(body.replaceAll("`", "'"), 60)}\``;
  return {
    kind: "pattern",
    id: "fixed-answer",
    title: `Every request gets the same answer${templated ? " but for ids, numbers and times" : ""}, ${status} with ${shown}`,
    mend: "Answer according to the request: this looks like a stub, or a proxy with nothing behind it.",
    reason: "fixed-body",
  };
}

export function describeGroup(group: SymptomGroup, { operations }: Pick<RunRecord, "operations">): CauseWords {
  // What is expected is that of the case it is told with.
  const plainestFirst = { ...group, symptoms: group.symptoms.toSorted(bySmallest) };
  const words = group.kind === "not-there" ? absence(group, operations) : wordsOf(plainestFirst);
  return { ...words, kind: group.kind, id: idOf(group), reason: reasonOf(group, words.reason) };
}

function idOf({ kind, member = "", operations, symptoms: [first] }: SymptomGroup): string {
  const about = kind === "answer" || kind === "not-there" ? (first?.requirement.id ?? "") : member.replace(/^\//, "");
  const status =
    kind === "answer" || kind.startsWith("refuses") || kind === "fails" ? first?.answer?.status : undefined;
  const parts = [kind, kind === "not-there" ? "" : operations.length === 1 ? operations[0] : "", about, status];
  return kind === "stale" || kind === "expired"
    ? kind
    : parts.filter((part) => part !== undefined && part !== "").join("/");
}

function reasonOf({ kind, member = "", symptoms: [first] }: SymptomGroup, otherwise: Reason): Reason {
  if (kind === "absent" && MEMBER_REASONS[member] === "timestamp") return otherwise;
  return REQUIREMENT_REASONS[first?.requirement.id ?? ""] ?? MEMBER_REASONS[member] ?? otherwise;
}

type Words = Omit<CauseWords, "kind" | "id">;

function absence({ operations: ids, symptoms: [first] }: SymptomGroup, operations: RunRecord["operations"]): Words {
  const found = operations.filter(({ id }) => ids.includes(id));
  const served = found.map(({ method, path }) => `${method} ${path}`);
  return {
    title: absenceTitle(found, operations, first?.resource),
    mend: served.length === 0 ? "Serve it." : `Serve ${series(served)}.`,
    reason: "not-there",
  };
}

function absenceTitle(
  found: RunRecord["operations"],
  operations: RunRecord["operations"],
  resource: string | undefined,
): string {
  const ids = found.map(({ id }) => id);
  if (ids.length < 2) return `${ids[0] ?? "What it needs"} is not implemented`;
  const all = operations.filter((operation) => operation.resource === resource).length;
  if (ids.length < all) return `${series(ids)} are not implemented`;
  return `${resource?.replaceAll("-", " ") ?? "operations"}: none of ${series(ids)} is implemented`;
}

function wordsOf(group: SymptomGroup): Words {
  const { kind, symptoms } = group;
  const [first] = symptoms;
  const wanted = brief(first?.example?.judgement.expected ?? "what the source says", 200);
  switch (kind) {
    case "stale":
      return {
        title: "The expectations file lists failures that no longer occur",
        mend: "Remove these entries from the expectations file.",
        reason: "stale",
      };
    case "expired":
      return {
        title: "The expectations file excuses failures until a day that has passed, and they still occur",
        mend: "Fix what fails, or give these entries a later day.",
        reason: "expired",
      };
    case "takes-invalid":
      return takesInvalid(group, wanted);
    case "fails":
      return inputWords(group, {
        what: "",
        mend: `Answer each such input as documented, the one shown with ${wanted}.`,
        reason: "fails",
      });
    case "refuses-otherwise":
      return inputWords(group, { what: "invalid", mend: `Answer it with ${wanted}.`, reason: "refuses-otherwise" });
    case "refuses-valid":
      return inputWords(group, { what: "valid", mend: `Accept it: answer with ${wanted}.`, reason: "refuses-valid" });
    case "absent":
    case "mistyped":
    case "other-value":
      return valueWords(group, wanted);
    case "error":
      return errorWords(group, wanted);
    case "error-as-success":
      return errorAsSuccess(group, wanted);
    case "not-there":
    case "answer":
      return answerOnly(group, wanted);
  }
}

function takesInvalid(
  { operations: [operation = ""], member = "", whole = false }: SymptomGroup,
  wanted: string,
): Words {
  if (whole) {
    const of = member === "" ? "its input" : code(member);
    return {
      title: `${operation} does not validate ${of}`,
      mend: "Check each member by the rules below before doing anything.",
      reason: "validates-nothing",
    };
  }
  return {
    title: `${operation} takes ${partOf("invalid", member)}`,
    mend: `Refuse it with ${wanted}.`,
    reason: "takes-invalid",
  };
}

interface InputWords {
  readonly what: "valid" | "invalid" | "";
  readonly mend: string;
  readonly reason: Reason;
}

function inputWords({ operations, member = "", symptoms: [first] }: SymptomGroup, words: InputWords): Words {
  const answer = first?.answer;
  const part = words.what === "" ? `some ${plainPartOf(member)}` : partOf(words.what, member);
  if (answer === undefined) return { ...words, title: `${verbOf(operations, "misjudge")} ${part}` };
  if (answer.status === 0) {
    const title = `${series(operations)} ${operations.length > 1 ? "do" : "does"} not answer ${part}`;
    if (answer.failure !== "reset") return { ...words, title, reason: "silent" };
    return { ...words, title: `${title}: the connection is closed`, reason: "cut-off" };
  }
  if (answer.status >= 500)
    return { ...words, title: `${verbOf(operations, "fail")} with ${answer.words} on ${part}`, reason: "fails" };
  const verb = verbOf(operations, answer.status >= 300 ? "refuse" : "answer");
  return { ...words, title: `${verb} ${part} with ${answer.words}` };
}

/** ``an invalid `name` ``, ``invalid `tags` ``, ``an invalid key of `tags` ``, `invalid input`. */
function partOf(what: "valid" | "invalid", member: string): string {
  const part = plainPartOf(member);
  if (member === "" || PLURAL.test(member)) return `${what} ${part}`;
  return `${what === "valid" ? "a" : "an"} ${what} ${part}`;
}

/** A member that holds many; parts of one are named one by one. */
const PLURAL = /^(?!.*\.(?:keys|values|items)$).*[^su]s$/;

function plainPartOf(member: string): string {
  if (member === "") return "input";
  const [, map, part] = /^(.*)\.(keys|values|items)$/.exec(member) ?? [];
  return map === undefined || part === undefined ? code(member) : `${part.slice(0, -1)} of ${code(map)}`;
}

function valueWords(group: SymptomGroup, wanted: string): Words {
  const { kind, member = "", symptoms, whole = false } = group;
  const name = code(member === "" ? "body" : brief(member.slice(1), 200).replaceAll("/", "."));
  const where = placeOf(group);
  if (kind === "absent" || symptoms.every(isNotShown)) {
    const of = whole ? `Members of ${name} are` : `${name} is`;
    return { title: `${of} absent ${where}`, mend: `Answer with it: ${wanted}.`, reason: "absent" };
  }
  const [as, ...others] = new Set(symptoms.map(({ example }) => example?.judgement.differences?.[0]?.as));
  if (as !== undefined && others.length === 0) {
    const title = `${name} is called ${code(brief(as, 200))} ${where}`;
    return { title, mend: `Give it the name that is documented: ${code(nameOf(member))}.`, reason: "absent" };
  }
  const fault = kind === "mistyped" ? "has a different type than documented" : "has a wrong value";
  const reason = kind === "mistyped" ? "mistyped" : "other-value";
  return { title: `${name} ${fault} ${where}`, mend: `Answer as documented: ${wanted}.`, reason };
}

function nameOf(member: string): string {
  return member.slice(member.lastIndexOf("/") + 1);
}

/** The operations that answered, and those before them, if others, that what they show comes from. */
function placeOf({ operations, symptoms }: SymptomGroup): string {
  const answering = [...new Set(symptoms.map(({ seenIn, operation }) => seenIn ?? operation))];
  const before = operations.filter((each) => !answering.includes(each));
  return `in the answer of ${series(answering)}${before.length === 0 ? "" : ` after ${series(before)}`}`;
}

/** A member that was sent, and that the answer about it does not have. */
function isNotShown({ example }: Symptom): boolean {
  const [difference] = example?.judgement.differences ?? [];
  return difference?.received === "nothing";
}

/** A group of one requirement is called by it; several have their answer in common. */
function answerOnly(group: SymptomGroup, wanted: string): Words {
  const { operations, symptoms } = group;
  const [first] = symptoms;
  const isOfServer = symptoms.every(({ requirement }) => requirement.id === "api.no-server-error");
  const mend = isOfServer
    ? "Answer with what is documented for each request, a success or a refusal: a 5xx says that the server itself failed."
    : `Answer with ${wanted}.`;
  const answer = first?.answer;
  const ids = new Set(symptoms.map(({ requirement }) => requirement.id));
  const reason = answerReason(first);
  const verb = answer?.status === 0 ? "give" : "answer";
  const words = answer?.words ?? "";
  const said = (answer?.status ?? 0) >= 500 ? `${verbOf(operations, "fail")} with` : verbOf(operations, verb);
  const situation = SITUATIONS[first?.requirement.id ?? ""];
  if (ids.size === 1 && answer !== undefined && situation !== undefined && !operations.includes("*")) {
    return { title: `${said} ${words} to ${situation}`, mend, reason };
  }
  if (ids.size === 1 || answer === undefined) {
    return { title: `Not so: ${sentenceOf(first?.requirement.title ?? "")}`, mend, reason };
  }
  if (operations.includes("*")) {
    return { title: `Paths that no operation serves are answered with ${words}`, mend, reason };
  }
  return { title: `${said} ${words}`, mend, reason };
}

function answerReason(symptom: Symptom | undefined): Reason {
  const { answer, example } = symptom ?? {};
  if (answer === undefined) return "other-answer";
  if (answer.status === 0) return "silent";
  if (answer.status >= 500) return "fails";
  const wanted = example?.judgement.condition?.answers;
  if (wanted === undefined) return "other-answer";
  const isRefusalDue = wanted.every(({ from }) => from >= 400);
  if (isRefusalDue && isOk(answer)) return "accepted";
  return !isRefusalDue && answer.status >= 400 ? "refuses-valid" : "other-answer";
}

function errorWords({ member = "", operations, symptoms }: SymptomGroup, wanted: string): Words {
  const [first] = symptoms;
  if (!member.startsWith("/")) {
    const words = first?.answer?.words ?? "something else";
    const isUnnamed = first?.answer !== undefined && first.answer.error === undefined;
    const title = isUnnamed
      ? `${verbOf(operations, "answer")} ${words} instead of ${member}`
      : `${member} comes as ${words}`;
    return { title, mend: `Answer with ${wanted}.`, reason: "error" };
  }
  const names = [...new Set(symptoms.flatMap(({ requirement }) => requirement.subject?.error ?? []))];
  return {
    title: `${code(brief(member.slice(1), 200))} has a different type than documented in ${series(names)}`,
    mend: `Send ${wanted}.`,
    reason: "mistyped",
  };
}

/** One error is called by its name; where there are several, it is none of them in particular. */
function errorAsSuccess({ operations, symptoms, whole = false }: SymptomGroup, wanted: string): Words {
  const reason = "error-as-success";
  if (whole) {
    const statuses = [...new Set(symptoms.map(({ answer }) => String(answer?.status)))];
    const mend = "Give each error the status that is documented for it.";
    return { title: `Errors come with status ${series(statuses)}`, mend, reason };
  }
  const title = `${verbOf(operations, "answer")} ${symptoms[0]?.answer?.words ?? "an error"}`;
  return { title, mend: `Answer with ${wanted}.`, reason };
}

/** One operation answers, several answer. */
function verbOf(operations: readonly string[], verb: string): string {
  return `${series(operations)} ${verb}${operations.length > 1 ? "" : "s"}`;
}

function sentenceOf(title: string): string {
  return title.replace(/\.$/, "");
}

function series(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
