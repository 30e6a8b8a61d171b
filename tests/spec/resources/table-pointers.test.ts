import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parseResources } from "#spec/resources/read-resources.ts";
import { strayPointer } from "#spec/resources/table-pointers.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";

const { contract, table } = widgets();
const WRITTEN = readFileSync(new URL("../../helpers/widgets/widgets.resources.yaml", import.meta.url), "utf8");

/** Each pointer of the table, the member that it ends with, and how the complaint begins. */
const POINTERS = [
  ["create", "{ operation: MakeBox, shows: /box }", "/box }", "the answer of MakeBox has nothing at"],
  ["describe", "{ operation: ShowBox, shows: /box }", "/box }", "the answer of ShowBox has nothing at"],
  ["id", "id: { input: /boxName }", "/boxName }", "the input of MakeBox has nothing at"],
  ["list", "{ operation: ListBoxes, at: /boxes", "/boxes", "the answer of ListBoxes has nothing at"],
  ["arn", "arn: /arn", "/arn", "what is shown of a box has nothing at"],
] as const;

test("a table whose pointers lead somewhere has none astray", () => {
  expect(strayPointer(table, contract)).toBeUndefined();
});

describe("a pointer that leads nowhere is told with its line, and with what is there", () => {
  test.each(POINTERS)("%s", (_where, place, member, complaint) => {
    expect(WRITTEN).toContain(place);
    const misspelt = WRITTEN.replace(place, place.replace(member, member.replace("/", "/mis")));
    const read = (): unknown => parseResources(misspelt, "t.yaml", contract);
    expect(read).toThrow(`${complaint} ${member.replace("/", "/mis").replace(" }", "")}; it has /`);
    expect(read).toThrow(/^t\.yaml:\d+ \(\/resources\/box\//);
  });
});
