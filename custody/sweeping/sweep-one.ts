import type { Clock } from "#endpoint/clock.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import type { Outstanding } from "#custody/journal/outstanding.ts";
import { DELETION_LASTS, waitUntilShown } from "#custody/looking/wait-until-shown.ts";
import { LATEST_MS } from "#custody/ownership/creation-time.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import { type Claim, showsAnother, whyUntouchable } from "#custody/ownership/ownership.ts";
import { bearsRun } from "#custody/ownership/run-prefix.ts";
import { isListed, listingOfKind, lookFor, type LookedFor } from "#custody/looking/look-for.ts";
import type { Looker } from "#custody/looking/looker.ts";
import { amongWords, findLost } from "#custody/looking/lost-name.ts";
import { keyOf, madeInWords, type MadeResource, outermost } from "#custody/resources/made-resource.ts";
import { LISTED_ALONE, STILL_THERE } from "#custody/removing/settle.ts";
import { removalAccount } from "#custody/removing/removal-account.ts";
import { type RemoveResource, resourceRemover } from "#custody/removing/remove-resource.ts";
import { madeOf } from "#custody/journal/journal-ledger.ts";
import type { ResourceListing } from "#custody/resources/resource-requests.ts";
import { whoseGiven } from "#custody/ownership/whose-given-name.ts";
import type { ClusterLeft } from "#custody/removing/cluster-left.ts";
import { leftOf } from "#custody/removing/left-in-words.ts";
import type { Swept } from "./swept.ts";

export interface SweepSetting extends Looker {
  readonly clock: Clock;
  /** Milliseconds for the removal of one. */
  readonly budgetMs: number;
  /** Milliseconds that a read may lag behind a write. */
  readonly consistencyMs: number;
  /** Of the tag whose value is the run's id, on requests that bear one. */
  readonly runTagKey?: string | undefined;
  /** It is AWS, or may be: what has no mark may be anybody's there. */
  readonly isAws?: boolean | undefined;
  /** See ResourceRemover. */
  readonly heldMs?: number | undefined;
  /** The command that removes one of ours, where there is one. */
  readonly commandFor?: ((made: MadeResource) => string | undefined) | undefined;
}

type SweepOutcome = { readonly state: "removed" | "absent" } | ({ readonly state: "left" } & Untouched);

/** Why one is left, and whether it is known to be the run's. */
interface Untouched {
  readonly reason: string;
  readonly isOurs: boolean;
}

interface RemovingSweep extends SweepSetting {
  readonly remove: RemoveResource;
  /** Looks before anything is removed: each list is asked for once. */
  readonly before: Looker;
}

/** Looks for what one name of a journal may have left, and removes what of it is the run's. */
export type SweepOne = (sent: Outstanding) => Promise<Swept>;

export function sweeperOf(setting: SweepSetting, account = removalAccount()): SweepOne {
  const sweeping = {
    ...setting,
    remove: resourceRemover({ ...setting, goingMs: DELETION_LASTS * setting.consistencyMs }, account),
    before: { ...setting, listed: listedOnce(setting) },
  };
  return (sent) => sweepOne(sent, sweeping);
}

function listedOnce(looker: Looker): NonNullable<Looker["listed"]> {
  const lists = new Map<string, Promise<ResourceListing | undefined>>();
  return (made) => {
    const { resource, parent } = made;
    const key = JSON.stringify([resource.name, parent && keyOf(parent)]);
    const list = lists.get(key) ?? listingOfKind(made, looker);
    lists.set(key, list);
    return list;
  };
}

async function sweepOne(sent: Outstanding, sweeping: RemovingSweep): Promise<Swept> {
  const { name, intend } = sent;
  const kind = unnamedKind(intend, sweeping.service);
  if (kind !== undefined) return sweepLost(kind, sent, sweeping);
  const made = sentAs(sent, sweeping.service);
  if (made === undefined) return { removed: [], left: [{ name, reason: "the model has no such resource" }] };
  const outcome = await removeIfOurs(claimOn(made, sent, sweeping), sent, sweeping);
  if (outcome.state !== "left") return { removed: outcome.state === "removed" ? [name] : [], left: [] };
  const command = outcome.isOurs ? sweeping.commandFor?.(made) : undefined;
  return { removed: [], left: [{ name, reason: outcome.reason, command }] };
}

/** The kind of what the service had yet to name. */
function unnamedKind({ resource }: Outstanding["intend"], { table }: Service): Resource | undefined {
  return resource?.ids.length === 0 ? table.resources.find(({ name }) => name === resource.kind) : undefined;
}

/** An entry that names no resource is about the one kind of its service. */
function sentAs({ name, intend }: Outstanding, { table }: Service): MadeResource | undefined {
  if (intend.resource !== undefined) return madeOf(intend.resource, table);
  const [resource] = table.resources;
  return resource && { resource, id: name };
}

/**
 * Of a name that another user wrote down, the word of the entry counts for nothing, only what the target shows: a time
 * within those of its requests, and a mark; the run's name is one away from AWS.
 */
function claimOn(made: MadeResource, sent: Outstanding, { service, runTagKey, isAws = false }: RemovingSweep): Claim {
  const { intend, runAskedAt, lastAskedAt, activation, foreign = false } = sent;
  const isNamedByRun = bearsRun(outermost(made).id, intend.runId);
  const isOwnName = isNamedByRun && !foreign;
  return {
    service,
    made,
    // A name that holds the run's id is nobody else's, however late what has it was made.
    times: isOwnName ? [{ from: runAskedAt, to: Infinity }] : [{ from: intend.at, to: lastAskedAt + LATEST_MS }],
    bearsRun: isOwnName,
    created: sent.created && !foreign,
    given: activation,
    tag: tagOf(intend, runTagKey),
    needsMark: isAws ? !isOwnName : foreign && !isNamedByRun,
  };
}

function tagOf({ tagged, runId }: Outstanding["intend"], key: string | undefined): RunTag | undefined {
  return key !== undefined && tagged === true ? { key, value: runId } : undefined;
}

async function removeIfOurs(claim: Claim, sent: Outstanding, sweeping: RemovingSweep): Promise<SweepOutcome> {
  const found = await lookFor(claim.made, sweeping.before, sent.created);
  if (found.state === "absent")
    return sent.created && (await isListedStill(claim.made, sweeping))
      ? { state: "left", reason: LISTED_ALONE, isOurs: true }
      : found;
  const whose = whoseFound(found, claim, sent, sweeping);
  return "made" in whose ? removeForSure({ ...claim, made: whose.made }, sweeping) : { state: "left", ...whose };
}

/** The list of its kind may lag behind a removal that was not written down any more. */
async function isListedStill(made: MadeResource, sweeping: RemovingSweep): Promise<boolean> {
  if (!(await isListed(made, sweeping.before))) return false;
  await waitUntilShown(sweeping.clock.now(), sweeping);
  return isListed(made, sweeping);
}

/**
 * The run's, as it is to be asked for; or why it is left. A name that nobody else can have makes it the run's where no look
 * shows it, and away from AWS whatever is shown: there are endpoints whose times and tags are made up.
 */
function whoseFound(
  found: Exclude<LookedFor, { readonly state: "absent" }>,
  claim: Claim,
  { intend, lastAskedAt }: Outstanding,
  { service, isAws = false }: RemovingSweep,
): { readonly made: MadeResource } | Untouched {
  const { made, bearsRun: isOwnName, created } = claim;
  if (found.state === "lost")
    return { reason: `nobody can say whether it is there: ${found.reason}`, isOurs: isOwnName || created };
  const isGiven = made.resource.id.input === undefined;
  if (isOwnName && (found.state === "unclear" || !(isGiven || isAws))) return { made };
  if (found.state === "unclear") return { reason: found.reason, isOurs: created };
  if (isGiven) {
    const times = [{ from: intend.at, to: lastAskedAt + LATEST_MS }];
    const asked = { times, holdsRun: (text: string) => bearsRun(text, intend.runId) };
    const given = whoseGiven(service, { made, described: found.reply, claim: asked, before: undefined });
    return given.whose === "ours" ? given : { reason: given.reason, isOurs: false };
  }
  const reason = whyUntouchable(found.reply, claim);
  return reason === undefined ? { made } : { reason, isOurs: false };
}

/**
 * Of a deletion without an answer a look tells whether it was carried out; one that finds nothing is believed where a look
 * at what belongs to nothing does not show it.
 */
async function removeForSure(claim: Claim, sweeping: RemovingSweep): Promise<SweepOutcome> {
  const { made } = claim;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const fate = await sweeping.remove(made, (described) => showsAnother(described, claim));
    if (fate.state === "removed") return fate;
    if (fate.state === "left") {
      const isGone = fate.waitedFor === "an answer" && (await lookFor(made, sweeping)).state === "absent";
      return isGone ? { state: "removed" } : { state: "left", reason: fate.reason, isOurs: true };
    }
    if (made.parent !== undefined || !(await isShownStill(made, sweeping))) return fate;
  }
  return { state: "left", reason: STILL_THERE, isOurs: true };
}

/** Reads may lag behind the removal. */
async function isShownStill(made: MadeResource, sweeping: RemovingSweep): Promise<boolean> {
  const isShown = async (): Promise<boolean> => (await lookFor(made, sweeping)).state === "shown";
  if (!(await isShown())) return false;
  await waitUntilShown(sweeping.clock.now(), sweeping);
  return isShown();
}

/** Removes what shows the run's tag, and was created while the run asked for it; anything else may be somebody's. */
async function sweepLost(
  resource: Resource,
  { name, intend, lastAskedAt }: Outstanding,
  { service, target, runTagKey, remove }: RemovingSweep,
): Promise<Swept> {
  const tag = runTagKey === undefined ? undefined : { key: runTagKey, value: intend.runId };
  const times = [{ from: intend.at, to: lastAskedAt + LATEST_MS }];
  const search = { service, target, isKnown: () => false, before: undefined };
  const found = await findLost({ resource, times, tag }, search);
  const removed: string[] = [];
  const left: ClusterLeft[] = [];
  for (const made of found.ours) {
    const fate = await remove(made);
    if (fate.state === "left") left.push(leftOf({ made, reason: fate.reason }));
    else removed.push(madeInWords(made));
  }
  if (found.others.length > 0 || !found.isWhole) left.push({ name, reason: `${UNNAMED}${amongWords(found)}` });
  return { removed, left };
}

/** How often it is removed once more: a target may do half of what it is asked. */
const ROUNDS = 3;

const UNNAMED = "no answer to its creation names it, and nothing shows that it was not made";
