import { createHash } from "node:crypto";
import type { Kind, Level, Requirement } from "#spec/requirement.ts";
import { loadSources, resolveTrace } from "#spec/trace.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { ExpectedFailure, RunRecord } from "#suites/record/record.ts";
import { isFinding } from "#suites/record/verdicts/verdict.ts";
import type { Features } from "#suites/plan/target-kind-settings.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { closeSpellings } from "#cli/close-spellings.ts";
import { matchesAny } from "#cli/glob.ts";
import { PROGRAM } from "#cli/program-name.ts";
import { UsageError } from "#cli/usage-error.ts";

export interface Selection {
  readonly select: readonly string[];
  readonly skip: readonly string[];
  readonly level: Level;
  readonly shard?: { readonly index: number; readonly of: number };
  /** Only what failed there. */
  readonly failedFrom?: RunRecord;
  readonly features: Features;
  readonly expectations: readonly ExpectedFailure[];
  /** Where they stand. */
  readonly expectationsFile?: string | undefined;
}

const RANK: Readonly<Record<Level, number>> = { MUST: 0, SHOULD: 1, INFO: 2 };

/** Every requirement with its place in its source, and the reason why it is left out when it is. */
export function planRequirements(requirements: readonly Requirement[], selection: Selection): PlannedRequirement[] {
  refuseUnmatched(requirements, selection);
  const { shard } = selection;
  const planned = requirements.map((requirement): PlannedRequirement => {
    const excluded = exclusionOf(requirement, selection);
    const expectedFailure = selection.expectations.find(({ pattern }) => matchesAny(requirement.id, [pattern]));
    return {
      ...requirement,
      claim: undefined,
      trace: placeOf(requirement),
      excluded,
      expectedFailure,
      elsewhere: shard === undefined || shardOf(requirement.id, shard.of) === shard.index ? undefined : true,
    };
  });
  if (planned.every(({ excluded, elsewhere }) => excluded !== undefined || elsewhere === true))
    throw new UsageError(emptySelection(selection));
  return planned;
}

/** Where the source says it. */
const placeOf = perObject(({ trace }: Requirement): PlannedRequirement["trace"] => ({
  source: trace.source,
  ...(resolveTrace(trace, loadSources()) ?? { line: 0, quote: trace.quote, date: trace.date ?? "undated" }),
}));

/** A glob that matches nothing is a slip of the pen: what was meant would be left untested, or judged all the same. */
function refuseUnmatched(requirements: readonly Requirement[], selection: Selection): void {
  const { select, skip, expectations, expectationsFile = "" } = selection;
  const globs = [
    ...select.map((glob) => ({ glob, source: `--select ${glob}` })),
    ...skip.map((glob) => ({ glob, source: `--skip ${glob}` })),
    ...expectations.map(({ pattern }, index) => ({
      glob: pattern,
      source: `--expectations ${expectationsFile}, entry ${index + 1} (${pattern})`,
    })),
  ];
  const ids = requirements.map(({ id }) => id);
  const wrong = globs.find(({ glob }) => !ids.some((id) => matchesAny(id, [glob])));
  if (wrong === undefined) return;
  const word = wrong.glob.replaceAll(/[*?]|\.$/g, "");
  const wider = [`${word}.*`, `*${word}*`].find((glob) => word !== "" && ids.some((id) => matchesAny(id, [glob])));
  const offer = wider === undefined ? closeSpellings(ids, word) : `; did you mean ${shellQuote(wider)}?`;
  throw new UsageError(`${wrong.source}: no requirement matches${offer} (see ${PROGRAM} list)`);
}

/** The same requirements with the levels that they have on a kind of target; `lowest` is the level asked for. */
export function heldOn(kind: Kind, planned: readonly PlannedRequirement[], lowest: Level): PlannedRequirement[] {
  return planned.map((requirement): PlannedRequirement => {
    const level = requirement.levels?.[kind];
    if (level === undefined) return requirement;
    return { ...requirement, level, excluded: requirement.excluded ?? belowLevel(level, lowest) };
  });
}

function belowLevel(level: Level, lowest: Level): PlannedRequirement["excluded"] {
  return RANK[level] > RANK[lowest]
    ? { verdict: "disabled", reason: `below --level ${lowest.toLowerCase()}` }
    : undefined;
}

function exclusionOf({ id, level, feature }: Requirement, selection: Selection): PlannedRequirement["excluded"] {
  const { select, skip, failedFrom, features } = selection;
  const disabled = (reason: string): PlannedRequirement["excluded"] => ({ verdict: "disabled", reason });
  if (select.length > 0 && !matchesAny(id, select)) return disabled(`not selected by --select ${select.join(" ")}`);
  if (matchesAny(id, skip)) return disabled(`skipped by --skip ${skip.join(" ")}`);
  const below = belowLevel(level, selection.level);
  if (below !== undefined) return below;
  if (failedFrom !== undefined && !failedIn(failedFrom, id))
    return disabled("did not fail in the record of --failed-from");
  if (feature !== undefined && features[feature] === "absent") {
    return { verdict: "not-applicable", reason: `--feature ${feature}=absent` };
  }
  return undefined;
}

function failedIn(record: RunRecord, id: string): boolean {
  const result = record.requirements.find((requirement) => requirement.id === id);
  return result !== undefined && isFinding(result.verdict);
}

/** 1-based shard of a requirement; its id alone decides, so that shards of different machines agree. */
export function shardOf(id: string, shards: number): number {
  return (createHash("sha256").update(id).digest().readUInt32BE(0) % shards) + 1;
}

function emptySelection({ select, skip, failedFrom }: Selection): string {
  const flags = [
    ...select.map((glob) => `--select ${glob}`),
    ...skip.map((glob) => `--skip ${glob}`),
    ...(failedFrom === undefined ? [] : ["--failed-from"]),
  ];
  return `no requirement is left by ${flags.join(", ") || "the selection"}: see them all with \`${PROGRAM} list\``;
}
