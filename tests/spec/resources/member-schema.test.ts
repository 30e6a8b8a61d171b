import { expect, test } from "@jest/globals";
import { memberSchema } from "../../../spec/resources/member-schema.ts";

const TEXT = { type: "string" } as const;
const SCHEMA = {
  type: "object",
  properties: {
    boxes: { type: "array", items: { type: "object", properties: { name: TEXT } } },
    tags: { type: "object", additionalProperties: TEXT },
    closed: { type: "object", additionalProperties: false },
  },
} as const;

test.each([
  ["", SCHEMA],
  ["/boxes/0/name", TEXT],
  ["/tags/any", TEXT],
  ["/boxes/name", undefined],
  ["/closed/any", undefined],
  ["/toString", undefined],
  ["/none/below", undefined],
])("%j", (pointer, schema) => {
  expect(memberSchema(SCHEMA, pointer)).toEqual(schema);
});
