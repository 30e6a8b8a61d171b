import { expect, test } from "@jest/globals";
import { parseContract } from "#spec/contract/contract.ts";
import { locationsJudged } from "#suites/service/cases/inputs/locations-judged.ts";

/** An operation that takes a part at `depth` places within each other, and many members beside them. */
function operationOf(depth: number, beside: number) {
  const part = { type: "object", properties: { size: { type: "integer", maximum: 9 } } };
  const members = Object.fromEntries(
    Array.from({ length: beside }, (_, index) => [`other${index}`, { type: "string", maxLength: index + 5 }]),
  );
  const levels = Array.from({ length: depth }, (_, index) => [
    `Level${index}`,
    {
      type: "object",
      properties: {
        part: { $ref: "#/components/schemas/Part" },
        ...(index + 1 < depth ? { below: { $ref: `#/components/schemas/Level${index + 1}` } } : {}),
      },
    },
  ]);
  const document = {
    openapi: "3.1.1",
    info: { title: "Parts", version: "1" },
    paths: {
      "/things": {
        post: {
          operationId: "MakeThing",
          requestBody: {
            content: {
              "application/json": {
                schema: { type: "object", properties: { ...members, top: { $ref: "#/components/schemas/Level0" } } },
              },
            },
          },
          responses: { "200": { content: { "application/json": { schema: { type: "object", properties: {} } } } } },
        },
      },
    },
    components: { schemas: { Part: part, ...Object.fromEntries(levels) } },
  };
  return parseContract(JSON.stringify(document), "parts.json").operation("MakeThing");
}

const aboutParts = ({ pointer }: { readonly pointer: string }): boolean => pointer.endsWith("/part/properties/size");

test("in a large input a structure is judged where it is least deep, and the others are told", () => {
  const { asked, elsewhere } = locationsJudged(operationOf(3, 100));
  expect(new Set(asked.filter(aboutParts).map(({ pointer }) => pointer))).toEqual(
    new Set(["/properties/top/properties/part/properties/size"]),
  );
  expect([...elsewhere]).toContain("make-thing.top.below.part.size.maximum");
  expect([...elsewhere]).toContain("make-thing.top.below.below.part.size.maximum.accepts");
});

test("in another one it is judged wherever it stands", () => {
  const { asked, elsewhere } = locationsJudged(operationOf(3, 10));
  expect(new Set(asked.filter(aboutParts).map(({ pointer }) => pointer)).size).toBe(3);
  expect(elsewhere.size).toBe(0);
});
