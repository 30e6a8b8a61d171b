import { among, only, PLAIN, PRINTABLE_ASCII, TEXT } from "./alphabet.ts";
import type { SmallRandom } from "#generators/random/small-random.ts";
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

/**
 * Draws a word of exactly `length` further characters from `state` on, 0 unless told; there must be one. It neither
 * starts nor ends with a blank where that can be helped: many a client trims one on its way.
 */
export type DrawWord = (random: SmallRandom, length: number, state?: number) => string;

/** Draws random words of one automaton. */
export function wordDrawer(automaton: WordAutomaton): DrawWord {
  const styles = STYLES.map((list) =>
    Array.from({ length: automaton.size }, (_, state) => choicesIn(automaton, state, list)),
  );
  return (random, length, state = 0) => {
    const style = styles[random(STYLES.length)] ?? [];
    const characters: string[] = [];
    let at = state;
    for (let left = length - 1; left >= 0; left -= 1) {
      const outer = left === 0 || left === length - 1;
      const next = pick({ automaton, random, left, outer }, style[at]) ?? openStep(automaton, random, at, left);
      characters.push(String.fromCodePoint(next.character));
      at = next.to;
    }
    return characters.join("");
  };
}

interface NextStep {
  readonly character: number;
  readonly to: number;
}

interface NextLetter {
  readonly automaton: WordAutomaton;
  readonly random: SmallRandom;
  /** Characters that are still to follow. */
  readonly left: number;
  /** The first or the last of the word. */
  readonly outer: boolean;
}

/** A choice after which the rest can follow; undefined when a few tries found none. */
function pick({ automaton, random, left, outer }: NextLetter, choices: Choices | undefined): NextStep | undefined {
  if (choices === undefined) return undefined;
  const { characters, targets, endless } = choices;
  const choice = (index: number): NextStep => ({ character: characters[index] ?? 0, to: targets[index] ?? 0 });
  if (endless && !outer) return choice(random(characters.length));
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const next = choice(random(characters.length));
    if (outer && next.character === BLANK) continue;
    if (automaton.reaches(next.to, left)) return next;
  }
  return undefined;
}

function openStep(automaton: WordAutomaton, random: SmallRandom, state: number, left: number): NextStep {
  const open = automaton.edges(state).filter(({ to }) => automaton.reaches(to, left));
  const edge = open[random(open.length)];
  if (edge === undefined) throw new RangeError(`No word goes on for ${left + 1} characters here.`);
  const characters = ANY(edge);
  return { character: characters[random(characters.length)] ?? 0, to: edge.to };
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
