import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { findingScript, type FindingScript } from "./script.ts";

export interface NamedScript extends FindingScript {
  readonly requirement: string;
  /** Beside the report. */
  readonly file: string;
}

/** A script for each failing requirement that a case shows: of the first of its cases that a script can tell about. */
export function findingScripts(record: RunRecord): NamedScript[] {
  return record.requirements.filter(hasScript).flatMap((requirement) => {
    const scripts = requirement.cases
      .filter(({ verdict }) => verdict === "fail")
      .map((example) => findingScript({ record, requirement, example }));
    const script = scripts.find(({ untold }) => untold === undefined) ?? scripts[0];
    return script === undefined ? [] : [{ ...script, requirement: requirement.id, file: scriptFile(requirement.id) }];
  });
}

export function hasScript({ verdict, cases, id }: RequirementResult): boolean {
  return verdict === "fail" && isFileName(id) && cases.some((each) => each.verdict === "fail");
}

/** Ids come from a record, which somebody may have made. */
function isFileName(id: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,200}$/.test(id);
}

export function scriptFile(id: string): string {
  return `findings/${id}.sh`;
}
