import { readFileSync } from "node:fs";
import { expect } from "@jest/globals";
import { enumValues } from "#cli/enum-values.ts";
import { planRequirements } from "#cli/run/select.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { parseContract } from "#spec/contract/contract.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { contract as bundled } from "#tests/suites/bundled-contract.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";

const BUNDLED = readFileSync(new URL("../../../../spec/openapi.yaml", import.meta.url), "utf8");
const EVERYTHING = { skip: [], level: "INFO", features: {}, expectations: [] } as const;

/** Runs the unchanged reference server against an edited contract; answers those of the requirements that failed. */
async function failuresUnder(
  edit: (document: string) => string,
  select: readonly string[],
): Promise<{ exitCode: number; failed: string[] }> {
  const edited = edit(BUNDLED);
  expect(edited).not.toBe(BUNDLED);
  const contract = parseContract(edited, "edited.yaml");
  const requirements = planRequirements(allRequirements(contract), { ...EVERYTHING, select });
  const settings = { ...SETTINGS, casesPerConstraint: 1 };
  const record = await runSuite(
    testRun({ seed: 11, contract, requirements, settings, dictionary: enumValues([contract, bundled]) }),
  );
  return { exitCode: record.outcome.exitCode, failed: withVerdict(record, "fail", "error", "inconclusive") };
}

interface SpecEdit {
  readonly edit: (document: string) => string;
  /** Globs of what the edit is about. */
  readonly about: readonly string[];
  /** The requirement that then fails. */
  readonly fails: string;
  /** Others may fail with it. */
  readonly others?: boolean;
}

export const SPEC_EDITS: Readonly<Record<string, SpecEdit>> = {
  "a lower limit on tags": {
    edit: (document) => document.replace("maxProperties: 50", "maxProperties: 40"),
    about: ["register.tags.*"],
    fails: "register.tags.max-properties",
  },
  "a higher limit on tags": {
    edit: (document) => document.replace("maxProperties: 50", "maxProperties: 60"),
    about: ["register.tags.*"],
    fails: "register.tags.max-properties.accepts",
    others: true,
  },
  "a stricter name pattern": {
    edit: (document) =>
      document.replaceAll(String.raw`^[0-9A-Za-z][A-Za-z0-9\-_]*$`, String.raw`^[0-9a-z][a-z0-9\-]*$`),
    about: ["register.name.*"],
    fails: "register.name.pattern",
  },
  "one enum value fewer": {
    edit: (document) => document.replace(/^\s*- TANZU\n|,\s*TANZU(?=[,\]])/m, ""),
    about: ["register.connector-config.provider.*"],
    fails: "register.connector-config.provider.enum",
  },
};

/** What fails under the edit, of these requirements. */
export async function expectToFail(
  { edit, fails, others = false }: SpecEdit,
  select: readonly string[],
): Promise<void> {
  const { exitCode, failed } = await failuresUnder(edit, select);
  expect(exitCode).toBe(1);
  expect(failed).toEqual(others ? expect.arrayContaining([fails]) : [fails]);
}
