import { dirname } from "node:path";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { type Journal, openJournal, readJournal, readLines, strikeGone } from "#custody/journal/journal.ts";
import { byPlace, type NamesOfPlace } from "#custody/journal/journal-places.ts";
import { openNames } from "#custody/journal/open-names.ts";
import { msUntilSettled, type Outstanding } from "#custody/journal/outstanding.ts";
import { sweep } from "#custody/sweeping/sweep.ts";
import type { SweepReport } from "#custody/sweeping/swept.ts";
import { requireUnshared } from "#disk/place.ts";
import { type Clock, systemClock } from "#endpoint/clock.ts";
import { loadSettings } from "#endpoint/aws/settings.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { UNNAMED, withoutCredentials } from "#cli/callers/without-credentials.ts";
import type { Console } from "#cli/console.ts";
import { journalKey } from "#cli/files/journal-key.ts";
import { strangeLines } from "#cli/files/strange-journal-lines.ts";
import type { Service } from "#spec/resources/service.ts";
import { LOG_BYTES } from "#spec/bounded-file.ts";
import { readTextFile } from "#cli/files/reading/read-text-file.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { UsageError } from "#cli/usage-error.ts";
import { lockFolder } from "#cli/files/writing/folder-lock.ts";
import { onSignals } from "#cli/run/interruption.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { openRunTarget } from "#cli/run/target/open-target.ts";
import type { RunTarget } from "#cli/run/target/run-target.ts";
import { testedEndpoint } from "#cli/run/target/tested-endpoint.ts";
import { placeInWords } from "#cli/run/place-in-words.ts";
import { planSweep, type PlaceToSweep } from "./sweep-places.ts";

/** The flags of `sweep` beside those that say where and as whom, which are `run`'s. */
export interface SweepFlags {
  /** File journal.ndjson of a run. */
  readonly journal: string;
  /** Prints the outcome as JSON. */
  readonly json?: boolean;
  /** Sweeps what another user, or an older version, wrote down, too. */
  readonly foreign?: boolean;
}

/** Deregisters what a journal says may be left, and nothing else. `clock` is what the command itself waits by. */
export async function sweepCommand(
  flags: RunFlags & SweepFlags,
  console: Console,
  clock: Clock = systemClock,
): Promise<number> {
  const { journal } = flags;
  const shown = flags.json === true ? { ...console, print: () => undefined } : console;
  requireUnshared(journal);
  const key = journalKey();
  // Nothing writes to the journal before its places have been seen to fit.
  refuseStrangeLines(journal, key, clock.epoch(), console);
  const lock = lockFolder(dirname(journal), {
    flag: `--journal ${journal}`,
    holder: "a run at work",
    mend: "sweep once it has ended",
  });
  const stop = new AbortController();
  const release = onSignals(() => stop.abort());
  try {
    const names = openNames(readLines(journal, key));
    const foreign = flags.foreign === true ? [] : names.filter((name) => name.foreign);
    const groups = byPlace(names.filter((name) => !foreign.includes(name)));
    const wish = { journal, flags, named: await namedEndpoint(flags), region: process.env["AWS_REGION"] };
    const { places, gone, leftOut } = planSweep(groups, wish);
    const swept = await sweepAll(places.flatMap(bySpec), { journal, key, signal: stop.signal, clock }, shown);
    strikeGone(journal, gone, key);
    if (gone.length > 0) shown.print(`${gone.length} gone with the target, which the run ended itself`);
    for (const group of leftOut) shown.print(`not looked for: ${inWords(group)}`);
    if (foreign.length > 0) shown.print(`not looked for: ${foreignInWords(foreign, key)}`);
    if (swept.length === 0) tell({ removed: [], absent: [], left: [] }, shown);
    if (flags.json === true) {
      console.json({ swept, gone: namesOf(gone), notLookedFor: leftOut.map(placed), foreign: namesOf(foreign) });
    }
    const isLeft = leftOut.length + foreign.length > 0 || swept.some(({ left }) => left.length > 0);
    return isLeft ? EXIT.clustersLeft : 0;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.note("Interrupted. What was not removed stays in the journal: run sweep again.");
    return EXIT.interrupted;
  } finally {
    release();
    lock.release();
  }
}

/** What every journal begins with, as much of it as a crash has let through. */
const JOURNAL_HEAD = '{"event":"';

/** So many of a journal's strange lines are told. */
const LINES_TOLD = 10;

/**
 * What no run writes is not swept by, and neither is the rest of such a journal. A file of another sort names nothing that
 * is left, and must not be taken for a journal that names nothing.
 */
function refuseStrangeLines(
  journal: string,
  key: string | undefined,
  now: number,
  console: Pick<Console, "note">,
): void {
  const text = readTextFile(journal, "--journal", LOG_BYTES);
  const isJournal = text.trim() === "" || readLines(journal, key).length > 0;
  if (!isJournal && !JOURNAL_HEAD.startsWith(text.slice(0, JOURNAL_HEAD.length))) {
    throw new UsageError(`--journal ${journal}: has no journal entries; give the journal.ndjson of a run`);
  }
  const strange = strangeLines(text, key, now);
  if (strange.length === 0) return;
  for (const { number, why } of strange.slice(0, LINES_TOLD)) console.note(visibleLine(`${journal}:${number}: ${why}`));
  const more = strange.length > LINES_TOLD ? `, ${strange.length - LINES_TOLD} more than are shown` : "";
  throw new UsageError(
    `--journal ${journal}: ${countInWords(strange.length)} that no run writes${more}; nothing is swept: find out who wrote them, and take them out`,
  );
}

function countInWords(lines: number): string {
  return lines === 1 ? "has a line" : `has ${lines} lines`;
}

/** Where --endpoint-url or --aws leads. */
async function namedEndpoint(flags: RunFlags): Promise<string | undefined> {
  if (flags.endpointUrl === undefined && flags.aws !== true) return undefined;
  return (await testedEndpoint(flags, await loadSettings({ env: process.env, profile: flags.profile }))).endpoint;
}

function foreignInWords(names: readonly Outstanding[], key: string | undefined): string {
  const places = byPlace(names).map(({ place }) => (place === undefined ? "an unknown place" : placeInWords(place)));
  const where = [...new Set(places)].slice(0, PLACES_TOLD).join(", ");
  const why =
    key === undefined
      ? "since this user has no key, nothing proves that it wrote them down"
      : "nothing proves that this user wrote them down";
  return visibleLine(
    `${names.length} of the journal's names, at ${where}: ${why}; to sweep them, look who did, and add --foreign`,
  );
}

const PLACES_TOLD = 3;

function namesOf(names: readonly Outstanding[]): string[] {
  return names.map(({ name }) => name);
}

function placed({ place, names }: NamesOfPlace) {
  return { endpoint: place?.endpoint, region: place?.region, names: namesOf(names) };
}

function inWords({ place, names }: NamesOfPlace): string {
  const where = place === undefined ? "at a place that the journal does not name" : `at ${placeInWords(place)}`;
  return `${names.length} of the journal's names, ${where}`;
}

type SweptPlace = SweepReport & Pick<RunTarget, "endpoint" | "region">;

interface Sweeping {
  readonly journal: string;
  readonly key: string | undefined;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** All places are let through by the guard before the first is swept. */
async function sweepAll(
  places: readonly PlaceToSweep[],
  { journal, key, signal, clock }: Sweeping,
  console: Console,
): Promise<SweptPlace[]> {
  const targets: RunTarget[] = [];
  try {
    for (const place of places) targets.push(await openPlace(place, signal));
    const swept: SweptPlace[] = [];
    for (const [index, { target, endpoint, region, redactor, settings, warnings }] of targets.entries()) {
      for (const warning of warnings) console.note(`Warning: ${warning}`);
      const { names = [], flags, isNamed } = places[index] ?? {};
      const unnamed = isNamed === false && flags?.sign === true ? UNNAMED : "";
      console.note(`Sweeping ${endpoint}, ${region}${unnamed}`);
      const waitMs = msUntilSettled(readJournal(journal), settings.consistencyMs, clock.epoch());
      if (waitMs > 0) {
        tellWait(waitMs, console);
        await clock.sleep(waitMs, new AbortScope(signal));
      }
      const report = await withJournal({ journal, key }, (opened) =>
        sweep(target, {
          journal: opened,
          names,
          service: flags?.spec === undefined ? undefined : serviceOf(flags.spec),
          budgetMs: REMOVAL_MS,
          consistencyMs: settings.consistencyMs,
          isAws: settings.kind === "aws",
          runTagKey: RUN_TAG_KEY,
          redact: redactor.text,
          unsigned: flags?.sign === false,
        }),
      );
      tell(report, console, flags?.spec);
      swept.push({ endpoint, region, ...report });
    }
    return swept;
  } finally {
    for (const target of targets) await target.close();
  }
}

async function withJournal<Result>(
  { journal, key }: Pick<Sweeping, "journal" | "key">,
  work: (opened: Journal) => Promise<Result>,
): Promise<Result> {
  const opened = openJournal(journal, { sync: false, key });
  try {
    return await work(opened);
  } finally {
    opened.close();
  }
}

/** Only where the user has named the endpoint are the user's credentials handed to it. */
function openPlace({ flags, isNamed }: PlaceToSweep, signal: AbortSignal): Promise<RunTarget> {
  if (isNamed) return openRunTarget(flags, signal);
  return openRunTarget({ ...flags, profile: undefined }, signal, withoutCredentials(process.env));
}

/** Registered clusters in one, and the resources of each service in one of its own: each is signed for by itself. */
function bySpec({ flags, names, isNamed }: PlaceToSweep): PlaceToSweep[] {
  const specs = new Set(names.map(({ intend }) => intend.resource?.spec));
  if (specs.size === 0) return [{ flags, names, isNamed }];
  return [...specs].map((spec) => ({
    isNamed,
    flags: { ...flags, spec },
    names: names.filter(({ intend }) => intend.resource?.spec === spec),
  }));
}

/** Of what is left, so many are told with their reasons. */
const LEFT_SHOWN = 20;

/** Milliseconds for the removal of one resource. */
const REMOVAL_MS = 30_000;

/** The service that a model describes. */
function serviceOf(spec: string): Service {
  const { contract, table } = readSpec(spec);
  if (table === undefined) throw new UsageError(`--journal: ${spec} no longer has a resource table: put it back`);
  return { contract, table };
}

function tellWait(ms: number, console: Pick<Console, "note">): void {
  console.note(
    `The run was active a moment ago: waiting ${Math.ceil(ms / 1000)} s for its last requests to take effect`,
  );
}

function tell(
  { removed, absent, left, untouched, untouchedAtLeast }: SweepReport,
  console: Pick<Console, "print">,
  spec?: string,
): void {
  const removals = spec === undefined ? "deregistered" : "resources removed";
  console.print(`${removed.length} ${removals}, ${absent.length} gone already, ${left.length} left`);
  if (untouched !== undefined)
    console.print(`${untouchedAtLeast ? "at least " : ""}${untouched} other clusters listed, not touched`);
  for (const { name, reason, command } of left.slice(0, LEFT_SHOWN)) {
    console.print(`left: ${spec === undefined ? JSON.stringify(name) : name}: ${visibleLine(reason)}`);
    if (command !== undefined) console.print(`  ${command}`);
  }
  if (left.length > LEFT_SHOWN) console.print(`and ${left.length - LEFT_SHOWN} more; --json has them all`);
}
