import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import { whyNotAsked } from "#suites/service/cases/inputs/why-not-asked.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const PAINT = service.contract.operation("PaintBox");

/** Why nothing is asked of a limit below a structure of a plain input. */
function whyNot(input: JsonObject, pointer: string, level: "MUST" | "INFO" = "MUST"): string | undefined {
  const { context } = serviceSetting(service, widgetTarget());
  const constraint: Constraint = { pointer, keyword: "enum", side: "accept", requirement: "paint-box.made-up" };
  const [some] = context.requirements.values();
  if (some === undefined) throw new Error("there are no requirements");
  const requirements = new Map([[constraint.requirement, { ...some, id: constraint.requirement, level }]]);
  const table = { ...context.table, inputs: { ...context.table.inputs, PaintBox: input } };
  return whyNotAsked({ requirements, table }, PAINT, constraint);
}

const WITHIN = "/properties/config/properties/colour";
const NAMED = "the member names what is there already";

test("what names something is left as it is, and not what stands beside it", () => {
  expect(whyNot({ config: { role: "$roleArn", colour: "$box" } }, WITHIN)).toBe(NAMED);
  expect(whyNot({ config: "$box" }, WITHIN)).toBe(NAMED);
  expect(whyNot({ config: { role: "$roleArn", colour: "red" } }, WITHIN)).toBeUndefined();
  expect(whyNot({ config: { role: "$roleArn" } }, WITHIN)).toBeUndefined();
});

test("what a plain input has for a reason is only another value where that must be taken", () => {
  expect(whyNot({ config: { role: "$roleArn", colour: "red" } }, WITHIN, "INFO")).toMatch(/^the plain request needs/);
  expect(whyNot({}, WITHIN, "INFO")).toBeUndefined();
});
