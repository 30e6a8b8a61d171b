import { expect, test } from "@jest/globals";
import { hasRoomFor } from "#spec/contract/pattern-room.ts";

test("a document has room for a dozen patterns that cost a second each, and another document for its own", () => {
  const costly = Array.from({ length: 40 }, (_, at) => `[a-z]{1,9000}${at}`);
  const document = {};
  const taken = costly.filter((pattern) => hasRoomFor(document, pattern));
  expect(taken).toEqual(costly.slice(0, 11));
  expect(hasRoomFor(document, "[a-z]+")).toBe(false);
  expect(hasRoomFor(document, costly[0] ?? "")).toBe(true);
  expect(hasRoomFor({}, "[a-z]+")).toBe(true);
});
