import { ownMember } from "#spec/json/own-member.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { brief } from "#reports/model/text/format.ts";
import type { FixedAnswer } from "#reports/model/causes/fixed-answer.ts";
import type { LostStore } from "#reports/model/causes/lost-store.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { bySmallest } from "#reports/model/causes/symptom.ts";
import { MEMBER_REASONS, REQUIREMENT_REASONS, type Reason } from "#reports/model/causes/why-it-matters.ts";
import { absenceWords } from "./absence-words.ts";
import { answerWords, errorAsSuccessWords, errorWords } from "./answer-words.ts";
import { failedWords, otherwiseRefusedWords, refusedWords, takenWords } from "./input-words.ts";
import { jointSentence } from "./joint-sentences.ts";
import type { CauseWords, ToldWords } from "./told-words.ts";
import { valueWords } from "./value-words.ts";

export function describeFixed({ status, body, templated }: FixedAnswer): CauseWords {
  const shown = body === "" ? "no body" : `\`${brief(body.replaceAll("`", "'"), 60)}\``;
  return {
    kind: "pattern",
    id: "fixed-answer",
    title: `Every request gets the same answer${templated ? " but for ids, numbers and times" : ""}, ${status} with ${shown}`,
    mend: "Answer according to the request: this looks like a stub, or a proxy with nothing behind it.",
    reason: fixedReason(status, body),
  };
}

/** Only what is read as a cluster can be taken for one. */
function fixedReason(status: number, body: string): Reason {
  if (status >= 500) return "fails";
  if (status >= 300) return "refuses-valid";
  if (body === "") return "absent";
  return parsedJson(body) === undefined ? "not-json" : "fixed-body";
}

export function describeLoss({ at }: LostStore): CauseWords {
  return {
    kind: "pattern",
    id: "lost-store",
    title: `All registered clusters disappeared at ${new Date(at).toISOString().slice(11, 19)} UTC, once`,
    mend: "Keep registered clusters when the server restarts, or find out what emptied its store.",
    reason: "lost-store",
  };
}

export function describeGroup(
  group: SymptomGroup,
  record: Pick<RunRecord, "operations" | "requirements" | "target">,
): CauseWords {
  const joint = jointSentence(group, record);
  if (joint !== undefined) {
    const { title, mend, reason } = joint;
    return { title, mend, reason, kind: group.kind, id: idOf(group) };
  }
  // What is expected is that of the case it is told with.
  const plainestFirst = { ...group, symptoms: group.symptoms.toSorted(bySmallest) };
  const words = wordsOf(plainestFirst, record);
  return { ...words, kind: group.kind, id: idOf(group), reason: reasonOf(group, words.reason) };
}

function idOf({ kind, member = "", operations, unchecked, taken, symptoms: [first] }: SymptomGroup): string {
  const about = kind === "answer" || kind === "not-there" ? (first?.requirement.id ?? "") : member.replace(/^\//, "");
  const status =
    kind === "answer" || kind.startsWith("refuses") || kind === "fails" ? first?.answer?.status : undefined;
  const family = unchecked?.family.name ?? (taken && [...taken.sent, "for", taken.due].join("-").replaceAll(" ", "-"));
  const parts = [kind, kind === "not-there" ? "" : operations.length === 1 ? operations[0] : "", about, family, status];
  return kind === "stale" || kind === "expired"
    ? kind
    : parts.filter((part) => part !== undefined && part !== "").join("/");
}

function reasonOf({ kind, member = "", symptoms: [first] }: SymptomGroup, otherwise: Reason): Reason {
  // Of an entry of the expectations file, and where no answer came, that is all that a client has of it.
  if (kind === "stale" || kind === "expired" || first?.answer?.status === 0) return otherwise;
  const isOfForm = kind === "mistyped" || first?.requirement.subject?.output === member;
  if (ownMember(MEMBER_REASONS, member) === "timestamp" && (kind === "absent" || !isOfForm)) return otherwise;
  const reason =
    ownMember(REQUIREMENT_REASONS, first?.requirement.id ?? "") ?? ownMember(MEMBER_REASONS, member) ?? otherwise;
  return reason === "not-idempotent" && (first?.answer?.status ?? 0) >= 400 ? "repeat-refused" : reason;
}

function wordsOf(group: SymptomGroup, record: Pick<RunRecord, "operations" | "target">): ToldWords {
  switch (group.kind) {
    case "stale":
      return STALE;
    case "expired":
      return EXPIRED;
    case "not-there":
      return absenceWords(group, record);
    case "takes-invalid":
      return takenWords(group);
    case "fails":
      return failedWords(group);
    case "refuses-otherwise":
      return otherwiseRefusedWords(group);
    case "refuses-valid":
      return refusedWords(group);
    case "absent":
    case "mistyped":
    case "other-value":
      return valueWords(group);
    case "error":
      return errorWords(group);
    case "error-as-success":
      return errorAsSuccessWords(group);
    case "answer":
      return answerWords(group);
  }
}

const STALE: ToldWords = {
  title: "The expectations file lists failures that no longer occur",
  mend: "Remove these entries from the expectations file.",
  reason: "stale",
};

const EXPIRED: ToldWords = {
  title: "The expectations file excuses failures until a date that has passed, and they still occur",
  mend: "Fix what fails, or give these entries a later date.",
  reason: "expired",
};
