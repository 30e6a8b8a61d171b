import { expect, test } from "@jest/globals";
import { levelsOf } from "#spec/resources/table-readings.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";

test("a table has as many levels as its longest chain of kinds of which each belongs to the next", () => {
  const [box] = widgets().table.resources;
  if (box === undefined) throw new Error("the table has no box");
  const lid = { ...box, name: "lid", parent: "box" };
  const knob = { ...box, name: "knob", parent: "lid" };
  expect([[], [box], [box, lid], [knob, box, { ...lid, name: "hinge" }, lid]].map(levelsOf)).toEqual([1, 1, 2, 3]);
});
