import { hashSeed } from "#generators/strings/hash.ts";

/**
 * What a step does to what is there already, or looks at. `retake`: creates another one of the name; `repeat`: sends the
 * same creation again; `delete-gone`: deletes what is not there.
 */
export type HistoryAct =
  ("describe" | "list" | "tag" | "untag" | "update" | "delete") | ("retake" | "repeat" | "delete-gone");

/** A kind of resource as far as histories tell of it. */
export interface HistoryKind {
  readonly name: string;
  readonly parent?: string | undefined;
  /** How many there may be at one time: beneath one parent, or at all of what belongs to nothing. */
  readonly most: number;
  /** The client names it, so that one may have the name of one that is gone. */
  readonly isNamed: boolean;
  /** What it belongs to is not deleted while it is there. */
  readonly holds: boolean;
  readonly acts: readonly HistoryAct[];
  /** Its name is known before it is made, so that it can be asked for then. */
  readonly isForetold?: boolean;
}

/** A step about what the steps before it made, by the number of the step that did. */
export interface HistoryStep {
  readonly act: "create" | HistoryAct;
  readonly kind: string;
  /** Of a list: what the listed belong to. Of what is created: what it will belong to. Undefined for what belongs to nothing. */
  readonly parent?: number | undefined;
  /** What it is about; of what is created, its own number. Undefined for a list. */
  readonly about?: number | undefined;
  /** It is created with the name of this one, which is gone. */
  readonly again?: number | undefined;
  /** One of several, such as updates: to be taken modulo their number. */
  readonly slot: number;
}

export interface DrawnHistory {
  readonly index: number;
  readonly steps: readonly HistoryStep[];
  /** The most of what belongs to nothing that are there at one time. */
  readonly alive: number;
}

export interface HistoryOptions {
  readonly seed: number;
  readonly count: number;
  readonly steps?: number;
}

/** Drawn steps; a few more end the history. */
const STEPS = 10;

/** Some acts come up more often. */
const ACTS: readonly HistoryStep["act"][] = [
  ...(["create", "create", "create", "create", "create"] as const),
  ...(["delete", "delete", "delete", "update", "update", "update"] as const),
  ...(["tag", "tag", "untag", "describe", "list"] as const),
  ...(["retake", "retake", "repeat", "repeat", "delete-gone"] as const),
];

/** Acts on what is gone, or not there yet; all others are on what is there. */
const ON_GONE: readonly HistoryAct[] = ["describe", "delete-gone"];

/** Histories of a tree of resources; the first kind is what the others belong to. The same seed gives the same ones. */
export function* drawnHistories(
  kinds: readonly HistoryKind[],
  { seed, count, steps: length = STEPS }: HistoryOptions,
): Iterable<DrawnHistory> {
  const [root] = kinds;
  if (root === undefined) return;
  for (let index = 0; index < count; index += 1) {
    const key = `history/${root.name}/${index}`;
    const nodes: HistoryNode[] = [];
    const steps: HistoryStep[] = [];
    let alive = 0;
    const tell = (step: HistoryStep | undefined): void => {
      if (step === undefined) return;
      steps.push(step);
      follow(nodes, step, kinds);
      alive = Math.max(alive, nodes.filter(({ kind, isThere }) => isThere && kind.name === root.name).length);
    };
    for (let number = 0; number < length; number += 1) {
      tell(drawStep(kinds, nodes, (of) => hashSeed(seed, key, number, of) >>> 0));
    }
    for (const end of ENDS) {
      const about = steps.findLast(({ act }) => act === "delete")?.about;
      tell(end({ kinds, nodes, last: nodes.find(({ number }) => number === about) }));
    }
    yield { index, steps, alive };
  }
}

/** What a history has made so far. */
interface HistoryNode {
  readonly number: number;
  readonly kind: HistoryKind;
  readonly parent: number | undefined;
  isThere: boolean;
  /** Another one has its name by now. */
  isReplaced: boolean;
}

type Draw = (of: string) => number;

function drawStep(kinds: readonly HistoryKind[], nodes: readonly HistoryNode[], draw: Draw): HistoryStep | undefined {
  const creations = creationsOf(kinds, nodes);
  const open = new Map<HistoryStep["act"], HistoryStep[]>([["create", creations]]);
  for (const { number: about, kind, parent, isThere, isReplaced } of [...nodes, ...foretold(kinds, nodes)]) {
    for (const act of kind.acts) {
      if (isReplaced || (isThere ? act === "delete-gone" : !ON_GONE.includes(act))) continue;
      // What nothing has belonged to yet stays, where something could.
      if (act === "delete" && isBarren(kinds, nodes, about)) continue;
      const step = act === "list" ? { act, parent } : { act, about };
      open.set(act, [...(open.get(act) ?? []), { ...step, kind: kind.name, slot: draw("slot") }]);
    }
  }
  // Without anything there, all else would be in vain.
  const acts = nodes.some(({ isThere }) => isThere) ? ACTS.filter((act) => (open.get(act) ?? []).length > 0) : [];
  const act = oneOf(acts, draw("act")) ?? "create";
  return oneOf(open.get(act) ?? [], draw("step"));
}

/** What the next creations would make. */
function foretold(kinds: readonly HistoryKind[], nodes: readonly HistoryNode[]): HistoryNode[] {
  const none = { number: nodes.length, parent: undefined, isThere: false, isReplaced: false };
  return kinds.flatMap((kind) => (kind.isForetold === true ? [{ ...none, kind }] : []));
}

function isBarren(kinds: readonly HistoryKind[], nodes: readonly HistoryNode[], number: number): boolean {
  const name = nodes.find((one) => one.number === number)?.kind.name;
  return kinds.some(({ parent }) => parent === name) && nodes.every(({ parent }) => parent !== number);
}

function oneOf<T>(items: readonly T[], number: number): T | undefined {
  return items[number % items.length];
}

function creationsOf(kinds: readonly HistoryKind[], nodes: readonly HistoryNode[]): HistoryStep[] {
  const about = nodes.length;
  return kinds.flatMap((kind) => {
    const parents =
      kind.parent === undefined
        ? [undefined]
        : nodes.filter((one) => one.kind.name === kind.parent && one.isThere).map(({ number }) => number);
    return parents.flatMap((parent): HistoryStep[] => {
      const own = nodes.filter((one) => one.kind.name === kind.name && one.parent === parent);
      if (own.filter(({ isThere }) => isThere).length >= kind.most) return [];
      const fresh = { act: "create", kind: kind.name, about, parent, slot: 0 } as const;
      const gone = own.findLast(({ isThere, isReplaced }) => !isThere && !isReplaced);
      return gone === undefined || !kind.isNamed ? [fresh] : [fresh, { ...fresh, again: gone.number }];
    });
  });
}

interface HistoryEnding {
  readonly kinds: readonly HistoryKind[];
  readonly nodes: readonly HistoryNode[];
  /** What was asked to go last. */
  readonly last: HistoryNode | undefined;
}

/**
 * What no history does without: something is there, goes, and may have left something behind, which shows once what it
 * belonged to is changed, or once another one has its name.
 */
const ENDS: readonly ((ending: HistoryEnding) => HistoryStep | undefined)[] = [
  ({ kinds, nodes }) => (lastThere(nodes) === undefined ? creationsOf(kinds, nodes)[0] : undefined),
  ({ kinds, nodes }) =>
    lastThere(nodes)?.parent === undefined
      ? creationsOf(kinds, nodes).find(({ parent }) => parent !== undefined)
      : undefined,
  ({ nodes }) => ending(lastThere(nodes), "tag"),
  ({ nodes }) => ending(lastThere(nodes), "delete"),
  ({ nodes, last }) =>
    ending(
      nodes.find(({ number, isThere }) => isThere && number === last?.parent),
      "update",
    ),
  ({ nodes, last }) =>
    last === undefined || last.isThere || last.parent !== undefined || !last.kind.isNamed
      ? undefined
      : { act: "create", kind: last.kind.name, about: nodes.length, again: last.number, slot: 0 },
];

function lastThere(nodes: readonly HistoryNode[]): HistoryNode | undefined {
  return (
    nodes.findLast(({ isThere, parent }) => isThere && parent !== undefined) ?? nodes.findLast(({ isThere }) => isThere)
  );
}

function ending(node: HistoryNode | undefined, act: HistoryAct): HistoryStep | undefined {
  if (node?.kind.acts.includes(act) !== true) return undefined;
  return { act, kind: node.kind.name, about: node.number, slot: 0 };
}

/** What a step leaves there, where the target does as it should. */
function follow(
  nodes: HistoryNode[],
  { act, about, kind, parent, again }: HistoryStep,
  kinds: readonly HistoryKind[],
): void {
  const own = kinds.find(({ name }) => name === kind);
  if (act === "create" && own !== undefined && about !== undefined) {
    nodes.push({ number: about, kind: own, parent, isThere: true, isReplaced: false });
    const before = nodes.find(({ number }) => number === again);
    if (before !== undefined) before.isReplaced = true;
  }
  if (act !== "delete" || about === undefined) return;
  const below = nodes.filter((one) => one.parent === about && one.isThere);
  if (below.some((one) => one.kind.holds)) return;
  for (const one of nodes)
    if (one.isThere && (one.number === about || descendsFrom(nodes, one, about))) one.isThere = false;
}

/** What a step made, by number, and what that belongs to. */
export type Numbered = Pick<HistoryNode, "number" | "parent">;

/** Whether a node belongs to that of a number, or to what belongs to it. */
export function descendsFrom(nodes: readonly Numbered[], { parent }: Numbered, number: number): boolean {
  if (parent === undefined) return false;
  const above = nodes.find((one) => one.number === parent);
  return parent === number || (above !== undefined && descendsFrom(nodes, above, number));
}

/** Acts in other words than their own. */
const IN_WORDS: Partial<Record<HistoryStep["act"], (what: string) => string>> = {
  retake: (what) => `create another with the name of ${what}`,
  repeat: (what) => `send the creation of ${what} again`,
  "delete-gone": (what) => `delete ${what}, which is not there`,
};

/** `create nodegroup 3 of 0`, `list each nodegroup of 0`. */
export function stepInWords({ act, kind, about, parent, again }: HistoryStep): string {
  const words = kind.replaceAll("-", " ");
  const of = parent === undefined ? "" : ` of ${parent}`;
  if (about === undefined) return `${act} each ${words}${of}`;
  const what = `${words} ${about}${of}${again === undefined ? "" : ` with the name of ${again}`}`;
  return IN_WORDS[act]?.(what) ?? `${act} ${what}`;
}
