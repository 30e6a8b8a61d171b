import { expect, test } from "@jest/globals";
import { plannedEffect } from "#cli/planning/effect.ts";
import { parseContract } from "#spec/contract/contract.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import { HOUSE } from "#tests/helpers/house/house.ts";

const contract = parseContract(JSON.stringify(HOUSE.document), "house.json");
const table = parseResources(HOUSE.table, "house.resources.yaml", contract);
const request = (line: string) => {
  const [method = "", path = ""] = line.split(" ");
  return { method, path, headers: [] };
};

test.each([
  ["POST /makeroom", "create"],
  ["POST /lamps/a", "create"],
  ["POST /showrooms", "read"],
  ["GET /lamps/a", "read"],
  ["GET /labels/a", "read"],
  ["POST /labels/a", "change"],
  ["DELETE /labels/a?keys=x", "change"],
  ["POST /closeroom", "delete"],
  ["POST /nowhere", "read"],
])("of a service, %s is a %s by its table", (line, effect) => {
  expect(plannedEffect({ contract, table }, request(line))).toBe(effect);
});

test.each([
  ["POST /makeroom", "create"],
  ["DELETE /labels/a", "delete"],
  ["GET /lamps/a", "read"],
])("without a table, %s is a %s by its method", (line, effect) => {
  expect(plannedEffect({ contract }, request(line))).toBe(effect);
});
