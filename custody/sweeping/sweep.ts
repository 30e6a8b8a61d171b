import { type Clock, systemClock } from "#endpoint/clock.ts";
import type { Target } from "#endpoint/target.ts";
import type { Service } from "#spec/resources/service.ts";
import type { Journal } from "#custody/journal/journal.ts";
import type { Outstanding } from "#custody/journal/outstanding.ts";
import { listClusters } from "#custody/looking/list-clusters.ts";
import { unlessAccessLost } from "#custody/looking/unless-access-lost.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isWhole, type ResourceListing } from "#custody/resources/resource-requests.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { type CommandContext, deregisterCommand } from "#custody/removing/deregister-command.ts";
import { removalAccount } from "#custody/removing/removal-account.ts";
import { deepestFirst } from "#custody/removing/removal-order.ts";
import { type SweepOne, sweeperOf } from "./sweep-one.ts";
import type { Swept, SweepReport } from "./swept.ts";

export interface SweepOptions {
  readonly journal: Pick<Journal, "write">;
  /** Which of the journal's open names to look for at the target. */
  readonly names: readonly Outstanding[];
  /** What knows the resources that are no registered clusters. */
  readonly service?: Service | undefined;
  /** Milliseconds for the removal of one. */
  readonly budgetMs: number;
  /** Milliseconds that a read may lag behind a write. */
  readonly consistencyMs: number;
  readonly clock?: Clock | undefined;
  /** Key of the tag whose value is the run's id, on requests that bear one. */
  readonly runTagKey?: string | undefined;
  /** It is AWS, or may be: what has no mark may be anybody's there. */
  readonly isAws?: boolean;
  /** Removes secrets from what quotes the target. */
  readonly redact?: (text: string) => string;
  /** The run's requests went unsigned. */
  readonly unsigned?: boolean | undefined;
}

/**
 * Removes what these names have left and is the run's, and nothing else, children first. Writes the outcome to the journal,
 * so a second sweep has nothing left to do. Throws `JournalError` when the journal cannot be used.
 */
export async function sweep(target: Target, options: SweepOptions): Promise<SweepReport> {
  const { journal, names, clock = systemClock, redact = String } = options;
  const ofClusters = options.service === undefined;
  const service = options.service ?? registrationService();
  const listing = ofClusters ? await listedFirst(target) : undefined;
  const commandFor = (made: MadeResource): string | undefined => deregisterCommand(made.id, contextOf(target, options));
  const setting = { ...options, target, clock, service, commandFor: ofClusters ? commandFor : undefined };
  const account = removalAccount();
  const sweepOne = sweeperOf(setting, account);
  const sweepFirst = sweeperOf({ ...setting, heldMs: options.consistencyMs }, account);
  const told = new Map<Outstanding, Swept & { readonly absent: readonly string[] }>();
  const refused: Outstanding[] = [];
  const sweepAndTell = async (sent: Outstanding, sweeping: SweepOne): Promise<void> => {
    const { name, intend } = sent;
    // Whoever reads the journal has the name already.
    const text = (named: string): string => (named === name ? named : redact(named));
    const found = whereItWas(sent, await sweeping(sent));
    if (sweeping === sweepFirst && found.left.length > 0) return void refused.push(sent);
    const left = found.left.map((one) => ({ ...one, name: text(one.name), reason: redact(one.reason) }));
    const [first] = left;
    const event = found.removed.includes(name) ? "removed" : "absent";
    const at = clock.epoch();
    if (first === undefined) journal.write({ event, name, runId: intend.runId, at, proved: true });
    else journal.write({ event: "left", name, runId: intend.runId, at, reason: first.reason });
    const isAbsent = found.removed.length + left.length === 0;
    told.set(sent, { removed: found.removed.map(text), left, absent: isAbsent ? [name] : [] });
  };
  await deepestFirst(names, depthOf, (sent) => sweepAndTell(sent, belongsToAnother(sent) ? sweepFirst : sweepOne));
  // It may have gone with what it belongs to.
  await deepestFirst(refused, depthOf, (sent) => sweepAndTell(sent, sweepOne));
  const inOrder = names.flatMap((sent) => told.get(sent) ?? []);
  return {
    removed: [...new Set(inOrder.flatMap(({ removed }) => removed))],
    absent: inOrder.flatMap(({ absent }) => absent),
    left: inOrder.flatMap(({ left }) => left),
    ...(ofClusters ? untouchedOn(listing, names) : {}),
  };
}

/** What the list of clusters has before anything is removed. An endpoint that is gone cannot list: the looks report that. */
function listedFirst(target: Target): Promise<ResourceListing | undefined> {
  return unlessAccessLost(
    () => listClusters(target),
    () => undefined,
  );
}

function untouchedOn(
  listing: ResourceListing | undefined,
  names: readonly Outstanding[],
): Pick<SweepReport, "untouched" | "untouchedAtLeast"> {
  if (listing === undefined) return { untouched: undefined };
  const swept = new Set(names.map(({ name }) => name));
  const untouched = [...new Set(listing.ids)].filter((name) => !swept.has(name)).length;
  return isWhole(listing) ? { untouched } : { untouched, untouchedAtLeast: true };
}

function contextOf({ region, endpoint }: Target, { unsigned }: SweepOptions): CommandContext {
  return { region, endpointUrl: endpoint, unsigned };
}

/** What is not at this endpoint may be at the one that the run used, where the journal does not say which that is. */
function whereItWas({ name, intend }: Outstanding, found: Swept): Swept {
  if (intend.place !== undefined || found.removed.length + found.left.length > 0) return found;
  const reason = "it is unknown here, and the journal does not say whether the run was here";
  return { removed: [], left: [{ name, reason }] };
}

function belongsToAnother(sent: Outstanding): boolean {
  return depthOf(sent) > 1;
}

function depthOf({ intend }: Outstanding): number {
  return intend.resource?.ids.length ?? 0;
}
