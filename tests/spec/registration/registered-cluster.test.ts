import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { loadBundledContract, loadEksContract } from "#spec/contract/load.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { clusterPages, tokenMember } from "#spec/registration/contract-words.ts";
import { MEMBERS, OPERATIONS, SHOWN } from "#spec/registration/registered-cluster.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { parseResources } from "#spec/resources/read-resources.ts";

const text = readFileSync(new URL("../../../spec/registration/resources.json", import.meta.url), "utf8");
const contract = loadBundledContract();

test("the table of a registered cluster is a resource table of the contract that comes with the suite", () => {
  const { resources, tagging } = parseResources(text, "resources.json", contract);
  expect(resources.map(({ name }) => name)).toEqual(["registered-cluster"]);
  expect(tagging?.list.operation).toBe(OPERATIONS.showTags);
});

test("each operation of the contract has one role", () => {
  expect(Object.values(OPERATIONS).sort()).toEqual([...contract.operations.keys()].sort());
});

test("each member stands where the contract's answers have one", () => {
  const { success, input } = contract.operation(OPERATIONS.register);
  const at = (pointer: string): string => pointer.replaceAll("/", "/properties/");
  const lost = Object.values(MEMBERS).filter(({ inAnswer }) => schemaAt(success.schema, at(inAnswer)) === undefined);
  expect(lost).toEqual([]);
  const sent = (["name", "tags", "provider", "role"] as const).map((word) => schemaAt(input, at(MEMBERS[word].at)));
  expect(sent).not.toContain(undefined);
  for (const role of ["describe", "deregister"] as const) {
    expect(schemaAt(contract.operation(OPERATIONS[role]).success.schema, at(SHOWN))).toBeDefined();
  }
});

test("the table of all of EKS says the same of a registered cluster", () => {
  const own = parseResources(text, "resources.json", contract);
  const { resources, tagging } = loadEksResources(loadEksContract());
  const known = resources.filter(({ name }) => name === "registered-cluster");
  // There, the plain input of a description is about another kind of cluster.
  expect(known).toMatchObject(own.resources.map(({ members, ...rest }) => (members === undefined ? {} : rest)));
  expect(tagging).toEqual(own.tagging);
});

test("pages and token are those of the contract", () => {
  expect(clusterPages()).toEqual({ inputToken: "nextToken", outputToken: "nextToken", pageSize: "maxResults" });
  expect(tokenMember()).toBe("clientRequestToken");
});
