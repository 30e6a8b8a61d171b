import type { Journal } from "../journal/journal.ts";
import type { Outstanding } from "../journal/outstanding.ts";
import { holdsRun } from "../ownership/run-prefix.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import type { MadeResource } from "./made-resource.ts";
import { fateByLook, type ResourceRemover, resourceRemover } from "./remove-resource.ts";
import { madeOf } from "./resource-ledger.ts";

export interface ResourceSweep extends ResourceRemover {
  readonly journal: Pick<Journal, "write">;
}

const UNMARKED = "it does not have the run's mark";

/** What became of the resources that a journal names, by their names in words. */
export interface ResourcesSwept {
  readonly removed: readonly string[];
  readonly absent: readonly string[];
  readonly left: readonly ClusterLeft[];
}

/** Removes the resources of runs that a journal says may be left, children first. */
export async function sweepResources(names: readonly Outstanding[], sweep: ResourceSweep): Promise<ResourcesSwept> {
  const removed: string[] = [];
  const absent: string[] = [];
  const left: ClusterLeft[] = [];
  const remove = resourceRemover(sweep);
  const deepestFirst = [...names].sort((a, b) => depthOf(b) - depthOf(a));
  for (const { name, intend } of deepestFirst) {
    const made = intend.resource === undefined ? undefined : madeOf(intend.resource, sweep.service.table);
    if (made === undefined) {
      left.push({ name, reason: "the model has no such resource" });
      continue;
    }
    const fate = bearsMark(made, intend.runId) ? await remove(made) : await fateByLook(made, sweep, () => UNMARKED);
    if (fate.state === "left") left.push({ name, reason: fate.reason });
    else (fate.state === "removed" ? removed : absent).push(name);
    if (fate.state !== "left")
      sweep.journal.write({ event: fate.state, name, runId: intend.runId, at: Date.now(), proved: true });
  }
  return { removed, absent, left };
}

function depthOf({ intend }: Outstanding): number {
  return intend.resource?.ids.length ?? 0;
}

/**
 * A name that the run made up begins with the run's prefix, or contains it; so does the name of its outermost parent. A
 * name that the service chose was given in answer to the run's own request.
 */
function bearsMark(made: MadeResource, runId: string): boolean {
  let outermost = made;
  while (outermost.parent !== undefined) outermost = outermost.parent;
  return outermost.resource.id.input === undefined || holdsRun(outermost.id, runId);
}
