import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parseContract } from "#spec/contract/contract.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import { changesOf, otherInput } from "#suites/service/cases/lifecycle/changes/other-input.ts";
import { widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const read = (name: string): string =>
  readFileSync(new URL(`../../../../../helpers/widgets/widgets.${name}.yaml`, import.meta.url), "utf8");

/** The shelf that a box stands on may be left out, and is then another one. */
const document = read("openapi")
  .replace("                stripes:", "                shelf: { type: string }\n                stripes:")
  .replace("        arn: { type: string }", "        arn: { type: string }\n        shelf: { type: string }");
const table = read("resources").replace("colour: blue }", "colour: blue, shelf: $box }");

test("a change of a member alone names the resource, whether or not the model requires that", async () => {
  const contract = parseContract(document, "widgets.openapi.yaml");
  const service = { contract, table: parseResources(table, "widgets.resources.yaml", contract) };
  const [resource] = service.table.resources;
  if (resource === undefined) throw new Error("the table has no box");
  const { session } = serviceSetting(service, widgetTarget());
  const made = { resource, id: `${NAME_PREFIX}a`, parent: undefined };
  const changes = changesOf(session, contract.operation("PaintBox"), made);
  if (changes === undefined) throw new Error("nothing changes a box");
  expect(changes.members.map(({ name }) => name)).toEqual(["colour"]);
  const { input } = await otherInput(session, changes, [{ name: "colour", value: "blue" }]);
  expect(input).toEqual({ boxName: made.id, shelf: made.id, colour: "red" });
});
