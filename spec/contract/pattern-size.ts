import type { Concatenation, Element } from "refa";

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
