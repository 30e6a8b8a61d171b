import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { freshName, operationWithoutName, slotsOfName } from "#suites/service/inputs/fresh-name.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

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
    const names = Array.from({ length: 60 }, (_, index) => nameWithin(room, `salt ${index}`));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a fresh name of a pattern", () => {
  const generation = { prefix: MARK, fixtures: {} };
  const named = (pattern: string, limits: Pick<JsonSchema, "minLength" | "maxLength"> = {}, text = "$new") => {
    const schema: JsonSchema = { type: "string", pattern, ...limits };
    return freshName(generation, "a", slotsOfName(text, schema));
  };

  test.each<[string, string, Pick<JsonSchema, "minLength" | "maxLength">, RegExp]>([
    ["without hyphens has the mark without", "[a-zA-Z0-9]+", {}, /^ecf1234567[a-z0-9]{12}$/],
    ["without hyphens, in little room", "[a-zA-Z0-9]+", { maxLength: 10 }, /^ecf[a-z0-9]{7}$/],
    ["of letters begins with those of the mark", "[a-z]{12}", {}, /^ecf[a-z]{9}$/],
    ["of digits has no mark", "[0-9]{12}", {}, /^[0-9]{12}$/],
    ["that asks for a beginning has it", "box-[a-z0-9]{16}", {}, /^box-[a-z0-9]{16}$/],
    ["that is longer than usual has the mark", "[a-z0-9-]+", { minLength: 50 }, /^ecf-1234567-[a-z0-9-]{38}$/],
  ])("%s", (_what, pattern, limits, form) => {
    expect(named(pattern, limits)).toMatch(form);
  });

  test("fits with what stands around it", () => {
    expect(named("box-[a-z0-9-]{8,20}", {}, "box-$new")).toMatch(/^ecf-1234[a-z0-9]{12}$/);
  });

  test("is none where too few fit", () => {
    expect(named("[0-9]{4}")).toBeUndefined();
    expect(named("box[a-z]")).toBeUndefined();
  });

  test("fits wherever it stands", () => {
    const both = { type: "object", properties: { a: { pattern: "[a-z0-9]+" }, b: { maxLength: 12 } } } as const;
    expect(freshName(generation, "a", slotsOfName({ a: "$new", b: "$new" }, both))).toMatch(/^ecf12[a-z0-9]{7}$/);
  });

  test("of a table that leaves too few is told by its operation", () => {
    expect(operationWithoutName({ contract, table })).toBeUndefined();
    const inputs = { MakeBox: { boxName: "a-very-long-text-before-it-$new" } };
    expect(operationWithoutName({ contract, table: { ...table, inputs } })).toBe("MakeBox");
  });
});

describe("the slots of a fresh name", () => {
  const text = (maxLength: number): JsonSchema => ({ type: "string", maxLength });

  test("are those of the members that hold one, with what stands around it", () => {
    const b = text(20);
    const schema = { type: "object", properties: { a: text(30), b: { type: "array", items: b } } } as const;
    expect(slotsOfName({ a: "x", b: ["x-$new"] }, schema)).toEqual([{ schema: b, before: "x-", after: "" }]);
  });

  test("are none where nothing is known of it", () => {
    const schema = { type: "object", properties: { a: text(3) } } as const;
    expect(slotsOfName({ a: "$new-$box", c: "$new" }, schema)).toEqual([]);
  });
});
