import { describe, expect, test } from "@jest/globals";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { neededOperations } from "#suites/service/run/needed-operations.ts";

const contract = loadEksContract();
const service = { contract, table: loadEksResources(contract) };
const needed = (...operations: readonly string[]): string[] =>
  [...neededOperations(service, new Set(operations))].sort();

const CLUSTER = ["CreateCluster", "DescribeCluster", "ListClusters"];

describe("an operation needs", () => {
  test("all operations of its resource, and those that make and show what is named in its inputs", () => {
    const own = ["Create", "Delete", "Describe"].map((verb) => `${verb}Nodegroup`);
    const others = ["ListNodegroups", "UpdateNodegroupConfig", "UpdateNodegroupVersion"];
    expect(needed("CreateNodegroup")).toEqual([...CLUSTER, ...own, ...others, "RegisterCluster"].sort());
  });

  test("what these need in turn: the parent of a parent", () => {
    const own = ["AssociateAccessPolicy", "DisassociateAccessPolicy", "ListAssociatedAccessPolicies"];
    const entry = ["CreateAccessEntry", "DescribeAccessEntry", "ListAccessEntries"];
    expect(needed("DisassociateAccessPolicy")).toEqual([...CLUSTER, ...entry, ...own].sort());
  });

  test("those of every resource that has it", () => {
    expect(needed("DescribeCluster")).toEqual(expect.arrayContaining(["CreateCluster", "RegisterCluster"]));
  });

  test("what makes a resource whose name would be taken, or is not for it", () => {
    expect(needed("CreateCluster")).toContain("RegisterCluster");
    expect(needed("CreateNodegroup")).toContain("RegisterCluster");
    expect(needed("DescribeNodegroup")).not.toContain("RegisterCluster");
  });

  test("no cluster, where none is named", () => {
    expect(needed("CreateEksAnywhereSubscription").filter((id) => !id.includes("Subscription"))).toEqual([]);
  });
});

test.each([
  ["is about no resource", "TagResource"],
  ["is about one that no operation creates", "DescribeUpdate"],
  ["is none, but all of them", "*"],
])("what %s may need any operation", (_what, operation) => {
  expect(needed("CreateNodegroup", operation)).toEqual([...contract.operations.keys()].sort());
});

test("nothing that is asked needs nothing", () => {
  expect(needed()).toEqual([]);
});
