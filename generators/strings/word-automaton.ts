import type { CharSet, DFA } from "refa";
import { codePoints } from "./regular-language.ts";

export interface Edge {
  readonly to: number;
  readonly chars: CharSet;
}

/** Tells which characters of an edge may be used; an edge left with none is not taken. */
export type Alphabet = (edge: Edge) => readonly number[];

/**
 * A minimal automaton laid out for drawing words: states are numbers, 0 is the first, and only those remain from which
 * some word can still be completed.
 */
export class WordAutomaton {
  readonly #edges: readonly (readonly Edge[])[];
  readonly #finals: Uint8Array;
  /** Row k: the states from which a word ends after exactly k more characters. */
  readonly #reach: Uint8Array[];
  readonly #endless: Uint8Array;

  constructor(dfa: DFA) {
    const { edges, finals } = layOut(dfa);
    this.#edges = edges;
    this.#finals = finals;
    this.#reach = [finals];
    this.#endless = endlessStates(edges, finals);
  }

  /** No word at all. */
  get isEmpty(): boolean {
    return this.#edges.length === 0;
  }

  get size(): number {
    return this.#edges.length;
  }

  edges(state: number): readonly Edge[] {
    return this.#edges[state] ?? [];
  }

  isFinal(state: number): boolean {
    return this.#finals[state] === 1;
  }

  /** The state after one character, or -1 when no word goes on that way. */
  step(state: number, character: number): number {
    for (const edge of this.edges(state)) if (edge.chars.has(character)) return edge.to;
    return -1;
  }

  /** The state after a text from `start`, or -1. */
  walk(text: string, start = 0): number {
    let state = this.isEmpty ? -1 : start;
    for (const character of codePoints(text)) {
      if (state < 0) return -1;
      state = this.step(state, character);
    }
    return state;
  }

  accepts(text: string): boolean {
    const state = this.walk(text);
    return state >= 0 && this.isFinal(state);
  }

  /** True when a word can end exactly `length` characters after `state`. */
  reaches(state: number, length: number): boolean {
    while (this.#reach.length <= length) this.#reach.push(this.#previousRow(this.#reach.at(-1) ?? this.#finals));
    return this.#reach[length]?.[state] === 1;
  }

  /** True when words of every length end from this state on, whichever way they take. */
  isEndless(state: number): boolean {
    return this.#endless[state] === 1;
  }

  #previousRow(row: Uint8Array): Uint8Array {
    return Uint8Array.from(this.#edges, (edges) => (edges.some(({ to }) => row[to] === 1) ? 1 : 0));
  }
}

function layOut(dfa: DFA): { edges: Edge[][]; finals: Uint8Array } {
  const nodes = [dfa.initial, ...[...dfa.nodes()].filter((node) => node !== dfa.initial)];
  const alive = aliveNodes(dfa);
  const kept = nodes.filter((node) => alive.has(node));
  if (!alive.has(dfa.initial)) return { edges: [], finals: new Uint8Array() };
  const index = new Map(kept.map((node, position) => [node, position]));
  const edges = kept.map((node) =>
    [...node.out.invert(dfa.maxCharacter)]
      .flatMap(([target, chars]) => {
        const to = index.get(target);
        return to === undefined ? [] : [{ to, chars }];
      })
      .sort((left, right) => firstLetter(left) - firstLetter(right)),
  );
  return { edges, finals: Uint8Array.from(kept, (node) => (dfa.finals.has(node) ? 1 : 0)) };
}

/** Leaves those final states from which every way leads to such states alone. */
function endlessStates(edges: readonly (readonly Edge[])[], finals: Uint8Array): Uint8Array {
  const endless = Uint8Array.from(finals, (final, state) => (final === 1 && (edges[state]?.length ?? 0) > 0 ? 1 : 0));
  for (let changed = true; changed;) {
    changed = false;
    for (const [state, out] of edges.entries()) {
      if (endless[state] === 0 || out.every(({ to }) => endless[to] === 1)) continue;
      endless[state] = 0;
      changed = true;
    }
  }
  return endless;
}

/** Edges go by their first character from `a` on, so that the first words are the plainest. */
function firstLetter({ chars }: Edge): number {
  const LETTER_A = 0x61;
  const letter = chars.ranges.find(({ max }) => max >= LETTER_A);
  return letter === undefined ? Infinity : Math.max(letter.min, LETTER_A);
}

/** The nodes from which a final node can be reached. */
function aliveNodes(dfa: DFA): Set<DFA.Node> {
  const sources = new Map<DFA.Node, DFA.Node[]>();
  for (const node of dfa.nodes()) {
    for (const target of node.out.values()) {
      const known = sources.get(target);
      if (known === undefined) sources.set(target, [node]);
      else known.push(node);
    }
  }
  const alive = new Set<DFA.Node>();
  const pending = [...dfa.finals];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (alive.has(node)) continue;
    alive.add(node);
    for (const source of sources.get(node) ?? []) pending.push(source);
  }
  return alive;
}
