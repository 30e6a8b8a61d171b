import { expect, test } from "@jest/globals";
import { memberSchema, withoutMembers } from "#spec/resources/member-schema.ts";

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

test.each([
  ["/boxes/0/name", { ...SCHEMA.properties, boxes: { type: "array", items: { type: "object", properties: {} } } }],
  ["/tags", { boxes: SCHEMA.properties.boxes, closed: SCHEMA.properties.closed }],
  ["/toString", SCHEMA.properties],
  ["/none/below", SCHEMA.properties],
])("without %j", (pointer, properties) => {
  expect(withoutMembers(SCHEMA, [pointer])).toEqual({ ...SCHEMA, properties });
});
