import { Utf16Builder } from "./utf16-builder.ts";
import { among, only, PLAIN, PRINTABLE_ASCII, TEXT } from "./alphabet.ts";
import type { SmallRandom } from "../random/small-random.ts";
import type { Alphabet, WordAutomaton } from "./word-automaton.ts";

/** How a whole string is spelt: strings of one kind of character and mixed ones both occur. */
const STYLES: readonly (readonly number[])[] = [PLAIN, PRINTABLE_ASCII, [...PRINTABLE_ASCII, ...TEXT], TEXT];

const BLANK = 0x20;

/** What may come next in one state: a character and the state it leads to, side by side. */
interface Choices {
  readonly characters: Uint32Array;
  readonly targets: Uint32Array;
  /** Any choice will do, whatever must follow. */
  readonly endless: boolean;
}

/** Draws random words of one automaton. */
export class WordDrawer {
  readonly #automaton: WordAutomaton;
  readonly #styles: readonly (readonly Choices[])[];

  constructor(automaton: WordAutomaton) {
    this.#automaton = automaton;
    this.#styles = STYLES.map((list) =>
      Array.from({ length: automaton.size }, (_, state) => choicesIn(automaton, state, list)),
    );
  }

  /**
   * A word of exactly `length` further characters from `state` on; there must be one. It neither starts nor ends with
   * a blank where that can be helped: many a client trims one on its way.
   */
  draw(random: SmallRandom, length: number, state = 0): string {
    const style = this.#styles[random(STYLES.length)] ?? [];
    const word = new Utf16Builder();
    let at = state;
    for (let left = length - 1; left >= 0; left -= 1) {
      const choices = style[at];
      const index = choices === undefined ? -1 : this.#pick(choices, random, left, left === 0 || left === length - 1);
      if (choices !== undefined && index >= 0) {
        word.append(choices.characters[index] ?? 0);
        at = choices.targets[index] ?? 0;
      } else {
        const edge = this.#openEdge(random, at, left);
        const characters = ANY(edge);
        word.append(characters[random(characters.length)] ?? 0);
        at = edge.to;
      }
    }
    return word.text();
  }

  /** A choice after which `left` more characters can follow; -1 when a few tries found none. */
  #pick(choices: Choices, random: SmallRandom, left: number, outer: boolean): number {
    if (choices.endless && !outer) return random(choices.characters.length);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const index = random(choices.characters.length);
      if (outer && choices.characters[index] === BLANK) continue;
      if (this.#automaton.reaches(choices.targets[index] ?? 0, left)) return index;
    }
    return -1;
  }

  #openEdge(random: SmallRandom, state: number, left: number) {
    const open = this.#automaton.edges(state).filter(({ to }) => this.#automaton.reaches(to, left));
    const edge = open[random(open.length)];
    if (edge === undefined) throw new RangeError(`No word goes on for ${left + 1} characters here.`);
    return edge;
  }
}

const ANY = among([...PLAIN, ...PRINTABLE_ASCII]);

function choicesIn(automaton: WordAutomaton, state: number, list: readonly number[]): Choices {
  const listed = collect(automaton, state, only(list));
  return listed.characters.length > 0 ? listed : collect(automaton, state, among(list));
}

function collect(automaton: WordAutomaton, state: number, alphabet: Alphabet): Choices {
  const characters: number[] = [];
  const targets: number[] = [];
  for (const edge of automaton.edges(state)) {
    for (const character of alphabet(edge)) {
      characters.push(character);
      targets.push(edge.to);
    }
  }
  return {
    characters: Uint32Array.from(characters),
    targets: Uint32Array.from(targets),
    endless: automaton.isEndless(state),
  };
}
