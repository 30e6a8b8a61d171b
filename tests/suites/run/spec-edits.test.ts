import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { enumValues } from "../../../cli/enum-values.ts";
import { planRequirements } from "../../../cli/run/select.ts";
import { allRequirements } from "../../../spec/all-requirements.ts";
import { parseContract } from "../../../spec/contract/contract.ts";
import { runSuite } from "../../../suites/run/run.ts";
import { withVerdict } from "../../helpers/cli-process.ts";
import { contract as bundled } from "../bundled-contract.ts";
import { SETTINGS, testRun } from "../test-run.ts";

const BUNDLED = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");
const EVERYTHING = { select: [], skip: [], level: "INFO", features: {}, expectations: [] } as const;

/** Runs the unchanged reference server against an edited contract; answers the requirements that failed. */
async function failuresUnder(edit: (document: string) => string): Promise<{ exitCode: number; failed: string[] }> {
  const edited = edit(BUNDLED);
  expect(edited).not.toBe(BUNDLED);
  const contract = parseContract(edited, "edited.yaml");
  const requirements = planRequirements(allRequirements(contract), EVERYTHING);
  const settings = { ...SETTINGS, casesPerConstraint: 1 };
  const record = await runSuite(
    testRun({ seed: 11, contract, requirements, settings, dictionary: enumValues([contract, bundled]) }),
  );
  return { exitCode: record.outcome.exitCode, failed: withVerdict(record, "fail", "error", "inconclusive") };
}

describe("the contract drives everything: an edit of it changes the verdict on an unchanged server", () => {
  test("a lower limit on tags", async () => {
    const result = await failuresUnder((document) => document.replace("maxProperties: 50", "maxProperties: 40"));
    expect(result).toEqual({ exitCode: 1, failed: ["register.tags.max-properties"] });
  });

  test("a higher limit on tags", async () => {
    const result = await failuresUnder((document) => document.replace("maxProperties: 50", "maxProperties: 60"));
    expect(result.exitCode).toBe(1);
    expect(result.failed).toContain("register.tags.max-properties.accepts");
  });

  test("a stricter name pattern", async () => {
    const result = await failuresUnder((document) =>
      document.replaceAll(String.raw`^[0-9A-Za-z][A-Za-z0-9\-_]*$`, String.raw`^[0-9a-z][a-z0-9\-]*$`),
    );
    expect(result).toEqual({ exitCode: 1, failed: ["register.name.pattern"] });
  });

  test("one enum value fewer", async () => {
    const result = await failuresUnder((document) => document.replace(/^\s*- TANZU\n|,\s*TANZU(?=[,\]])/m, ""));
    expect(result).toEqual({ exitCode: 1, failed: ["register.connector-config.provider.enum"] });
  });
});
