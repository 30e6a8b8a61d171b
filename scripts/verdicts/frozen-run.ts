/** What a run against one server came to, as the baseline keeps it. */
export interface FrozenRun {
  /** Suite, kind of server and its id: `register-cluster fault name-not-shown`. */
  readonly key: string;
  /** The run's verdict, its exit code and what is left. */
  readonly outcome: string;
  /** Requirements by id, each with level, verdict and graded alternatives; of a server, only what the plain one lacks. */
  readonly verdicts: ReadonlyMap<string, string>;
}

export type Baseline = ReadonlyMap<string, FrozenRun>;

/** A block for each run: its key and outcome, then an indented line for each requirement, everything sorted. */
export function baselineText(runs: Iterable<FrozenRun>): string {
  const sorted = [...runs].sort((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.map((run) => `${[`${run.key}: ${run.outcome}`, ...linesOf(run)].join("\n  ")}\n`).join("");
}

/** Reads what `baselineText` wrote. */
export function readBaseline(text: string): Baseline {
  const blocks = text.split(/\n(?! )/).filter((block) => block !== "");
  return new Map(blocks.map(readRun).map((run) => [run.key, run]));
}

function readRun(block: string): FrozenRun {
  const [head = "", ...lines] = block.split(/\n\s*/).filter((line) => line !== "");
  const [key, outcome] = cut(head, ": ");
  return { key, outcome, verdicts: new Map(lines.map((line) => cut(line, " "))) };
}

function cut(text: string, at: string): [before: string, after: string] {
  const index = text.indexOf(at);
  return [text.slice(0, index), text.slice(index + at.length)];
}

function linesOf({ verdicts }: FrozenRun): string[] {
  return [...verdicts].map(([id, words]) => `${id} ${words}`).sort();
}

/** What is not as in the plain server's run, of which the rest says nothing new. */
export function unlikePlain(run: FrozenRun, plain: FrozenRun): FrozenRun {
  const verdicts = new Map([...run.verdicts].filter(([id, words]) => plain.verdicts.get(id) !== words));
  return { ...run, verdicts };
}

/** A line for each difference; `expected` says which runs of the baseline should be there. */
export function differencesOf(
  before: Baseline,
  runs: readonly FrozenRun[],
  expected: (key: string) => boolean,
): readonly string[] {
  const now = new Map(runs.map((run) => [run.key, run]));
  const gone = [...before.keys()].filter((key) => expected(key) && !now.has(key)).map((key) => `${key}: not run`);
  return [...gone, ...runs.flatMap((run) => differencesIn(before.get(run.key), run))].sort();
}

function differencesIn(old: FrozenRun | undefined, { key, outcome, verdicts }: FrozenRun): string[] {
  if (old === undefined) return [`${key}: not in the baseline`];
  const ids = new Set([...old.verdicts.keys(), ...verdicts.keys()]);
  return [
    ...(old.outcome === outcome ? [] : [`${key}: ${old.outcome} -> ${outcome}`]),
    ...[...ids].flatMap((id) => {
      const [was = AS_PLAIN, is = AS_PLAIN] = [old.verdicts.get(id), verdicts.get(id)];
      return was === is ? [] : [`${key}: ${id} ${was} -> ${is}`];
    }),
  ];
}

const AS_PLAIN = "as the plain server";
