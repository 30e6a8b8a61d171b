import type { RunRecord } from "../../suites/record/record.ts";
import { scriptFile } from "./script-file.ts";
import { findingScript, type FindingScript } from "./script.ts";

export interface NamedScript extends FindingScript {
  readonly requirement: string;
  /** Beside the report. */
  readonly file: string;
}

/** A script for each failing requirement that a case shows: of the first of its cases that a script can tell about. */
export function findingScripts(record: RunRecord): NamedScript[] {
  return record.requirements
    .filter(({ verdict }) => verdict === "fail")
    .flatMap((requirement) => {
      const scripts = requirement.cases
        .filter(({ verdict }) => verdict === "fail")
        .map((example) => findingScript({ record, requirement, example }));
      const script = scripts.find(({ untold }) => untold === undefined) ?? scripts[0];
      const file = scriptFile(requirement.id);
      return script === undefined || file === undefined ? [] : [{ ...script, requirement: requirement.id, file }];
    });
}
