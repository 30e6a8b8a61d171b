import { expect, test } from "@jest/globals";
import { defineConformanceTests } from "../../../cli/test-frameworks/define-tests.ts";
import { aRecord, aSheet } from "../../reports/producers.ts";

const ID = "register.name.pattern";
const record = aRecord({
  requirements: aSheet({ [ID]: { verdict: "fail" }, "register.name.max-length": { verdict: "warn" } }),
});

/** Defines the tests of a record under a framework that writes down what it is told, and runs them. */
async function outcomes(strict: boolean): Promise<Record<string, string>> {
  const before: (() => Promise<void>)[] = [];
  const tests: { readonly name: string; readonly run: () => void }[] = [];
  const framework = {
    describe: (_name: string, define: () => void) => define(),
    test: (name: string, run: () => void) => void tests.push({ name, run }),
    beforeAll: (run: () => Promise<void>) => void before.push(run),
  };
  const requirements = [...record.requirements, { id: "unknown", title: "Nothing." }];
  defineConformanceTests(framework, { name: "here", requirements, run: async () => record, timeout: 1, strict });
  for (const run of before) await run();
  return Object.fromEntries(tests.map(({ name, run }) => [name.split(":", 1)[0] ?? "", messageOf(run)]));
}

function messageOf(run: () => void): string {
  try {
    run();
    return "passed";
  } catch (error) {
    return (error as Error).message;
  }
}

test("a test fails where its requirement fails the run, and says the source", async () => {
  const told = await outcomes(false);
  expect(told[ID]).toMatch(/^fail\nsource: /);
  expect(told["register.name.max-length"]).toBe("passed");
});

test("a SHOULD that is not met fails its test with --strict alone", async () => {
  expect((await outcomes(true))["register.name.max-length"]).toMatch(/^warn/);
});

test("a requirement without a verdict fails its test", async () => {
  expect((await outcomes(false))["unknown"]).toBe("the run ended without a verdict on this requirement");
});
