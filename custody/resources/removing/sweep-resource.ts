import type { Outstanding } from "../../journal/outstanding.ts";
import { LATEST_MS } from "../../ownership/creation-time.ts";
import { UNMARKED } from "../../ownership/ownership.ts";
import { holdsRun } from "../../ownership/run-prefix.ts";
import { type ReadLag, waitUntilShown } from "../../looking/time-to-show.ts";
import type { ClusterLeft } from "../../removing/cluster-left.ts";
import type { Sweeper, Swept } from "../../removing/swept.ts";
import { whoseGiven } from "../whose-given-name.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { leftOf, madeInWords, type MadeResource, outermost } from "../made-resource.ts";
import { lookFor } from "../looking/look-for.ts";
import { amongWords, findLost } from "../looking/lost-name.ts";
import { ROUNDS, STILL_THERE } from "./remove-reappeared.ts";
import { type RemoveResource, type ResourceFate, type ResourceRemover, resourceRemover } from "./remove-resource.ts";
import { madeOf } from "../resource-ledger.ts";

export interface ResourceSweep extends ResourceRemover, Pick<ReadLag, "consistencyMs"> {
  /** Of the tag whose value is the run's id, on requests that bear one. */
  readonly runTagKey?: string | undefined;
}

/** Sweeps the resources of a service. */
export function resourceSweeper(sweep: ResourceSweep): Sweeper {
  const removing = { ...sweep, remove: resourceRemover(sweep) };
  return { sweepOne: (sent) => sweepOne(sent, removing) };
}

async function sweepOne(sent: Outstanding, sweep: RemovingSweep): Promise<Swept> {
  const { name, intend } = sent;
  const kind = unnamedKind(sent, sweep);
  if (kind !== undefined) return sweepLost(kind, sent, sweep);
  const made = intend.resource === undefined ? undefined : madeOf(intend.resource, sweep.service.table);
  if (made === undefined) return { removed: [], left: [{ name, reason: "the model has no such resource" }] };
  const whose = await whoseSwept(made, sent, sweep);
  const fate = whose.state === "ours" ? await removeForSure(whose.made, sweep) : whose;
  if (fate.state === "left") return { removed: [], left: [{ name, reason: fate.reason }] };
  return { removed: fate.state === "removed" ? [name] : [], left: [] };
}

/** That a deletion finds nothing is believed where a look at what belongs to nothing does not show it. */
async function removeForSure(made: MadeResource, sweep: RemovingSweep): Promise<ResourceFate> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const fate = await sweep.remove(made);
    if (fate.state !== "absent" || made.parent !== undefined || !(await isShownStill(made, sweep))) return fate;
  }
  return { state: "left", reason: STILL_THERE };
}

/** Reads may lag behind the removal. */
async function isShownStill(made: MadeResource, sweep: ResourceSweep): Promise<boolean> {
  const isShown = async (): Promise<boolean> => (await lookFor(made, sweep)).state === "shown";
  if (!(await isShown())) return false;
  await waitUntilShown(sweep.clock.now(), sweep);
  return isShown();
}

/** The kind of what the service had yet to name. */
function unnamedKind({ intend }: Outstanding, { service }: ResourceSweep): Resource | undefined {
  if (intend.resource?.ids.length !== 0) return undefined;
  return service.table.resources.find(({ name }) => name === intend.resource?.kind);
}

interface RemovingSweep extends ResourceSweep {
  readonly remove: RemoveResource;
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
    if (fate.state === "left") left.push(leftOf(made, fate.reason));
    else removed.push(madeInWords(made));
  }
  if (found.others.length > 0 || !found.isWhole) left.push({ name, reason: `${UNNAMED}${amongWords(found)}` });
  return { removed, left };
}

const UNNAMED = "no answer to its creation names it, and nothing shows that it was not made";

/**
 * A name that the run made up begins as all of its names do, or has that in it; so does what it belongs to. Where another
 * user wrote it down, a look must show a time within that of the run's requests, too.
 */
async function whoseSwept(
  made: MadeResource,
  { intend, lastAskedAt, foreign = false }: Outstanding,
  sweep: ResourceSweep,
): Promise<ResourceFate | { readonly state: "ours"; readonly made: MadeResource }> {
  const isGiven = made.resource.id.input === undefined;
  const holds = (text: string): boolean => holdsRun(text, intend.runId);
  const isNamed = holds(outermost(made).id);
  if (isNamed && !isGiven && !foreign) return { state: "ours", made };
  const found = await lookFor(made, sweep);
  if (found.state === "absent") return found;
  if (!isGiven && !isNamed) return { state: "left", reason: found.state === "lost" ? found.reason : UNMARKED };
  // What nothing describes belongs to what is the run's, or cannot be told from another's.
  if (found.state !== "shown") {
    return isNamed && !foreign ? { state: "ours", made } : { state: "left", reason: found.reason };
  }
  const claim = { times: [{ from: intend.at, to: lastAskedAt + LATEST_MS }], holdsRun: holds };
  const given = whoseGiven(sweep.service, { made, described: found.reply, claim, before: undefined });
  return given.whose === "ours" ? { state: "ours", made: given.made } : { state: "left", reason: given.reason };
}
