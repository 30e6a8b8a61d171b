import covertable from "covertable";
import type { Choice, Factor } from "./factor.ts";

/**
 * Choices such that every two classes of two factors meet in one of them, where some input that `allows` has both;
 * the same for the same factors. A class that is not allowed by itself, with all else plain, is left out.
 */
export function coveringChoices(factors: readonly Factor[], allows: (choice: Choice) => boolean): Choice[] {
  const open = allowed(factors, allows);
  if (open.length < 2) return open.flatMap(({ key, classes }) => classes.map((each) => ({ [key]: each })));
  const rows = covertable.make(Object.fromEntries(open.map(({ key, classes }) => [key, [...classes]])), { length: 2 });
  return (rows as Choice[]).filter(allows);
}

/** Every two classes that meet in a choice, in words. */
export function pairsIn(choice: Choice): string[] {
  const chosen = Object.entries(choice).map(([key, each]) => `${key} ${each}`);
  return chosen.flatMap((one, index) => chosen.slice(index + 1).map((other) => `${one} × ${other}`));
}

/** As few choices as have every class that is allowed by itself, with all else plain; where two clash, one has neither. */
export function choicesOfEachClass(factors: readonly Factor[], allows: (choice: Choice) => boolean): Choice[] {
  const open = allowed(factors, allows);
  const most = Math.max(0, ...open.map(({ classes }) => classes.length));
  return Array.from({ length: most }, (_, row) =>
    open.reduce((choice: Choice, { key, classes }) => {
      const wider = { ...choice, [key]: classes[row % classes.length] ?? "" };
      return allows(wider) ? wider : choice;
    }, {}),
  );
}

function allowed(factors: readonly Factor[], allows: (choice: Choice) => boolean): Factor[] {
  return factors
    .map(({ key, classes }) => ({ key, classes: classes.filter((each) => allows({ [key]: each })) }))
    .filter(({ classes }) => classes.length > 1);
}
