import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { secretSearch } from "#endpoint/redaction/secret-search.ts";
import { ENCODINGS } from "#tests/helpers/secret-encodings.ts";

const SECRETS = {
  "secret access key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  "session token": "FwoGZXIvYXdzEBYaD/+k3yO5QX==AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
  "access key id": "AKIAIOSFODNN7EXAMPLE",
  signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  "activation code": "mZ9-x_Y/7aBcD3",
  "activation id": "7f5c2b1e-0d4a-4c53-9b57-9f3f6c1d2e80",
};

const ROWS = Object.entries(SECRETS).flatMap(([what, secret]) =>
  Object.entries(ENCODINGS).map(([how, encode]) => [what, how, secret, encode(secret)] as const),
);

function searchFor(...secrets: readonly string[]) {
  const search = secretSearch();
  for (const secret of secrets) search.keep(secret);
  return search;
}

test.each(ROWS)("finds a %s: %s", (_what, _how, secret, encoded) => {
  const text = `{"message":"before ${encoded} after"}`;
  const [found, ...more] = searchFor(...Object.values(SECRETS)).find(text);
  expect(found).toMatchObject({ secret });
  expect(more).toEqual([]);
  expect(text.slice(0, found?.from)).toMatch(/^\{"message":"before .{0,6}$/);
  expect(text.slice(found?.to)).toMatch(/^.{0,16} after"\}$/s);
});

describe("what is no secret stays", () => {
  test("short values", () => expect(searchFor("test").find("a test of test")).toEqual([]));

  test("a beginning that goes on differently", () =>
    expect(searchFor("0123456789abcdef").find("0123456789ab-and-more")).toEqual([]));

  test("other text, whatever it is", () => {
    const search = searchFor(...Object.values(SECRETS));
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => search.find(text).length === 0));
  });
});

test.each([
  ["the end of the text", "cut: 0123456789abc", 5],
  ["a sign of ours", '"0123456789abc… (40 characters)"', 1],
])("a secret that is cut off at %s", (_where, text, from) => {
  expect(searchFor("0123456789abcdef0123").find(text)).toMatchObject([{ from, to: from + 13 }]);
});

test("secrets that overlap are one", () => {
  expect(searchFor("0123456789abcdef", "abcdef0123").find("0123456789abcdef0123")).toMatchObject([{ from: 0, to: 20 }]);
});

test("noted secrets are found until thousands came after them; kept ones always", () => {
  const search = secretSearch();
  search.keep("kept-for-ever");
  search.note("noted-first");
  expect(search.find("noted-first")).toHaveLength(1);
  for (let count = 0; count < 9_000; count += 1) search.note(`noted-later-${count}`);
  expect(search.find("noted-first")).toHaveLength(1);
  for (let count = 9_000; count < 20_100; count += 1) search.note(`noted-later-${count}`);
  expect(search.find("noted-first, noted-later-20099")).toMatchObject([{ secret: "noted-later-20099" }]);
  expect(search.find("kept-for-ever")).toHaveLength(1);
});

/** Long enough that to go over it once for each of its characters would take minutes. */
const LONG = 2 ** 18;

test.each([
  ["one letter", "a"],
  ["percent signs", "%25"],
  ["backslashes", "\\"],
  ["beginnings of references", "&#x"],
  ["the secret's own beginning", "aaaaaaa"],
])("a long text of %s comes to an end", (_what, unit) => {
  const text = unit.repeat(Math.ceil(LONG / unit.length));
  expect(searchFor("aaaaaaaabbbbbbbb").find(text).length).toBeLessThan(2);
});

test("a long secret that repeats itself is looked for in a text that does, too", () => {
  const secret = `${"[".repeat(LONG)}1`;
  expect(searchFor(secret).find(`a ${"[".repeat(LONG)}2`)).toMatchObject([{ secret, from: 2 }]);
});

test("a secret is one piece however long it is, and found by any part of it", () => {
  const secret = Array.from({ length: 1_000 }, (_, index) => `;${index}`)
    .join("")
    .slice(1);
  const search = searchFor(secret);
  expect(search.find(`a ${secret} b`)).toEqual([{ secret, from: 2, to: 2 + secret.length }]);
  const hex = Buffer.from(secret).toString("hex");
  expect(search.find(`a ${hex} b`)).toEqual([{ secret, from: 2, to: 2 + hex.length }]);
  expect(search.find(`a ${secret.slice(0, 900)}`)).toEqual([{ secret, from: 2, to: 902 }]);
});

const MEGABYTE = 2 ** 20;

/** Bytes in use once everything that can be given back was. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

test("what an answer's secret was cut out of is not kept", () => {
  const search = secretSearch();
  const before = heapInUse();
  for (let index = 0; index < 100; index += 1) {
    search.note(`${String(index).padStart(40, "s")}${"x".repeat(MEGABYTE)}`.slice(0, 40));
  }
  expect(heapInUse() - before).toBeLessThan(20 * MEGABYTE);
  expect(search.find(`${"s".repeat(39)}7`)).toHaveLength(1);
});
