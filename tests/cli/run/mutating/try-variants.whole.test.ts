import { expect, test } from "@jest/globals";
import { tryVariants } from "#cli/run/mutating/try-variants.ts";
import { renderVariants, renderVariantsJunit, renderVariantsMarkdown } from "#reports/mutations/render-variants.ts";
import { columns } from "#reports/model/text/wrap.ts";
import { clientOf, NEW_CLUSTER } from "#tests/helpers/mutations/client.mjs";
import { weak } from "#tests/helpers/mutations/test-files.mjs";
import { inProcess, optionsOf, settingsOf, type TestFile } from "./rounds.ts";

const tried = (file: TestFile) => {
  const { console, redactor, signal, endpoint } = optionsOf();
  const options = { console, redactor, signal, endpoint, jobs: 4, onResult: () => undefined };
  return tryVariants(settingsOf(inProcess(file)), options);
};

test("tests that bear all that is legal pass", async () => {
  const { variants } = await tried(weak);
  expect(variants.filter(({ outcome }) => outcome !== "passed" && outcome !== "not-reached")).toEqual([]);
  expect(variants.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(8);
}, 60_000);

/** Takes the first page for the whole list, and its order for a promise. */
const trusting: TestFile = async (endpoint, signal) => {
  const ask = clientOf(endpoint, signal);
  for (const name of ["one", "two"]) await ask("POST", "/clusters", { ...NEW_CLUSTER, name });
  const { json } = await ask("GET", "/clusters");
  if (JSON.stringify(json).includes('["one","two"]')) return;
  throw new Error("AssertionError: expected one, two");
};

let ofTrusting: ReturnType<typeof tried> | undefined;
const broken = () => (ofTrusting ??= tried(trusting));

test.each([
  [
    "AssertionError: 1 == 2\n\nError message:\n\n    at handleError (x.js:1:1)\n\nNode.js v20",
    "AssertionError: 1 == 2",
  ],
  ["E   assert 1\nFAILED t.py::test - assert 1\n1 failed in 0.03s", "FAILED t.py::test - assert 1"],
  ["not ok 1\n  error: 'socket hang up'\n# pass 0", "error: 'socket hang up'"],
  ["three\nclusters", "clusters"],
])(
  "of what a command printed the line that tells is shown: %j",
  async (output, told) => {
    const report = await tried(trusting);
    const variants = report.variants.map((variant) => ({ ...variant, output }));
    const text = renderVariants({ ...report, variants }, { width: 80, paint: (_tone, part) => part });
    expect(text).toMatch(new RegExp(`It printed: +${told.replace(/[():]/g, ".")}`));
  },
  60_000,
);

test("what is not borne is named, with the operation and the exchange that broke it", async () => {
  const report = await broken();
  const those = report.variants.filter(({ outcome }) => outcome === "broke");
  expect(those.map(({ id }) => id)).toEqual(["lists-reordered", "small-pages", "lagging-list"]);
  for (const { brokenBy, exchange } of those) {
    expect(brokenBy).toEqual(["ListClusters"]);
    expect(exchange?.request.path).toBe("/clusters");
  }
  const text = renderVariants(report, { width: 80, paint: (_tone, part) => part });
  expect(text).toContain("It printed: Error: AssertionError: expected one, two");
  expect(text).toContain('clusters: ["one","two"] → ["two","one"]');
  expect(text.split("\n").filter((line) => columns(line) > 80)).toEqual([]);
  expect(renderVariantsJunit(report).match(/<failure /g)).toHaveLength(3);
  expect(renderVariantsMarkdown(report)).toContain("| `small-pages` |");
}, 60_000);
