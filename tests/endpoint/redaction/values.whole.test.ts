import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { ENCODINGS, MORE_ENCODINGS, saysAgain, searchable } from "#tests/helpers/secret-encodings.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPx";

test.each(Object.entries({ ...ENCODINGS, ...MORE_ENCODINGS }))("a secret goes from a value: %s", (_how, encode) => {
  const { value } = createRedactor({ secrets: [SECRET] });
  const encoded = encode(SECRET);
  const said: unknown = /^[[{]/.test(encoded) ? JSON.parse(encoded) : encoded;
  const shown = value({ before: "ordinary", said, after: ["evidence", 1, null] });
  expect(shown).toMatchObject({ before: "ordinary", after: ["evidence", 1, null] });
  const text = JSON.stringify(shown);
  expect(text).toContain("[redacted 25 chars ");
  expect(saysAgain(searchable(text), SECRET)).toBeUndefined();
  // Nothing but the edges of it is left.
  expect(text.replaceAll(/\[redacted [^\]]*\]/g, "").length).toBeLessThan(text.length / 2 + 120);
});

const SAME: readonly unknown[] = [
  { toString: 1 },
  { toString: 1, value: "secret-secr" },
  [115, 101, 99, 114, 101, 116],
  98_765_432_109,
  ["a", ["b", { c: "secret-secr" }]],
  { activationCode: { activationId: "secret-secr" } },
  "secret-secr",
  "x".repeat(100_000),
  '{"a":12345678901}',
  true,
  {},
];

describe.each(SAME.map((same) => [JSON.stringify(same).slice(0, 40), same] as const))(
  "%s for everything",
  (_what, same) => {
    const cluster = {
      name: "n",
      connectorConfig: { activationId: same, activationCode: same, provider: same, roleArn: same },
    };
    const body = JSON.stringify({ cluster, message: same, [JSON.stringify(same)]: same }, null, 1);

    test("what is JSON stays JSON, and has the same members", () => {
      const redactor = createRedactor();
      const shown = redactor.text(body);
      const read = JSON.parse(shown) as { cluster: { connectorConfig: object } };
      expect(Object.keys(read.cluster.connectorConfig)).toEqual(Object.keys(cluster.connectorConfig));
      expect(shown).not.toContain("secret-secr");
      expect(shown).not.toContain("98765432109");
      expect(shown).not.toContain("xxxxxxxx");
      // What a condition says is JSON in a string.
      const event = redactor.value({ equals: JSON.stringify(same), among: [JSON.stringify({ same })] });
      expect(() => [event.equals, ...event.among].map((each) => JSON.parse(each) as unknown)).not.toThrow();
      expect(JSON.stringify(event)).not.toMatch(/secret-secr|98765432109|x{8}/);
    });
  },
);

/** The structure of a value: how its lists and objects are nested, and how many members each has. */
function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structureOf);
  if (typeof value === "object" && value !== null) return Object.values(value).map(structureOf);
  return typeof value === "string" || typeof value === "number" ? "text" : value;
}

const encodings = Object.values({ ...ENCODINGS, ...MORE_ENCODINGS });
const someText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...encodings).map((encode) => encode(SECRET)),
  fc.json(),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    someText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(someText, fc.constantFrom("activationCode", "activationId", "name")), tie("tree"), {
      maxKeys: 4,
    }),
  ),
}));

test("whatever the value: the same structure, no secret, and redacting it again changes nothing", () => {
  fc.assert(
    fc.property(tree, (data) => {
      const plain = JSON.parse(JSON.stringify(data)) as unknown;
      const { value } = createRedactor({ secrets: [SECRET] });
      const shown = value(plain);
      const text = JSON.stringify(shown);
      expect(structureOf(JSON.parse(text))).toEqual(structureOf(plain));
      expect(saysAgain(searchable(text), SECRET)).toBeUndefined();
      expect(value(shown)).toEqual(shown);
    }),
    { numRuns: 200 },
  );
});

test("a row of counts that has the digits of a secret in it stays", () => {
  const redactor = createRedactor({ secrets: ["1000000000"] });
  const counts = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  expect(redactor.value({ counts })).toEqual({ counts });
  expect(redactor.value({ counts: [1_000_000_000] })).not.toEqual({ counts: [1_000_000_000] });
});
