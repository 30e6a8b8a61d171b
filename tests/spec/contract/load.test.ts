import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { parseContract } from "#spec/contract/contract.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { allRequirements } from "#spec/all-requirements.ts";

const SPEC = new URL("../../../spec/", import.meta.url);
const text = readFileSync(new URL("openapi.yaml", SPEC), "utf8");

test("the contract as built is the one that its text says", () => {
  const [built, read] = [loadBundledContract(), parseContract(text, "openapi.yaml")];
  expect({ ...built, operation: undefined, excerpt: undefined }).toEqual({
    ...read,
    operation: undefined,
    excerpt: undefined,
  });
});

test("each requirement of it names the line that the text has it on", () => {
  const [built, read] = [loadBundledContract(), parseContract(text, "openapi.yaml")].map(allRequirements);
  expect(built).toEqual(read);
  expect(built?.filter(({ trace }) => trace.line !== undefined && trace.source === "openapi")).not.toEqual([]);
});

test.each([
  ["openapi.yaml", "openapi.json"],
  ["eks/resources.yaml", "resources.json"],
  ["eks/observations.yaml", "observations.json"],
])("what is built of %s says the same", (written, built) => {
  const read = (file: string): string => readFileSync(new URL(file, SPEC), "utf8");
  expect(JSON.parse(read(`built/${built}`))).toEqual(parse(read(written)));
});
