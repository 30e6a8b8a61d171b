import { stringify } from "yaml";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadObservations } from "#spec/observations/load-observations.ts";
import { observedIn, type ObservedVerdict, type Observed, type ObservedRun } from "#suites/observing/observed-in.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Console } from "#cli/console.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { counted } from "#cli/planning/counted.ts";

/** The flags of `observe`. */
export interface ObserveFlags {
  /** Where the records are kept in public. */
  readonly source?: string;
  /** Prints observations, and what they change, as JSON. */
  readonly json?: boolean;
}

const NO_SOURCE = "a record that is not public yet";

/** Characters of a line, or of a member, at most. */
const LONGEST = 300;

/**
 * Turns records of runs against EKS into observations, as YAML to be looked through and added to
 * spec/eks/observations.yaml; on standard error it says what they would change.
 */
export function observeCommand(files: readonly string[], flags: ObserveFlags, console: Console): number {
  const contract = loadEksContract();
  const runs = files.map((file) => {
    const record = readRecord(file);
    return { file, record, found: observedIn(record, contract) };
  });
  for (const { file, record } of runs) {
    if (record.target.kind === "aws") continue;
    console.note(`${visibleLine(file)} is of a target of kind ${record.target.kind}: read as if EKS had answered`);
  }
  let next = Math.max(...loadObservations().observations.map(({ id }) => Number(id.slice(1)))) + 1;
  const numbered = runs.map(({ record, found }) => ({
    record,
    found,
    observations: found.observed.map((each) => ({ id: `O${next++}`, ...written(each, flags.source ?? NO_SOURCE) })),
  }));
  if (flags.json === true) {
    console.json(
      numbered.map(({ found: { unkept, departed, settled, confirmed }, observations }) => {
        return { observations, unkept, departed, settled, confirmed };
      }),
    );
    return 0;
  }
  // What was received may hold names of the account, and is not for the file.
  for (const { record, found } of numbered) for (const line of changes(record, found)) console.note(line);
  const observations = numbered.flatMap((each) => each.observations);
  console.print(stringify({ observations, levels: [] }, { lineWidth: 120 }).trimEnd());
  return 0;
}

function written({ missed: _, ...observed }: Observed, source: string): object {
  return { ...observed, sent: clipped(observed.sent), source: clipped(source) };
}

function changes({ target, run }: RunRecord, { unkept, departed, settled, confirmed }: ObservedRun): string[] {
  return [
    clipped(`${target.endpoint} (${target.kind}, ${target.region}) on ${run.startedAt.slice(0, 10)}`),
    ...section("MUST that it does not keep", unkept),
    ...section("kept so far by what was observed, and not by this", departed),
    `SHOULD and INFO that it answers as expected: ${settled.filter(isAsExpected).length}`,
    ...section(
      "SHOULD and INFO that it answers otherwise",
      settled.filter((one) => !isAsExpected(one)),
    ),
    `${counted(confirmed.length, "requirement")} kept that no observation showed so far`,
  ];
}

function isAsExpected({ verdict }: ObservedVerdict): boolean {
  return verdict === "pass";
}

function section(title: string, answers: readonly ObservedVerdict[]): string[] {
  const lines = answers.map(({ id, level, expected, received }) =>
    clipped(`  ${id} (${level}): expected ${expected}; received ${received}`),
  );
  return [`${title}: ${answers.length}`, ...lines];
}

function clipped(text: string): string {
  const line = visibleLine(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
