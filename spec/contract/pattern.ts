import { errorMessage } from "#spec/error-message.ts";
import { type Concatenation, DFA, type Element, type Expression, JS, NFA, TooManyNodesError } from "refa";

/**
 * About how many states the automaton of these alternatives has, told without building it. What repeats a part of no
 * fixed length has to know how many times it may have come: each count is as many states as all of them.
 */
export function estimatedStates(alternatives: readonly Concatenation[]): number {
  return sum(alternatives.map(({ elements }) => sum(elements.map(statesOf))));
}

function statesOf(element: Element): number {
  if (element.type === "CharacterClass" || element.type === "Unknown") return 1;
  const inner = estimatedStates(element.alternatives);
  if (element.type !== "Quantifier") return inner;
  const { min, max, alternatives } = element;
  const times = max === Infinity ? Math.max(min, 1) : max;
  const all = inner * times;
  return times > 1 && isOfNoFixedLength(alternatives) ? all * all : all;
}

function isOfNoFixedLength(alternatives: readonly Concatenation[]): boolean {
  return alternatives.some(({ elements }) =>
    elements.some((element) => {
      if (element.type === "CharacterClass" || element.type === "Unknown") return false;
      const varies = element.type === "Quantifier" && element.min !== element.max;
      return varies || isOfNoFixedLength(element.alternatives);
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** What tells whether a whole text is one that a pattern means. */
export interface FullMatch {
  test(text: string): boolean;
}

/** As many as schemas have patterns. One that has no automaton is remembered too: to find that out takes longest. */
const automata = new Map<string, DFA | Error>();

/**
 * The strings that a pattern matches as a whole, as a minimal automaton over code points; nobody changes it. Throws on
 * what no automaton of bounded size can tell: lookarounds, back references, counts in the thousands.
 */
export function patternAutomaton(pattern: string): DFA {
  let automaton = automata.get(pattern);
  if (automaton === undefined) automata.set(pattern, (automaton = automatonOf(pattern)));
  if (automaton instanceof Error) throw automaton;
  return automaton;
}

/** Far beyond what is built in a second; refa would go on for several before it gives up. */
const MOST_STATES = 500_000;

/** Of one automaton, by refa's own limit: a second's work, and as much where it gives up. */
const MOST_NODES = 10_000;

/** What it took to make each automaton, or to give up. */
const nodesMade = new Map<string, number>();

/** How many nodes were made for a pattern's automaton, before it was minimal; 0 where it was refused without a try. */
export function patternCost(pattern: string): number {
  isSupportedPattern(pattern);
  return nodesMade.get(pattern) ?? 0;
}

function automatonOf(pattern: string): DFA | Error {
  try {
    const { expression, maxCharacter } = parsed(pattern);
    if (estimatedStates(expression.alternatives) > MOST_STATES) throw new Error("it would be too large");
    const automaton = DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
    nodesMade.set(pattern, [...automaton.nodes()].length);
    automaton.minimize();
    return automaton;
  } catch (error) {
    if (error instanceof TooManyNodesError) nodesMade.set(pattern, MOST_NODES);
    const why = errorMessage(error);
    return new Error(`The pattern ${pattern} can't be turned into an automaton: ${why}`, { cause: error });
  }
}

function parsed(pattern: string): { readonly expression: Expression; readonly maxCharacter: number } {
  return JS.Parser.fromLiteral({ source: unanchored(pattern), flags: "u" }).parse();
}

/** The generators can draw strings of it, and its validator needs no more time for one text than for another. */
export function isSupportedPattern(pattern: string): boolean {
  try {
    patternAutomaton(pattern);
    return true;
  } catch {
    return false;
  }
}

/** A pattern as the API judges it: the whole string, not a search. Source: contradiction C1, observed on real EKS. */
export function fullMatchPattern(pattern: string): string {
  return `^(?:${unanchored(pattern)})$`;
}

function unanchored(pattern: string): string {
  return pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "");
}

/** Matches whole texts, in time that grows with their length and no faster, wherever an automaton can tell. */
export function fullMatch(pattern: string): FullMatch {
  // Most patterns need no automaton to be matched, and to make one takes far longer than to parse them.
  if (!isRisky(pattern) || !isSupportedPattern(pattern)) return new RegExp(fullMatchPattern(pattern), "u");
  const automaton = patternAutomaton(pattern);
  return { test: (text) => automaton.test(Array.from(text, (character) => character.codePointAt(0) ?? 0)) };
}

function isRisky(pattern: string): boolean {
  try {
    return mayBacktrack(parsed(pattern).expression.alternatives);
  } catch {
    return false;
  }
}

/** A choice within a repetition: there an engine that goes back may try ways without number, as with `^(a+)+$`. */
function mayBacktrack(alternatives: readonly Concatenation[], repeated = false): boolean {
  if (repeated && alternatives.length > 1) return true;
  return alternatives.some(({ elements }) =>
    elements.some((element) => {
      if (element.type === "CharacterClass" || element.type === "Unknown") return false;
      if (element.type !== "Quantifier") return mayBacktrack(element.alternatives, repeated);
      const { min, max } = element;
      return (repeated && min !== max) || mayBacktrack(element.alternatives, repeated || max > 1);
    }),
  );
}
