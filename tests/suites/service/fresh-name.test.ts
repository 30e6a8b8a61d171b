import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../../spec/contract/schema.ts";
import { roomForName } from "../../../suites/service/fresh-name.ts";
import { plainInput } from "../../../suites/service/plain-input.ts";
import { widgets, widgetTarget } from "../../helpers/widgets/widgets.ts";
import { serviceSetting } from "./service-setting.ts";

const MARK = "ecf-1234567-";
const { contract, table } = widgets();

/** The name in the plain input that makes a box, where a box's name has at most so many characters. */
function nameWithin(maxLength: number, salt = "a"): string {
  const operation = contract.operation("MakeBox");
  const { properties } = operation.input;
  const input = {
    ...operation.input,
    properties: { ...properties, boxName: { ...properties?.["boxName"], maxLength } },
  };
  const operations = new Map([...contract.operations, ["MakeBox", { ...operation, input }]]);
  const { context } = serviceSetting({ contract, table }, widgetTarget());
  const generation = { ...context.generation, prefix: MARK };
  const made = plainInput(
    { ...context, generation, contract: { ...contract, operations } },
    { operation: "MakeBox", input: { boxName: "$new" } },
    { salt },
  );
  return String(made?.["boxName"]);
}

describe("a fresh name in a plain input", () => {
  test("is as long as it takes to be the only one, where there is room", () => {
    expect(nameWithin(30)).toMatch(/^ecf-1234567-[a-z0-9]{12}$/);
    expect(nameWithin(24)).toBe(nameWithin(30));
  });

  test.each([20, 18])("begins with the run's whole mark within %i characters", (room) => {
    expect(nameWithin(room)).toMatch(new RegExp(`^${MARK}[a-z0-9-]{${room - MARK.length}}$`));
  });

  test("keeps as much of the mark as there is room for", () => {
    expect(nameWithin(10)).toMatch(/^ecf-[a-z0-9-]{5}[a-z0-9]$/);
    expect(nameWithin(5)).toMatch(/^[a-z][a-z0-9-]{3}[a-z0-9]$/);
  });

  test.each([20, 10])("differs from those of other salts within %i characters", (room) => {
    const names = Array.from({ length: 200 }, (_, index) => nameWithin(room, `salt ${index}`));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the room for a fresh name", () => {
  const text = (maxLength: number): JsonSchema => ({ type: "string", maxLength });

  test("is the least of the members that hold one, without what stands around it", () => {
    const schema = { type: "object", properties: { a: text(30), b: { type: "array", items: text(20) } } } as const;
    expect(roomForName({ a: "$new", b: ["x-$new"] }, schema)).toBe(18);
  });

  test("is not bounded by members that hold none", () => {
    const schema = { type: "object", properties: { a: text(3), b: { type: "string" } } } as const;
    expect(roomForName({ a: "x", b: "$new", c: "$new" }, schema)).toBe(Infinity);
  });
});
