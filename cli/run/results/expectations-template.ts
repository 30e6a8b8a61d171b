import { Document, isSeq } from "yaml";
import { parseYaml } from "#spec/json/parse-yaml.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { mayFailNext, mayVary } from "#suites/record/verdicts/known-failures.ts";
import { isStrict, isUndecided, isUnexpected } from "#suites/record/verdicts/unexpected.ts";
import { isJudged } from "#suites/record/verdicts/verdict.ts";

const DRAWN = "Passed in this run: what other seeds draw of it may meet the failures above.";
const RACE = "Passed in this run: a race may end otherwise in the next. Remove this entry where it must not.";
const CUT_SHORT = "Judged in this run, which was stopped early: the next one may be stopped before it.";

/**
 * An expectations file with which the same target gives 0: the entries of the file that the run was given, comments and
 * all, and behind them what is new, each below its sentence, their reasons left to be filled in. An empty reason is
 * refused, so nothing is accepted by accident. Undefined when nothing failed that was not expected, and for a part of a
 * run, which has not seen all that fails.
 */
export function expectationsTemplate(record: RunRecord, given = ""): string | undefined {
  const strict = isStrict(record);
  if (record.run.interrupted || !record.requirements.some((one) => isUnexpected(one, strict))) return undefined;
  const open = record.requirements.filter((one) => isUnexpected(one, strict) || isUndecided(one));
  const failing = open.filter(({ verdict, expectedFailure }) => verdict !== "stale" && expectedFailure === undefined);
  const absent = new Set(failing.filter(({ area }) => area === "routing").map(({ operation }) => operation));
  const needed = failing.filter(
    ({ verdict, area, missing = "" }) => verdict !== "not-implemented" || area === "routing" || !absent.has(missing),
  );
  if (needed.length === 0) return undefined;
  const before = parseYaml(given);
  const document = isSeq(before.contents) ? before : withComment(before.commentBefore ?? before.comment);
  const day = record.run.startedAt.slice(0, 10);
  const head = ` Failures of ${record.target.endpoint} on ${day}: give each a reason, and a link\n`;
  const isCutShort = open.some((one) => isUndecided(one) && one.cases.length === 0);
  const mayBeNext = record.requirements.filter((one) => {
    if (one.expectedFailure !== undefined || needed.includes(one)) return false;
    return isCutShort ? isJudged(one.verdict) : mayFailNext(one);
  });
  const isVarying = (one: RequirementResult): boolean => mayVary(one) || isUndecided(one) || mayBeNext.includes(one);
  const whyNext = ({ area }: RequirementResult): string =>
    isCutShort ? CUT_SHORT : area === "concurrency" ? RACE : DRAWN;
  [...needed, ...mayBeNext].forEach((one, index) => {
    const entry = document.createNode({
      pattern: one.id,
      reason: "",
      ...(isVarying(one) ? { sometimes: true } : {}),
    });
    entry.commentBefore = `${index === 0 ? head : ""} ${one.title}${mayBeNext.includes(one) ? `\n ${whyNext(one)}` : ""}`;
    document.add(entry);
  });
  return document.toString();
}

function withComment(comment: string | null): Document {
  const document = new Document([]);
  document.commentBefore = comment;
  return document;
}
