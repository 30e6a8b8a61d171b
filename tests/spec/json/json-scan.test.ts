import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { hasDuplicateMembers, hasLoneSurrogate } from "#spec/json/json-scan.ts";

describe("duplicate members", () => {
  test.each([
    '{"a":1,"a":2}',
    '{"a":1,"b":2,"a":3}',
    '{"a":1,"\\u0061":2}',
    '{"\\/":1,"/":2}',
    '{"":1,"":2}',
    '{"a":{"b":1,"b":2}}',
    '[{"a":1},{"b":1,"b":2}]',
    '{"a":[1,{"b":1,"b":2}]}',
    '{"a":{"b":1},"a":2}',
    '{"a":[1,2],"a":2}',
    '{"a":"x","a":"y"}',
    ' {\t"a" :\r1 ,\n"a":2 } ',
    '{"__proto__":1,"__proto__":2}',
    '{"a\\"":1,"a\\"":2}',
    '{"{":1,"{":2}',
  ])("in %j", (text) => {
    expect(hasDuplicateMembers(text)).toBe(true);
  });

  test.each([
    "{}",
    "[]",
    '"a"',
    "1",
    '{"a":"a"}',
    '{"a":1,"A":2}',
    '{"a":1,"b":{"a":1}}',
    '{"b":{"a":1},"a":1}',
    '[{"a":1},{"a":2}]',
    '{"a":["a","a"],"b":["a","a"]}',
    '["a","a"]',
    '{"a":"{\\"b\\":1,\\"b\\":2}"}',
    '{"a":"x,\\"a\\":1","b":"]}"}',
    '{"a":1,"a ":2}',
    '{"\u00e9":1,"e\u0301":2}',
    '{"constructor":1,"__proto__":2,"toString":3}',
    '{"a":{},"b":[],"c":{}}',
    '{"a":[{"a":1},{"a":1}]}',
    '{"a\u2028":1,"a":2}',
  ])("not in %j", (text) => {
    expect(hasDuplicateMembers(text)).toBe(false);
  });
});

/** A JSON value in which an object may name a member twice. */
type Loose =
  | { readonly members: readonly (readonly [string, Loose])[] }
  | { readonly items: readonly Loose[] }
  | { readonly leaf: string | number | boolean | null };

const KEYS = ["a", "b", "A", "", "é", "\\", '"', "/", "{", "}", ",", "__proto__", "😀", "\u2028"];

const loose = fc.letrec<{ node: Loose }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      leaf: fc.oneof(
        fc.constantFrom(...KEYS),
        fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
    }),
    fc.record({ members: fc.array(fc.tuple(fc.constantFrom(...KEYS), tie("node")), { maxLength: 5 }) }),
    fc.record({ items: fc.array(tie("node"), { maxLength: 4 }) }),
  ),
})).node;

/** Writes a value down with the given white space, and each string plain or in escapes, by turns of `choices`. */
function written(node: Loose, choices: readonly number[]): string {
  let turn = 0;
  const choose = (): number => choices[turn++ % choices.length] ?? 0;
  const space = (): string => ["", " ", "\n", "\t\r "][choose() % 4] ?? "";
  const text = (value: string): string =>
    choose() % 2 === 0
      ? JSON.stringify(value)
      : `"${[...Array(value.length).keys()].map((index) => `\\u${value.charCodeAt(index).toString(16).padStart(4, "0")}`).join("")}"`;
  const write = (value: Loose): string => {
    if ("members" in value)
      return `{${space()}${value.members.map(([key, member]) => `${text(key)}${space()}:${write(member)}`).join(`,${space()}`)}}`;
    if ("items" in value) return `[${space()}${value.items.map(write).join(`${space()},`)}]`;
    return `${space()}${typeof value.leaf === "string" ? text(value.leaf) : JSON.stringify(value.leaf)}${space()}`;
  };
  return write(node);
}

function repeats(node: Loose): boolean {
  if ("items" in node) return node.items.some(repeats);
  if (!("members" in node)) return false;
  return (
    new Set(node.members.map(([key]) => key)).size < node.members.length ||
    node.members.some(([, member]) => repeats(member))
  );
}

test("law: duplicate members are found exactly where a value was written with them", () => {
  fc.assert(
    fc.property(loose, fc.array(fc.nat({ max: 7 }), { minLength: 1 }), (node, choices) => {
      const text = written(node, choices);
      JSON.parse(text);
      expect(hasDuplicateMembers(text)).toBe(repeats(node));
    }),
    { numRuns: 500 },
  );
});

describe("half a surrogate pair", () => {
  test.each([
    '"\\ud800"',
    '"\\uDC00"',
    '"\\udfff"',
    '"\\uDBff"',
    '{"\\ud83d":1}',
    '{"a":{"b":["\\ude00"]}}',
    '"\\ude00\\ud83d"',
    '"\\ud83d\\ud83d\\ude00"',
    '"\\\\\\ud800"',
    '{"a":"\\ud83d\\ude00","b":"\\ud83d"}',
  ])("in %s", (text) => {
    expect(hasLoneSurrogate(text)).toBe(true);
  });

  test.each([
    "{}",
    '"\\ud83d\\ude00"',
    '{"\\uD83D\\uDE00":"😀"}',
    '"\\\\ud800"',
    '"\\ud7ff"',
    '"\\ue000"',
    '"ud800"',
    '["\\u0041"]',
    '{"a":1,"b":null}',
  ])("not in %s", (text) => {
    expect(hasLoneSurrogate(text)).toBe(false);
  });

  test("law: found exactly where a string of escapes is not well-formed", () => {
    const unit = fc.oneof(fc.integer({ min: 0xd7fe, max: 0xe001 }), fc.nat({ max: 0xffff }));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 6 }), fc.boolean(), (units, asName) => {
        const escapes = units.map((each) => `\\u${each.toString(16).padStart(4, "0")}`).join("");
        const text = asName ? `{"${escapes}":0}` : `{"a":["${escapes}"]}`;
        expect(hasLoneSurrogate(text)).toBe(!String.fromCharCode(...units).isWellFormed());
      }),
      { numRuns: 500 },
    );
  });
});
