import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { decodedViews } from "#endpoint/redaction/decoded-views.ts";
import { digestShapes, EVERY_FORM, isDigest } from "#endpoint/redaction/digest-shapes.ts";
import { withoutSigns } from "#endpoint/redaction/plain-letters.ts";
import { SECRET_FORMS } from "#endpoint/redaction/secret-forms.ts";
import { secretSearch } from "#endpoint/redaction/secret-search.ts";
import { ENCODINGS, MORE_ENCODINGS } from "#tests/helpers/secret-encodings.ts";

const shapesIn = digestShapes(8);
const digest = (of: string) => createHash("sha256").update(of).digest("hex");
const DIGESTS = Array.from({ length: 20 }, (_, at) => digest(`signature ${at}`));

function formsIn(text: string): number {
  return [...decodedViews(text)].reduce((found, view) => found | shapesIn(withoutSigns(view).codes, EVERY_FORM), 0);
}

test("whatever form a digest is written in, a text with its first characters has that shape", () => {
  for (const [form, { write }] of SECRET_FORMS.entries()) {
    const found = DIGESTS.filter((each) => (formsIn(write(each)) & (1 << form)) !== 0);
    expect(found).toEqual(DIGESTS);
  }
});

test("so has a text that is cut off after the least that is looked for", () => {
  for (const [form, { write, fromEnd = false }] of SECRET_FORMS.entries()) {
    const cut = DIGESTS.map((each) => write(fromEnd ? each.slice(-8) : each.slice(0, 8)));
    expect(cut.filter((text) => (formsIn(text) & (1 << form)) !== 0)).toEqual(cut);
  }
});

test("an ordinary answer has the shape of three forms at most, so the others are never made", () => {
  const answer = {
    cluster: {
      name: "ecf-spgul66-4ti5xbim33k1",
      arn: "arn:aws:eks:us-east-1:111122223333:cluster/ecf-spgul66-4ti5xbim33k1",
      createdAt: 1796636319.716,
      modifiedAt: 1796636319.716,
      id: "7f7738d2-8c48-477e-9590-ab43b1026f93",
    },
  };
  const asThemselves = SECRET_FORMS.flatMap(({ write }, form) => {
    const written = write("0123456789abcdef");
    return written === "0123456789abcdef" || written === "fedcba9876543210" ? [form] : [];
  });
  const found = formsIn(JSON.stringify(answer));
  const others = SECRET_FORMS.map((_form, form) => form).filter(
    (form) => !asThemselves.includes(form) && (found & (1 << form)) !== 0,
  );
  expect(others.length).toBeLessThan(2);
  expect(shapesIn(Uint16Array.from(Buffer.from(JSON.stringify(answer))), 0)).toBe(0);
});

test("signatures are digests; keys, ids and codes are none", () => {
  expect(DIGESTS.every(isDigest)).toBe(true);
  expect(["AKIAIOSFODNN7EXAMPLE", "7f5c2b1e-0d4a-4c53-9b57-9f3f6c1d2e80", "0123456789abcdef"].some(isDigest)).toBe(
    false,
  );
});

describe("a digest that was noted is found", () => {
  const [first = "", second = ""] = DIGESTS;
  // What goes over several texts or names is joined before it is searched.
  const rows = Object.entries({ ...ENCODINGS, ...MORE_ENCODINGS }).filter(([how]) => !/^split over|^bytes/.test(how));
  test.each(rows)("%s", (_how, encode) => {
    const search = secretSearch();
    search.note(first);
    expect(search.find(`before ${encode(first)} after`)).toMatchObject([{ secret: first }]);
    search.note(second);
    expect(search.find(`before ${encode(second)} after`)).toMatchObject([{ secret: second }]);
  });
});
