import type { AspectShare, Likeness, LikeShare } from "#suites/record/parts/likeness.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { brief, grouped, plural } from "#reports/model/text/format.ts";

/** How far the target answered as another's record did, and in what it did not, in a sentence; undefined where the two were not compared. */
export function likenessSentence({ likeness }: RunRecord): string | undefined {
  if (likeness === undefined) return undefined;
  const { answers, alike } = likeness;
  const other = otherName(likeness);
  if (answers === 0) return `Like ${other}: no answer could be compared`;
  const unlike = likeness.aspects
    .filter((share) => share.apart !== true && share.alike < share.answers)
    .toSorted((a, b) => b.answers - b.alike - (a.answers - a.alike))
    .map(({ aspect, answers: of, alike: same }) => `${aspect} (${grouped(of - same)})`);
  const words = unlike.length === 0 ? "" : `; the others differ in ${unlike.join(", ")}`;
  return `Like ${other} in ${shareInWords({ answers, alike })} answers${butFor(likeness)}${words}`;
}

/** What all answers have that sets the target apart, as it is told once. */
function butFor({ everywhere = [] }: Likeness): string {
  const [first] = everywhere;
  if (first === undefined) return "";
  const { at, expected, received } = first.difference;
  const more = everywhere.length === 1 ? "" : ` and ${everywhere.length - 1} more`;
  return `, but for what all have (${first.aspect}: ${brief(`${at}: ${expected}, here ${received}`, 70)}${more})`;
}

/** What an aspect is called beside its share. */
export function aspectInWords({ aspect, apart }: AspectShare): string {
  return `${aspect.replaceAll("-", " ")}${apart === true ? " (not counted)" : ""}`;
}

/** Answers of the other record that nothing here could be compared with, in a sentence; undefined where there are none. */
export function withoutTwin({ likeness }: RunRecord): string | undefined {
  const { without = 0 } = likeness ?? {};
  if (without === 0) return undefined;
  const verb = without === 1 ? "has" : "have";
  return `${plural(without, "answer")} of the other record ${verb} no twin here: the case was not sent, or asked for something else`;
}

/** The other target: where it was, of what kind, and when. */
export function otherName({ to }: Likeness): string {
  return `${to.endpoint} (${to.kind}, ${to.startedAt.slice(0, 10)})`;
}

/** An operation, or what is none's. */
export function routedInWords(operation: string): string {
  return operation === "*" ? "unrouted requests" : operation;
}

export function shareInWords({ alike, answers }: LikeShare): string {
  return `${grouped(alike)} of ${grouped(answers)}`;
}

/** By share, the smallest first. */
export function leastAlikeFirst<Share extends LikeShare>(shares: readonly Share[]): Share[] {
  return shares.toSorted((a, b) => a.alike / a.answers - b.alike / b.answers);
}

/** A requirement about likeness that does not hold, with the case that shows it best. */
export interface UnlikeAspect {
  readonly requirement: RequirementResult;
  readonly example: CaseResult;
}

/** The requirements whose answers differ from the other record's. */
export function unlikeAspects({ requirements }: RunRecord): UnlikeAspect[] {
  return requirements.flatMap((requirement) => {
    const example = requirement.cases.find(
      ({ judgement, verdict }) => judgement.theirs !== undefined && verdict !== "pass",
    );
    return example === undefined ? [] : [{ requirement, example }];
  });
}
