import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { errorIdentity } from "#protocol/answers/error-identity.ts";
import type { JsonValue } from "#spec/json/json.ts";

const NAME = "InvalidParameterException";

describe("where the type stands", () => {
  test.each<[string, string | undefined, JsonValue | undefined]>([
    ["the header alone", NAME, { message: "no" }],
    ["code alone", undefined, { code: NAME }],
    ["Code alone", undefined, { Code: NAME }],
    ["code null, Code there", undefined, { code: null, Code: NAME }],
    ["__type alone", undefined, { __type: NAME }],
    ["the header, with a body that is no object", NAME, [NAME]],
    ["the header, without a body", NAME, undefined],
    ["the header, with a null body", NAME, null],
    ["the header, with members of other types", NAME, { code: 400, __type: null }],
  ])("%s", (_where, header, body) => {
    expect(errorIdentity(header, body)).toMatchObject({ name: NAME, agrees: true });
  });

  test.each<[string, string | undefined, JsonValue | undefined]>([
    ["nothing", undefined, undefined],
    ["an empty header", "", {}],
    ["a header of spaces", "  ", {}],
    ["a namespace without a name", "aws.eks#", {}],
    ["a URI without a name", ":http://example.com/", {}],
    ["numbers and nulls", undefined, { code: 400, Code: NAME, __type: null }],
    ["a text body that looks like a name", undefined, NAME],
    ["an array of members", undefined, [{ code: NAME }]],
    ["a member of another case", undefined, { __Type: NAME, type: NAME, CODE: NAME }],
  ])("no name in %s", (_what, header, body) => {
    expect(errorIdentity(header, body)).toEqual({
      name: undefined,
      header: undefined,
      code: undefined,
      type: undefined,
      agrees: true,
    });
  });

  test("each place is kept by itself, and the header comes first, then code, then __type", () => {
    expect(errorIdentity("A", { code: "B", __type: "C" })).toEqual({
      name: "A",
      header: "A",
      code: "B",
      type: "C",
      agrees: false,
    });
    expect(errorIdentity(undefined, { code: "B", __type: "C" })).toMatchObject({ name: "B", agrees: false });
    expect(errorIdentity("A", { code: "B", __type: "A" })).toMatchObject({ name: "A", agrees: false });
  });

  test.each(["A#B:C", "x#B:http://y#z", "B:#C", "B:http://example.com/#C"])("what %s is cut to", (raw) => {
    expect(errorIdentity(raw, undefined).name).toBe("B");
  });
});

describe("law: a name, with a namespace, with a URI, with both, is one and the same", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,30}$/);
  const namespace = fc.stringMatching(/^[a-z][a-z0-9.]{0,20}$/);
  const uri = fc.webUrl({ withFragments: true });
  const forms = fc.tuple(name, namespace, uri).map(([plain, space, url]) => ({
    plain,
    forms: [plain, `${space}#${plain}`, `${plain}:${url}`, `${space}#${plain}:${url}`, ` ${plain} `],
  }));

  test("in every place", () => {
    fc.assert(
      fc.property(forms, ({ plain, forms: written }) => {
        for (const form of written) {
          expect(errorIdentity(form, undefined).header).toBe(plain);
          expect(errorIdentity(undefined, { code: form }).code).toBe(plain);
          expect(errorIdentity(undefined, { __type: form }).type).toBe(plain);
        }
      }),
    );
  });

  test("and forms of one name agree, while another name anywhere does not", () => {
    const four = fc.nat({ max: 3 });
    fc.assert(
      fc.property(forms, four, four, four, ({ plain, forms: written }, a, b, c) => {
        const body = { code: written[b] ?? null, __type: written[c] ?? null };
        expect(errorIdentity(written[a], body).agrees).toBe(true);
        expect(errorIdentity(written[a], { ...body, __type: `${plain}X` }).agrees).toBe(false);
        expect(errorIdentity(`${plain}X`, body).agrees).toBe(false);
      }),
    );
  });
});
