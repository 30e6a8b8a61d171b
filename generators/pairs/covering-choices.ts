import covertable from "covertable";
import type { Choice, Factor } from "./factor.ts";

/**
 * Choices such that every two classes of two factors meet in one of them, where some input that `allows` has both;
 * the same for the same factors. A class that is not allowed by itself, with all else plain, is left out.
 */
export function coveringChoices(factors: readonly Factor[], allows: (choice: Choice) => boolean): Choice[] {
  const open = factors
    .map(({ key, classes }) => ({ key, classes: classes.filter((each) => allows({ [key]: each })) }))
    .filter(({ classes }) => classes.length > 1);
  if (open.length < 2) return open.flatMap(({ key, classes }) => classes.map((each) => ({ [key]: each })));
  const rows = covertable.make(Object.fromEntries(open.map(({ key, classes }) => [key, [...classes]])), { length: 2 });
  return (rows as Choice[]).filter(allows);
}
