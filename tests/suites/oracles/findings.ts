import type { Finding, RequirementFinding, Grade } from "#suites/oracles/finding.ts";

export interface Heard {
  readonly requirement: string;
  readonly finding: Finding;
}

/** What an oracle found; throws when it left out what was wanted or what came. */
export function hear(found: Iterable<RequirementFinding>): Heard[] {
  return [...found].map(([requirement, finding]) => {
    if (finding.expected === "" || finding.received === "") throw new Error(`${requirement} is judged without words`);
    return { requirement, finding };
  });
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
