import type { ExpectedFailure, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { knownFailures } from "#suites/record/verdicts/known-failures.ts";
import { worst, type Verdict } from "#suites/record/verdicts/verdict.ts";
import { groupsBy } from "#reports/model/groups-by.ts";

/** Known failures that a file of expectations gives one and the same reason for. */
export interface KnownToFail extends Pick<ExpectedFailure, "reason" | "link" | "expires"> {
  /** The worst of theirs. */
  readonly verdict: Verdict;
  readonly requirements: readonly RequirementResult[];
}

/** What a run was let off, and why, the largest group first. */
export function knownToFail({ requirements }: Pick<RunRecord, "requirements">): KnownToFail[] {
  const known = knownFailures(requirements).flatMap((requirement) =>
    requirement.expectedFailure === undefined ? [] : [{ requirement, expected: requirement.expectedFailure }],
  );
  return groupsBy(known, ({ expected: { reason, link, expires } }) => [reason, link ?? "", expires ?? ""])
    .flatMap((group) =>
      group.slice(0, 1).map(({ expected: { reason, link, expires } }) => ({
        verdict: worst(group.map(({ requirement }) => requirement.verdict)),
        reason,
        link,
        expires,
        requirements: group.map(({ requirement }) => requirement),
      })),
    )
    .sort((one, other) => other.requirements.length - one.requirements.length);
}

/** `reason (link, until 2027-01-31)`. */
export function reasonInFull({ reason, link, expires }: KnownToFail): string {
  const more = [link, expires === undefined ? undefined : `until ${expires}`].filter((each) => each !== undefined);
  return more.length === 0 ? reason : `${reason} (${more.join(", ")})`;
}
