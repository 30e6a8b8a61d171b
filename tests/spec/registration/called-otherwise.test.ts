import { expect, test } from "@jest/globals";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { asCalled, CALLED_OTHERWISE } from "#spec/registration/called-otherwise.ts";
import { registrationTable } from "#spec/registration/registration-service.ts";
import { resourceRequirements } from "#spec/resources/resource-requirements.ts";

const contract = loadBundledContract();
const promised = new Set(resourceRequirements({ contract, table: registrationTable(contract) }).map(({ id }) => id));
const requirements = allRequirements(contract).map(({ id }) => id);

test("what is called otherwise is a promise of the table, and by the other name a requirement", () => {
  expect([...CALLED_OTHERWISE.keys()].filter((id) => !promised.has(id))).toEqual([]);
  expect([...CALLED_OTHERWISE.values()].filter((id) => id !== undefined && !requirements.includes(id))).toEqual([]);
});

test("each promise is a requirement once, under one of its names", () => {
  const named = [...promised].flatMap((id) => asCalled([id]));
  expect(named.filter((id) => !requirements.includes(id))).toEqual([]);
  expect([...CALLED_OTHERWISE.keys()].filter((id) => requirements.includes(id))).toEqual([]);
  expect(new Set(requirements).size).toBe(requirements.length);
});

test("of several promises that one requirement keeps, it is named once; of what no source says, nothing", () => {
  expect(asCalled(["list.pages.size", "list.pages.whole", "list.pages.bad-token", "register.valid"])).toEqual([
    "list.paging",
    "register.valid",
  ]);
});
