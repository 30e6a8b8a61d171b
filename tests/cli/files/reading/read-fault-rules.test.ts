import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readFaultRules } from "#cli/files/reading/read-fault-rules.ts";
import { UsageError } from "#cli/usage-error.ts";
import { snippetsOf } from "#tests/helpers/doc-snippets.ts";
import { loadEksContract } from "#spec/contract/load.ts";

const contract = loadEksContract();

function reading(text: string): () => unknown {
  const file = join(mkdtempSync(join(tmpdir(), "rules-")), "faults.yaml");
  writeFileSync(file, text);
  return () => readFaultRules(file, contract);
}

const one = (rule: string): string => `faults: [${rule}]`;

test.each([
  one("{ operation: CreateCluster, nth: 2, answer: { error: ServerException } }"),
  one("{ operation: '*', resource: one, answer: { status: 503, headers: { retry-after: '1' } } }"),
  one("{ operation: DescribeCluster, answer: { members: { cluster.status: FAILED }, delayMs: 10 } }"),
  one("{ operation: DeleteCluster, answer: { drop: true, passOn: true } }"),
  one("{ operation: DeleteCluster, answer: { error: MadeUpException, status: 418, message: no } }"),
  JSON.stringify({ faults: [{ operation: "ListClusters", answer: { body: [1] } }] }),
])("takes %s", (text) => {
  expect(reading(text)()).toHaveLength(1);
});

test("takes what docs/tests.md shows", () => {
  const [shown] = snippetsOf("docs/tests.md").filter(({ language }) => language === "yaml");
  expect(reading(shown?.text ?? "")()).toHaveLength(3);
});

test.each([
  ["faults: [", "not YAML"],
  ["", "must be object"],
  ["faults: []", "fewer than 1"],
  [
    one("{ operation: CreateClutser, answer: { status: 500 } }"),
    "rule 1: there is no operation CreateClutser; the closest is CreateCluster",
  ],
  [one("{ operation: CreateCluster, answer: {} }"), "rule 1, answer: must NOT have fewer than 1"],
  [
    one("{ operation: CreateCluster, answer: { stauts: 500 } }"),
    "rule 1, answer: must NOT have additional properties (stauts)",
  ],
  [one("{ operation: CreateCluster, nth: 0, answer: { status: 500 } }"), "rule 1, nth: must be >= 1"],
  [
    one("{ operation: CreateCluster, answer: { error: NoSuchException } }"),
    "documents no error NoSuchException: give its status",
  ],
  [one("{ operation: CreateCluster, answer: { status: 500, headers: { 'a: b\\r\\nc': x } } }"), "answer.headers"],
  [one('{ operation: CreateCluster, answer: { status: 500, headers: { a: "b\\r\\nc: d" } } }'), "answer.headers.a"],
])("refuses %j in one line", (text, words) => {
  const read = reading(text);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(words);
  expect(read).not.toThrow("\n");
});
