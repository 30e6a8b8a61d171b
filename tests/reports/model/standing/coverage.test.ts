import { expect, test } from "@jest/globals";
import { coverageText } from "#reports/markdown/markdown.ts";
import { coverageRows, coverageSentence, neverSeen } from "#reports/model/standing/coverage.ts";
import { aRecord } from "#tests/reports/producers.ts";

const part = (never: readonly string[]) => ({ part: "members-received", of: 9, seen: 0, never }) as const;

test("what was never seen stands by operation, without what is inside of it", () => {
  expect(neverSeen(part(["A one", "A one.two", "A one.two.three", "B one.two", "A oneself"]))).toEqual([
    { operation: "A", names: ["one", "oneself"] },
    { operation: "B", names: ["one.two"] },
  ]);
});

test("ids of requirements are not inside of one another", () => {
  expect(neverSeen(part(["register.name", "register.name.pattern"]))).toEqual([
    { operation: undefined, names: ["register.name", "register.name.pattern"] },
  ]);
});

test("the sentence tells each part", () => {
  expect(coverageSentence(aRecord())).toBe(
    "Saw 4 of 4 operations, 2 of 5 members received, 8 of 9 constraints broken.",
  );
});

test("a record without coverage has no sentence and no table", () => {
  const older = aRecord({ coverage: undefined });
  expect(coverageSentence(older)).toBeUndefined();
  expect(coverageText(older)).toBe("");
});

test("the Markdown table names what was never seen, and says how many more there are", () => {
  const never = Array.from({ length: 32 }, (_, index) => `A m${index}`);
  const text = coverageText(aRecord({ coverage: [part(never)] }));
  expect(text).toContain("| members received | 0 of 9 | `A m0`, `A m1`");
  expect(text).toContain("and 2 more |");
});

test("each operation has a row of what was seen of it; one never called is told, and one without a part has none", () => {
  const [one, other, ...rest] = aRecord().operations;
  if (one === undefined || other === undefined) throw new Error("the record has two operations");
  const requirement = aRecord().requirements.find(({ operation }) => operation === one.id);
  const record = aRecord({
    operations: [one, other],
    coverage: [
      { part: "operations", of: 2, seen: 1, never: [other.id], ofEach: { [one.id]: 1, [other.id]: 1 } },
      {
        part: "members-received",
        of: 5,
        seen: 2,
        never: [`${one.id} a.b`, `${other.id} c`, `${other.id} d`],
        ofEach: { [one.id]: 3, [other.id]: 2 },
      },
      { part: "constraints-broken", of: 4, seen: 3, never: [requirement?.id ?? ""], ofEach: { [one.id]: 4 } },
    ],
  });
  expect(rest.length).toBeGreaterThan(0);
  expect(coverageRows(record)).toMatchObject([
    {
      operation: one.id,
      called: true,
      parts: [
        { seen: 2, of: 3 },
        { seen: 3, of: 4 },
      ],
    },
    { operation: other.id, called: false, parts: [{ seen: 0, of: 2 }, undefined] },
  ]);
  expect(coverageRows(aRecord())).toEqual([]);
});
