import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";

/** Answers to requests sent side by side, in words: `once 200, 3 times 409 ConflictException`. */
function countedReplies(replies: readonly Reply[]): string {
  const counts = new Map<string, number>();
  for (const reply of replies) {
    const words = describeReply(reply);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count === 1 ? "once" : `${count} times`} ${words}`).join(", ");
}

/** From the best to the worst. */
const GRADES = ["met", "unclear", "missed"] as const;

export type RaceGrade = (typeof GRADES)[number];

/** What must hold of the answers to requests sent side by side. */
export interface RaceRule {
  readonly expected: string;
  /** How many may succeed; any number unless told. */
  readonly most?: number;
  /** What a success shows beside the others although it must not. */
  readonly wrong?: { readonly received: string; readonly reply: Reply } | undefined;
  /** The requirement that tells by itself of too many successes, or wrong ones. */
  readonly step?: string;
  /** How a success counts: met unless told. */
  readonly ofSuccess?: RaceGrade;
  /** How an answer that is no success counts. */
  readonly ofRefusal: (reply: Reply) => RaceGrade;
  /** How it counts that none succeeded; as the answers do unless told. */
  readonly ofNone?: RaceGrade;
}

/** Judges by all answers to requests sent side by side; `about` is the one that decides. */
export function judgeRace(
  replies: readonly Reply[],
  { expected, most = Infinity, wrong, step, ofSuccess = "met", ofRefusal, ofNone }: RaceRule,
  /** Of a request with such an answer nobody knows how it would have gone. */
  saysNothing: (reply: Reply) => boolean,
): { readonly finding: Finding; readonly about: Reply | undefined } {
  const winners = replies.filter(isSuccess);
  const gradeOf = (reply: Reply): RaceGrade => (isSuccess(reply) ? ofSuccess : ofRefusal(reply));
  const worst = GRADES.findLast((each) => replies.some((reply) => gradeOf(reply) === each)) ?? "unclear";
  const isWrong = winners.length > most || wrong !== undefined;
  const grade = isWrong ? "missed" : winners.length === 0 ? (ofNone ?? worst) : worst;
  const finding: Finding = {
    grade: grade === "missed" && replies.some(saysNothing) ? "unclear" : grade,
    expected,
    received: [countedReplies(replies), ...(wrong === undefined ? [] : [wrong.received])].join(", "),
    ...(isWrong && step !== undefined ? { step } : {}),
  };
  const deciding = isWrong ? winners : replies.filter((reply) => gradeOf(reply) === worst);
  return { finding, about: wrong?.reply ?? deciding.at(-1) };
}
