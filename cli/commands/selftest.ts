import { join } from "node:path";
import { drawFault, drawnFault } from "#reference/drawn/drawn-fault.ts";
import type { Deviation, Fault, Variant } from "#reference/fault.ts";
import { FAULTS } from "#reference/faults.ts";
import { VARIANTS } from "#reference/variants.ts";
import { renderKillMatrixHtml } from "#reports/html/pages/kill-matrix-page.tsx";
import { renderKillMatrix } from "#reports/kill-matrix-text.ts";
import { evenly } from "#generators/schema/evenly.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { makeResultsFolder } from "#cli/files/writing/results-folder.ts";
import { writeFiles } from "#cli/files/writing/write-files.ts";
import { matchingEntries } from "#cli/selftest/matching-entries.ts";
import { buildKillMatrix } from "#cli/selftest/build-kill-matrix.ts";
import { runServers } from "#cli/selftest/pool.ts";
import type { SelftestServer } from "#cli/selftest/selftest-server.ts";
import { toolVersion } from "#cli/version.ts";

/** The flags of `selftest` for the suite of registered clusters. */
export interface SelftestFlags {
  /** Globs of the seeded faults to test. */
  readonly fault: readonly string[];
  /** Globs of the conforming variants to test. */
  readonly variant: readonly string[];
  /** How many of the matching variants to test. */
  readonly variantSample?: number;
  /** How many drawn faults to test, beginning with number 1. */
  readonly drawn?: number;
  /** Tests every variant and more drawn faults, and ends no run once its fault is caught. */
  readonly all?: boolean;
  readonly seed: number;
  /** Random inputs per constraint. */
  readonly cases: number;
  /** Threads that test in parallel. */
  readonly jobs: number;
  /** Folder for selftest.json and kill-matrix.html. */
  readonly out: string;
}

const FILE = "selftest.json";
const PAGE = "kill-matrix.html";

/** Conforming variants, and drawn faults, that a selftest takes unless it is told to take all. */
const VARIED = 16;
const DRAWN = { sample: 20, all: 200 };

/** What is tested, and how a run of it is had. */
export interface Selftest {
  readonly faults: readonly Fault[];
  readonly variants: readonly Variant[];
  readonly run: typeof runServers;
}

const WHOLE: Selftest = { faults: FAULTS, variants: VARIANTS, run: runServers };

/** Runs the suite against every fault and variant of the reference server; answers the exit code. */
export async function selftestCommand(
  flags: SelftestFlags,
  console: Pick<Console, "print" | "note" | "width" | "paint">,
  selftest: Selftest = WHOLE,
): Promise<number> {
  const { seed, cases, jobs, all = false } = flags;
  const filtered = flags.fault.length + flags.variant.length > 0;
  const drawable = drawnFor(flags);
  const broken = new Set(matchingEntries("--fault", [...selftest.faults, ...drawable], flags.fault, filtered));
  const faults = selftest.faults.filter((fault) => broken.has(fault));
  const drawn = drawable.filter((fault) => broken.has(fault));
  const matching = matchingEntries("--variant", selftest.variants, flags.variant, filtered);
  const variants = evenly(matching, flags.variantSample ?? (all || filtered ? matching.length : VARIED));
  makeResultsFolder(flags.out);
  // A folder that cannot be written to is told at once.
  writeBoth(flags.out, "", "");
  const onResult = counter(console, 1 + faults.length + variants.length + drawn.length);
  const options = { seed, cases, jobs, untilCaught: !all, onResult };
  const { results, failed } = await selftest.run(serversOf({ faults, variants, drawn }), options);
  const matrix = buildKillMatrix({
    tool: { name: "eks-conformance", version: toolVersion() },
    seed,
    cases,
    partial: filtered || !all || variants.length < matching.length,
    requirements: allRequirements(loadBundledContract()),
    faults,
    variants,
    drawn,
    results,
    failed,
  });
  console.print(renderKillMatrix(matrix, console));
  writeBoth(flags.out, `${JSON.stringify(matrix, null, 1)}\n`, renderKillMatrixHtml(matrix, pageTools()));
  console.note(`The whole matrix: ${join(flags.out, FILE)} and, as a page, ${join(flags.out, PAGE)}`);
  if (failed.length > 0) return EXIT.suiteError;
  return matrix.passed ? EXIT.conformant : EXIT.nonConformant;
}

/** The sample, and further ones that are named by their ids. */
function drawnFor({ drawn, all = false, fault }: SelftestFlags): readonly Deviation[] {
  const count = drawn ?? (all || fault.length > 0 ? DRAWN.all : DRAWN.sample);
  const sample = Array.from({ length: count }, (_, at) => drawFault(at + 1));
  const known = new Set(sample.map(({ id }) => id));
  return [...sample, ...fault.filter((id) => !known.has(id)).flatMap((id) => drawnFault(id) ?? [])];
}

function serversOf({
  faults,
  variants,
  drawn,
}: Readonly<Record<"faults" | "variants" | "drawn", readonly Deviation[]>>): SelftestServer[] {
  return [
    { kind: "plain", id: "plain" },
    // The slow ones first, so that no worker is left with one at the end.
    ...variants.map(({ id }): SelftestServer => ({ kind: "variant", id })),
    ...faults.map(({ id }): SelftestServer => ({ kind: "fault", id })),
    ...drawn.map(({ id }): SelftestServer => ({ kind: "drawn", id })),
  ];
}

function writeBoth(folder: string, matrix: string, page: string): void {
  writeFiles(`--out ${folder}`, [
    [join(folder, FILE), matrix],
    [join(folder, PAGE), page],
  ]);
}

/** Milliseconds between two lines of progress. */
const LINE_MS = 5_000;

function counter(console: Pick<Console, "note">, total: number): () => void {
  let done = 0;
  let saidAt = Date.now();
  return () => {
    done += 1;
    const now = Date.now();
    if (now - saidAt < LINE_MS) return;
    saidAt = now;
    console.note(`${done} of ${total} servers tested`);
  };
}
