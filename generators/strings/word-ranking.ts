import type { Alphabet, Edge, WordAutomaton } from "./word-automaton.ts";

/** Counts stop here, far above any number that is asked for: those of long words would take gigabytes. */
const MOST = 2n ** 320n;

/**
 * Numbers the words of one length: `wordAt` maps 0..count-1 one to one onto them, so that distinct numbers give
 * distinct words.
 */
export class WordRanking {
  readonly #automaton: WordAutomaton;
  readonly #alphabet: Alphabet;
  /** Row k: for each state, how many words end after exactly k more characters. */
  readonly #rows: bigint[][];

  constructor(automaton: WordAutomaton, alphabet: Alphabet) {
    this.#automaton = automaton;
    this.#alphabet = alphabet;
    this.#rows = [Array.from({ length: automaton.size }, (_, state) => (automaton.isFinal(state) ? 1n : 0n))];
  }

  /** How many words of `length` characters lead from `state` to the end, 2^320 for more than that. */
  count(length: number, state = 0): bigint {
    while (this.#rows.length <= length) this.#rows.push(this.#nextRow());
    return this.#rows[length]?.[state] ?? 0n;
  }

  #nextRow(): bigint[] {
    const length = this.#rows.length - 1;
    const below = (edge: Edge) => BigInt(this.#alphabet(edge).length) * this.count(length, edge.to);
    return Array.from({ length: this.#automaton.size }, (_, state) =>
      atMost(this.#automaton.edges(state).reduce((sum, edge) => sum + below(edge), 0n)),
    );
  }

  /** The word of `length` characters with this number, taken modulo their count; undefined when there are none. */
  wordAt(rank: bigint, length: number, state = 0): string | undefined {
    const total = this.count(length, state);
    if (total === 0n) return undefined;
    let left = rank % total;
    let at = state;
    let word = "";
    for (let remaining = length - 1; remaining >= 0; remaining -= 1) {
      for (const edge of this.#automaton.edges(at)) {
        const characters = this.#alphabet(edge);
        const below = this.count(remaining, edge.to);
        const here = BigInt(characters.length) * below;
        if (left >= here) {
          left -= here;
          continue;
        }
        word += String.fromCodePoint(characters[Number(left / below)] ?? 0);
        left %= below;
        at = edge.to;
        break;
      }
    }
    return word;
  }
}

function atMost(count: bigint): bigint {
  return count > MOST ? MOST : count;
}
