// Three readings of one service: the document written by hand, AWS's model as botocore has it, and as Smithy has it.
import { describe, expect, test } from "@jest/globals";
import { loadBundledContract, loadEksContract } from "#spec/contract/load.ts";
import { modelFilesBeside, modelText } from "#spec/models/model-files.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { SMITHY_MODEL } from "#tests/helpers/needs/needs.ts";
import { differences, factsOf } from "./facts.ts";

const eks = loadEksContract();

interface Difference {
  readonly fact: RegExp;
  readonly reason: string;
}

describe("the built-in contract of the service", () => {
  test("has every operation of the model, and nothing that can't be handled", () => {
    expect(eks.operations.size).toBe(70);
    expect(eks.unsupported).toEqual([]);
  });

  test("holds facts and none of AWS's words", () => {
    expect(JSON.stringify(eks.document)).not.toMatch(/"(?:summary|documentation|externalDocs)"/);
    expect(JSON.stringify(eks.document)).not.toMatch(/<p>|Amazon EKS/);
  });
});

const BY_HAND: readonly Difference[] = [
  {
    fact: /^[-+] limit \/properties\/name#pattern /,
    reason: "the model's pattern has no end, the document's has (C1)",
  },
  { fact: /^\+ limit \/properties\/tags#minProperties 1$/, reason: "no tags are refused by the model alone (C2)" },
  { fact: /^- limit \/properties\/tags\/additionalProperties#minLength 0$/, reason: "the Smithy model alone says so" },
  { fact: /^- limit \/properties\/include\/items#enum /, reason: "the model says it in words" },
  {
    fact: /^\+ output \/cluster\/.* = /,
    reason: "values of answers may grow, so the document has those of the status alone",
  },
  { fact: /^\+ (?:pages|waiter) /, reason: "the suite of RegisterCluster reads neither" },
];

describe.each([...loadBundledContract().operations.values()])("the document written by hand: $id", (byHand) => {
  test("says what the model says, but for differences that have a reason", () => {
    const found = differences(factsOf(byHand), factsOf(eks.operation(byHand.id)));
    expect(found.filter((line) => !BY_HAND.some(({ fact }) => fact.test(line)))).toEqual([]);
  });
});

test("each difference from the document written by hand is there still", () => {
  const found = [...loadBundledContract().operations.values()].flatMap((byHand) =>
    differences(factsOf(byHand), factsOf(eks.operation(byHand.id))),
  );
  expect(BY_HAND.filter(({ fact }) => !found.some((line) => fact.test(line)))).toEqual([]);
});

/** What the Smithy model says and botocore's, a year and a half younger, does not. */
const GONE_SINCE: readonly Difference[] = [
  { fact: /^- limit .*#pattern /, reason: "botocore's patterns have no end" },
  { fact: /^- limit .*#min(?:Length|Items) 0$/, reason: "botocore leaves out what says nothing" },
  { fact: /^- waiter /, reason: "delays and acceptors are botocore's own" },
];

needing("a Smithy model of EKS").describe("AWS's Smithy model", () => {
  const smithy = needingModel();

  test("is read whole", () => {
    expect(smithy().operations.size).toBe(57);
    expect(smithy().unsupported).toEqual([]);
  });

  test("says nothing that botocore's doesn't, but for differences that have a reason", () => {
    const lost = [...smithy().operations.values()].flatMap((older) =>
      differences(factsOf(older), factsOf(eks.operation(older.id)))
        .filter((line) => line.startsWith("-") && !GONE_SINCE.some(({ fact }) => fact.test(line)))
        .map((line) => `${older.id} ${line}`),
    );
    expect(lost).toEqual([]);
  });

  test("wants the same members in the same places", () => {
    const bound = (operation: Parameters<typeof factsOf>[0]) =>
      factsOf(operation).filter((fact) => /^route|^status|^input .* required$/.test(fact));
    for (const older of smithy().operations.values()) expect(bound(eks.operation(older.id))).toEqual(bound(older));
  });
});

/** Read when a test asks for it: where it isn't there, none does. */
function needingModel() {
  let contract: ReturnType<typeof readAnyContract> | undefined;
  return () => (contract ??= readAnyContract(modelText(SMITHY_MODEL), SMITHY_MODEL, modelFilesBeside(SMITHY_MODEL)));
}
