import {
  type DrawnHistory,
  type HistoryAct,
  type HistoryStep,
  descendsFrom,
  type Numbered,
  stepInWords,
} from "#generators/history/drawn-histories.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { check, type Finding, wanting } from "#suites/oracles/finding.ts";
import type { Condition } from "#suites/record/condition.ts";

/** What a history has made, and how it left that. */
export interface HistoryState {
  readonly isThere: boolean;
}

/** An answer that does not fit those before it. */
export interface Mismatch {
  readonly expected: string;
  readonly received: string;
  /** The requirement that tells of such a step by itself. */
  readonly step: string;
  readonly exchange: Exchange | undefined;
  readonly condition?: Condition | undefined;
}

/** What comes of a step: how it left what it is about, where that is known, and whether the answer fits those before. */
export interface StepOutcome<Of extends HistoryState> {
  readonly left?: Of | undefined;
  readonly found?: Mismatch | undefined;
}

/** What a history is played against: how each step is sent, and what its answer tells. */
export interface HistorySystem<Of extends HistoryState> {
  /** `before`: what had the name. */
  readonly create: (step: HistoryStep, of: Lineage<Of>) => Promise<StepOutcome<Of>>;
  /** What it asks of one; `below`: what is there and belongs to that. */
  readonly acts: Readonly<Partial<Record<ActOnOne, (left: Of, step: Acting<Of>) => Promise<StepOutcome<Of>>>>>;
  /** Whether one is there as it was left, or is not there; undefined where nothing denies it. */
  readonly look: (left: Of) => Promise<Mismatch | undefined>;
  /** Whether a list has each of these that is there, and none that is gone. */
  readonly list: (all: readonly Of[], slot: number) => Promise<Mismatch | undefined>;
  /** What a step will make; undefined where its name is not known before. */
  readonly foretold?: (number: number) => Of;
}

type ActOnOne = Exclude<HistoryAct, "describe" | "list">;

export interface Lineage<Of> {
  readonly parent: Of | undefined;
  readonly before: Of | undefined;
}

interface Acting<Of> {
  readonly slot: number;
  readonly below: readonly Of[];
}

/** What the steps told. */
export interface Played {
  readonly finding: Finding;
  /** Of the answer that did not fit. */
  readonly exchange?: Exchange | undefined;
}

const EXPECTED = "after each step, exactly what was created and not deleted, as it was left";

/**
 * Plays a history to its end, and looks at everything once more, or up to the first answer that does not fit those before
 * it. Undefined where nothing is known that it made. What a step is about that is not known is left out, so that a history
 * without some of its steps is one, too.
 */
export async function playHistory<Of extends HistoryState>(
  system: HistorySystem<Of>,
  { steps }: Pick<DrawnHistory, "steps">,
): Promise<Played | undefined> {
  const playing: Playing<Of> = { system, nodes: [], all: new Map() };
  for (const [index, step] of steps.entries()) {
    const found = await take(playing, step);
    if (found !== undefined) return missed(`step ${index + 1} of ${steps.length}, ${stepInWords(step)}`, found);
  }
  const found = await lookAtAll(playing);
  if (found !== undefined) return missed(`after ${steps.length} steps`, found);
  return playing.all.size === 0 ? undefined : { finding: check(true, EXPECTED, "as expected") };
}

function missed(when: string, { expected, received, step, exchange, condition }: Mismatch): Played {
  const finding = check(false, `${EXPECTED}: ${expected}`, `${when}: ${received}`);
  return { finding: { ...wanting(finding, condition), step }, exchange };
}

interface Playing<Of extends HistoryState> {
  readonly system: HistorySystem<Of>;
  /** What the steps so far were to make, known or not. */
  readonly nodes: Numbered[];
  /** What is known to be there, or to be gone, by its number in the history; what is not known is left out. */
  readonly all: Map<number, KnownNode<Of>>;
}

interface KnownNode<Of> extends Numbered {
  readonly kind: string;
  readonly left: Of;
}

async function take<Of extends HistoryState>(playing: Playing<Of>, step: HistoryStep): Promise<Mismatch | undefined> {
  const { system, nodes, all } = playing;
  const { act, slot, about = -1 } = step;
  if (act === "create") return create(playing, step);
  if (act === "list") return list(playing, step);
  const known = all.get(about);
  const isMade = nodes.some(({ number }) => number === about);
  const left = isMade ? known?.left : system.foretold?.(about);
  if (left === undefined) return undefined;
  if (act === "describe") return system.look(left);
  if (left.isThere === (act === "delete-gone")) return undefined;
  const below = [...all.values()].filter((one) => one.left.isThere && descendsFrom(nodes, one, about));
  const outcome = await system.acts[act]?.(left, { slot, below: leftOf(below) });
  if (outcome === undefined || known === undefined) return outcome?.found;
  keep(all, { ...known, left: outcome.left });
  // What is deleted takes with it what belongs to it; where nobody knows, nobody knows of that either.
  if (act === "delete" && outcome.left?.isThere !== true)
    for (const one of below) keep(all, { ...one, left: outcome.left && { ...one.left, isThere: false } });
  return outcome.found;
}

async function create<Of extends HistoryState>(
  { system, nodes, all }: Playing<Of>,
  step: HistoryStep,
): Promise<Mismatch | undefined> {
  const { kind, about = -1, again } = step;
  nodes.push({ number: about, parent: step.parent });
  const parent = step.parent === undefined ? undefined : all.get(step.parent)?.left;
  const before = again === undefined ? undefined : all.get(again)?.left;
  if (step.parent !== undefined && parent?.isThere !== true) return undefined;
  if (again !== undefined && before?.isThere !== false) return undefined;
  // Whatever comes of it, the name is no longer known to be free.
  if (again !== undefined) all.delete(again);
  const { left, found } = await system.create(step, { parent, before });
  keep(all, { number: about, parent: step.parent, kind, left });
  return found;
}

/** Where it is not known that what they belong to is there, there is nothing to list. */
async function list<Of extends HistoryState>(
  { system, all }: Playing<Of>,
  { kind, parent, slot }: Pick<HistoryStep, "kind" | "parent" | "slot">,
): Promise<Mismatch | undefined> {
  const own = [...all.values()].filter((one) => one.kind === kind && one.parent === parent);
  const isListable = own.length > 0 && (parent === undefined || all.get(parent)?.left.isThere === true);
  return isListable ? system.list(leftOf(own), slot) : undefined;
}

/** Undefined is forgotten. */
function keep<Of extends HistoryState>(
  all: Playing<Of>["all"],
  { left, ...known }: Omit<KnownNode<Of>, "left"> & { readonly left: Of | undefined },
): void {
  if (left === undefined) all.delete(known.number);
  else all.set(known.number, { ...known, left });
}

function leftOf<Of>(all: readonly KnownNode<Of>[]): Of[] {
  return all.map(({ left }) => left);
}

/** Everything that is known, described once more and listed. */
async function lookAtAll<Of extends HistoryState>(playing: Playing<Of>): Promise<Mismatch | undefined> {
  const all = [...playing.all.values()];
  for (const { left } of all) {
    const found = await playing.system.look(left);
    if (found !== undefined) return found;
  }
  const lists = new Map(all.map(({ kind, parent }) => [`${kind} ${parent ?? ""}`, { kind, parent, slot: 0 }]));
  for (const one of lists.values()) {
    const found = await list(playing, one);
    if (found !== undefined) return found;
  }
  return undefined;
}
