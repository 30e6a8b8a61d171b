import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import { inWords, type MadeResource } from "./made-resource.ts";
import { type RemoveResource, resourceRemover } from "./remove-resource.ts";
import type { Service } from "../../spec/resources/service.ts";

/** What is written down of a resource, before and after the request that may make it. */
export interface ResourceLedger {
  intend(made: MadeResource, caseId: string): void;
  note(made: MadeResource, state: "created" | "doubt" | "removed" | "absent" | "left", reason?: string): void;
}

export interface KeeperOptions {
  readonly service: Service;
  /** Answers after an interruption too. */
  readonly cleanUpTarget: Target;
  readonly ledger: ResourceLedger;
  readonly clock: Clock;
  /** Milliseconds spent on removing one resource. */
  readonly budgetMs: number;
}

export interface ResourceDoubt {
  readonly kind: "lost" | "refused";
  readonly reason: string;
}

/** The account of the resources of a run: what it may have made, and what is not known to be gone. */
export interface ResourceKeeper {
  readonly counts: { created: number; removed: number };
  /** Before the request leaves that may make it. */
  intend(made: MadeResource, caseId: string): void;
  created(made: MadeResource): void;
  /** One was made that has no name by which anybody could remove it; with its parent it goes. */
  nameless(resource: Resource, parent: MadeResource | undefined): void;
  /** One of this kind was. */
  madeNameless(resource: Resource): boolean;
  /** No answer says whether it is there: there was none, or a refusal that may come after the work. */
  doubt(made: MadeResource, doubt: ResourceDoubt): void;
  /** Proved: there is none. */
  absent(made: MadeResource): void;
  /** Something that belongs to it may be there still. */
  holds(made: MadeResource): boolean;
  /** The run asked for one of this identity. */
  sent(made: MadeResource): boolean;
  /** One of this kind was removed: the operation that deletes it works. */
  hasRemoved(resource: Resource): boolean;
  readonly remove: RemoveResource;
  /**
   * Removes what is left, children first. Resolves to what stays; what a refusal leaves in doubt does not count where the
   * endpoint never made anything, though the journal has it.
   */
  settle(): Promise<ClusterLeft[]>;
}

export function keepResources({ service, cleanUpTarget, ledger, clock, budgetMs }: KeeperOptions): ResourceKeeper {
  const open = new Map<string, MadeResource>();
  const asked = new Set<string>();
  const stray: ClusterLeft[] = [];
  const removed = new Set<string>();
  const withNameless = new Set<string>();
  const namelessKinds = new Set<string>();
  const refused = new Set<string>();
  const counts = { created: 0, removed: 0 };
  const removeOne = resourceRemover({ service, target: cleanUpTarget, clock, budgetMs }, removed);
  const remove: RemoveResource = async (made, see) => {
    const fate = await removeOne(made, see);
    ledger.note(made, fate.state, fate.state === "left" ? fate.reason : undefined);
    if (fate.state === "removed") counts.removed += 1;
    if (fate.state !== "left") forget(open, made);
    return fate;
  };
  return {
    counts,
    intend: (made, caseId) => {
      ledger.intend(made, caseId);
      asked.add(keyOf(made));
    },
    created: (made) => {
      counts.created += 1;
      open.set(keyOf(made), made);
      ledger.note(made, "created");
    },
    nameless: ({ name }, parent) => {
      namelessKinds.add(name);
      if (parent !== undefined) return void withNameless.add(keyOf(parent));
      stray.push({
        name: `${name.replaceAll("-", " ")} without a name`,
        reason: "it was created from an input that has no string for a name",
      });
    },
    madeNameless: ({ name }) => namelessKinds.has(name),
    doubt: (made, { kind, reason }) => {
      open.set(keyOf(made), made);
      if (kind === "refused") refused.add(keyOf(made));
      ledger.note(made, "doubt", reason);
    },
    absent: (made) => {
      open.delete(keyOf(made));
      ledger.note(made, "absent");
    },
    holds: (made) => {
      const key = keyOf(made);
      return withNameless.has(key) || [...open.values()].some((each) => each !== made && belongsTo(each, key));
    },
    sent: (made) => asked.has(keyOf(made)),
    hasRemoved: ({ name }) => removed.has(name),
    remove,
    settle: async () => {
      const left = [...stray];
      const deepestFirst = [...open.values()].sort((a, b) => depthOf(b) - depthOf(a));
      for (const made of deepestFirst) {
        if (!open.has(keyOf(made))) continue;
        const fate = await remove(made);
        const isTold = counts.created > 0 || !refused.has(keyOf(made));
        if (fate.state === "left" && isTold) left.push({ name: inWords(made), reason: fate.reason });
      }
      return left;
    },
  };
}

/** With a resource goes what belongs to it. */
function forget(open: Map<string, MadeResource>, gone: MadeResource): void {
  const key = keyOf(gone);
  for (const [each, made] of open) if (each === key || belongsTo(made, key)) open.delete(each);
}

function belongsTo({ parent }: MadeResource, key: string): boolean {
  return parent !== undefined && (keyOf(parent) === key || belongsTo(parent, key));
}

function depthOf({ parent }: MadeResource): number {
  return parent === undefined ? 0 : 1 + depthOf(parent);
}

/** One for each kind and identity, its parents' included. */
export function keyOf(made: MadeResource): string {
  const { resource, id, parent } = made;
  return JSON.stringify([resource.name, id, ...(parent === undefined ? [] : [keyOf(parent)])]);
}
