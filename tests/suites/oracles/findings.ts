import type { Finding, Grade } from "../../../suites/oracles/finding.ts";
import type { Judge } from "../../../suites/oracles/judge.ts";

export interface Heard {
  readonly requirement: string;
  readonly finding: Finding;
}

/** What an oracle said while it was handed a judge; throws when it left out what was wanted or what came. */
export function hear(oracle: (judge: Judge) => void): Heard[] {
  const heard: Heard[] = [];
  oracle((requirement, finding) => {
    if (finding.expected === "" || finding.received === "") throw new Error(`${requirement} is judged without words`);
    heard.push({ requirement, finding });
  });
  return heard;
}

/** The grades of an oracle's findings by requirement; throws when it judged one of them twice. */
export function gradesOf(heard: readonly Heard[]): Record<string, Grade> {
  const grades: Record<string, Grade> = {};
  for (const { requirement, finding } of heard) {
    if (grades[requirement] !== undefined) throw new Error(`${requirement} was judged twice`);
    grades[requirement] = finding.grade;
  }
  return grades;
}

export function findingOf(heard: readonly Heard[], requirement: string): Finding | undefined {
  return heard.find((each) => each.requirement === requirement)?.finding;
}
