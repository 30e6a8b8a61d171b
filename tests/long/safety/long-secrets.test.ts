import { expect, test } from "@jest/globals";
import { secretSearch } from "#endpoint/redaction/secret-search.ts";

/** A quarter of it: tests/endpoint/redaction/secret-search.test.ts. */
const MEGABYTE = 2 ** 20;

test("a secret of a megabyte that repeats itself is looked for in a text that does, too", () => {
  const secret = `${"[".repeat(MEGABYTE)}1`;
  const search = secretSearch();
  search.keep(secret);
  expect(search.find(`a ${"[".repeat(MEGABYTE)}2`)).toMatchObject([{ secret, from: 2 }]);
});
