import { describeReply, readReply } from "../protocol/reply.ts";
import { removeCluster, type RemovalLimits, type Removal } from "./removal.ts";
import { describeRequest } from "./cluster-requests.ts";
import { deregisterCommand } from "./deregister-command.ts";
import { openJournal, readJournal } from "./journal.ts";
import { listClusters } from "./list-clusters.ts";
import { notOurs } from "./ownership.ts";
import { outstanding, type Outstanding } from "./outstanding.ts";
import type { RunTag } from "./run-tag.ts";
import type { Target } from "../endpoint/target.ts";

export interface SweepOptions extends RemovalLimits {
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
        const outcome = removal.state === "left" ? { reason: removal.reason } : ({ proved: true } as const);
        journal.write({ event: removal.state, name: candidate.name, at: Date.now(), ...outcome });
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
  const described = readReply(await target.send(describeRequest(candidate.name)));
  const { status, error } = described;
  // A 404 counts when it names the missing cluster, or the list bears it out: the operation itself may be missing.
  if (status === 404 && (error.name === "ResourceNotFoundException" || listed === false)) return { state: "absent" };
  if (status !== 200) return { state: "left", reason: `DescribeCluster answered ${describeReply(described)}` };
  const { intend, created } = candidate;
  const tag = tagged(candidate, options.runTagKey);
  const doubt = notOurs(described, { askedAt: intend.at, bearsRun: false, created, tag });
  return doubt === undefined ? removeCluster(target, candidate.name, options) : { state: "left", reason: doubt };
}

function tagged({ intend }: Outstanding, key: string | undefined): RunTag | undefined {
  return key !== undefined && intend.tagged === true ? { key, value: intend.runId } : undefined;
}
