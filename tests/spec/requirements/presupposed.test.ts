import { describe, expect, test } from "@jest/globals";
import { allRequirements, WRITTEN_REQUIREMENTS } from "#spec/all-requirements.ts";
import { loadBundledContract, loadEksContract } from "#spec/contract/load.ts";
import type { Requirement } from "#spec/requirement.ts";
import { presupposingKnown } from "#spec/requirements/presupposed.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";

const registration = allRequirements(loadBundledContract());
const service = serviceRequirements(loadEksContract(), loadEksResources(loadEksContract()));

/** Requirements that presuppose themselves, by way of others. */
function inCircles(requirements: readonly Requirement[]): string[] {
  const presupposes = new Map(requirements.map(({ id, presupposes = [] }) => [id, presupposes]));
  return [...presupposes.keys()].filter((start) => {
    const reached = new Set(presupposes.get(start));
    for (const id of reached) for (const each of presupposes.get(id) ?? []) reached.add(each);
    return reached.has(start);
  });
}

const presupposedBy = (id: string): readonly string[] | undefined =>
  service.find((requirement) => requirement.id === id)?.presupposes;

test("what a written requirement presupposes is a requirement there is", () => {
  const ids = new Set(registration.map(({ id }) => id));
  const named = WRITTEN_REQUIREMENTS.flatMap(({ presupposes = [] }) => presupposes);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test.each([
  ["registered clusters", registration],
  ["all of EKS", service],
])("no requirement of %s presupposes itself, whatever lies between", (_what, requirements) => {
  expect(inCircles(requirements)).toEqual([]);
});

describe("what a promise presupposes follows from its kind", () => {
  test.each([
    ["tag-resource.tags.shown.nodegroup", ["tag-resource.nodegroup"]],
    ["list-nodegroups.pages.whole", ["list-nodegroups.listed.nodegroup"]],
    ["create-nodegroup.shown.optional", ["create-nodegroup.shown"]],
  ])("%s", (id, presupposes) => {
    expect(presupposedBy(id)).toEqual(presupposes);
  });
});

test("that a value is accepted presupposes what it does that any valid input is", () => {
  const own = new Map(registration.map(({ id, presupposes }) => [id, presupposes]));
  expect(own.get("untag-resource.tag-keys.min-items.accepts")).toEqual(["tag-resource.valid"]);
  expect(own.get("untag-resource.tag-keys.max-items")).toBeUndefined();
  expect(own.get("register.name.max-length.accepts")).toBeUndefined();
});

test("of a contract that lacks an operation, nothing presupposes what is said of it", () => {
  const part = registration.filter(({ id }) => id.startsWith("list.") && id !== "list.valid");
  const paging = presupposingKnown(part).find(({ id }) => id === "list.paging");
  expect(paging?.presupposes).toEqual(["list.last-page", "list.include-all", "list.after-deregister"]);
  expect(presupposingKnown(part.filter(({ id }) => id === "list.paging"))[0]).not.toHaveProperty("presupposes", []);
});
