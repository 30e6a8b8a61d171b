import { answerText } from "../protocol/error-code.ts";
import { codeOf } from "../protocol/error-code.ts";
import { removeCluster, type Budget, type Removal } from "./removal.ts";
import { describeRequest, listRequest } from "./cluster-requests.ts";
import { deregisterCommand } from "./deregister-command.ts";
import { headerValue } from "../protocol/error-code.ts";
import type { Exchange } from "../protocol/exchange.ts";
import { openJournal, readJournal } from "./journal.ts";
import { outstanding, type Outstanding } from "./outstanding.ts";
import type { Target } from "../endpoint/target.ts";

export interface SweepOptions extends Budget {
  /** Key of the tag whose value is the run's id, where requests carry one. */
  readonly runTagKey?: string;
}

export interface LeftBehind {
  readonly name: string;
  readonly reason: string;
  /** The shell command that removes it. */
  readonly command: string;
}

export interface SweepReport {
  readonly removed: readonly string[];
  /** Named by the journal, and found not to exist. */
  readonly absent: readonly string[];
  readonly left: readonly LeftBehind[];
  /** Clusters listed that the journal does not name as outstanding; undefined when they could not be listed. */
  readonly untouched: number | undefined;
}

/** A cluster may be this much older than its journal entry says, in milliseconds, for clocks that differ unknown. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** The same where the endpoint gives its own time, so that how far the clocks differ is known. */
const JITTER_MS = 1_000;

/**
 * Removes what a journal says may still exist, and nothing else: lists first, looks at each cluster before it is
 * deleted, and leaves one that is older than the journal's entry and bears no tag of the run. Writes the outcome to the
 * journal, so a second sweep has nothing left to do. Throws `JournalError` when the journal cannot be used.
 */
export async function sweep(target: Target, journalFile: string, options: SweepOptions = {}): Promise<SweepReport> {
  const candidates = outstanding(readJournal(journalFile));
  const listed = await listClusters(target);
  const journal = openJournal(journalFile, { sync: false });
  try {
    const removals = await Promise.all(
      candidates.map(async (candidate) => {
        const removal = await removeIfOurs(target, candidate, listed?.has(candidate.name), options);
        const reason = removal.state === "left" ? { reason: removal.reason } : {};
        journal.write({ event: removal.state, name: candidate.name, at: Date.now(), ...reason });
        return { name: candidate.name, removal };
      }),
    );
    for (const { name } of candidates) listed?.delete(name);
    return report(removals, listed?.size, target);
  } finally {
    journal.close();
  }
}

function report(
  removals: readonly { name: string; removal: Removal }[],
  untouched: number | undefined,
  { region, endpoint }: Target,
): SweepReport {
  const namesOf = (state: Removal["state"]) =>
    removals.filter(({ removal }) => removal.state === state).map(({ name }) => name);
  const left = removals.flatMap(({ name, removal }) => {
    if (removal.state !== "left") return [];
    return [{ name, reason: removal.reason, command: deregisterCommand(name, { region, endpointUrl: endpoint }) }];
  });
  return { removed: namesOf("removed"), absent: namesOf("absent"), left, untouched };
}

async function removeIfOurs(
  target: Target,
  candidate: Outstanding,
  listed: boolean | undefined,
  options: SweepOptions,
): Promise<Removal> {
  const { last } = await target.send(describeRequest(candidate.name));
  const status = last.response?.status;
  // A 404 counts when it names the missing cluster, or the list bears it out: the operation itself may be missing.
  if (status === 404 && (codeOf(last) === "ResourceNotFoundException" || listed === false)) return { state: "absent" };
  if (status !== 200) return { state: "left", reason: `DescribeCluster answered ${answerText(last)}` };
  const doubt = notOurs(last, candidate, options.runTagKey);
  return doubt === undefined ? removeCluster(target, candidate.name, options) : { state: "left", reason: doubt };
}

/** Why a cluster may be somebody else's of the same name; undefined when it is ours. */
function notOurs(
  described: Exchange,
  { intend, created }: Outstanding,
  runTagKey: string | undefined,
): string | undefined {
  const cluster = member(parsed(described), "cluster");
  const createdAt = member(cluster, "createdAt");
  if (
    runTagKey !== undefined &&
    intend.tagged === true &&
    member(member(cluster, "tags"), runTagKey) !== intend.runId
  ) {
    return "it does not bear the tag of the run, as the one that the run asked for does";
  }
  if (runTagKey !== undefined && member(member(cluster, "tags"), runTagKey) === intend.runId) return undefined;
  if (typeof createdAt !== "number") {
    return created ? undefined : "it has no creation time, and the journal does not say that the run created it";
  }
  const ahead = clockAhead(described);
  const [offset, tolerance] = ahead === undefined ? [0, CLOCK_TOLERANCE_MS] : [ahead, JITTER_MS];
  if (createdAt * 1000 - offset >= intend.at - tolerance) return undefined;
  return `it was created at ${isoTime(createdAt * 1000)}, before the run asked for it`;
}

/** Milliseconds that the endpoint's clock is ahead of ours, as far as its Date header tells. */
function clockAhead({ response, startedAt, durationMs }: Exchange): number | undefined {
  const stamp = Date.parse(response === undefined ? "" : (headerValue(response.headers, "date") ?? ""));
  return Number.isNaN(stamp) ? undefined : stamp - (startedAt + durationMs);
}

/** Names of all clusters the endpoint lists, or undefined when it does not list them. */
async function listClusters(target: Target): Promise<Set<string> | undefined> {
  const names = new Set<string>();
  const seen = new Set<string>();
  for (let token: string | undefined; ;) {
    const { last } = await target.send(listRequest(token));
    const page = last.response?.status === 200 ? parsed(last) : undefined;
    const clusters = member(page, "clusters");
    if (!Array.isArray(clusters)) return undefined;
    for (const name of clusters) if (typeof name === "string") names.add(name);
    const next = member(page, "nextToken");
    // A token that comes again would page for ever.
    if (typeof next !== "string" || next === "" || seen.has(next)) return names;
    seen.add(next);
    token = next;
  }
}

function parsed({ response }: Exchange): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response?.body));
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function isoTime(epochMs: number): string {
  return Math.abs(epochMs) <= 8.64e15 ? new Date(epochMs).toISOString() : String(epochMs);
}
