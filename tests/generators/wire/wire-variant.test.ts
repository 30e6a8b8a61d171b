import { expect, test } from "@jest/globals";
import { applyVariant, type WireVariant } from "#generators/wire/wire-variant.ts";

const REQUEST = {
  method: "POST",
  path: "/x",
  headers: [["Content-Type", "application/json"]],
  body: Uint8Array.of(1),
} as const;
const PLAIN: WireVariant = { key: "path/none", family: "path", note: "" };

test("a variant that says nothing changes nothing", () => {
  expect(applyVariant(PLAIN, REQUEST, {})).toEqual(REQUEST);
});

test("a header is replaced whatever its case, and null takes it out", () => {
  expect(applyVariant({ ...PLAIN, headers: { "content-type": "text/plain" } }, REQUEST, {}).headers).toEqual([
    ["content-type", "text/plain"],
  ]);
  expect(applyVariant({ ...PLAIN, headers: { "content-type": null } }, REQUEST, {}).headers).toEqual([]);
});
