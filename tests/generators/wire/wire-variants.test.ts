import { describe, expect, test } from "@jest/globals";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import { applyVariant, type WireParts, type WireVariant } from "#generators/wire/wire-variant.ts";
import { isJsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { wireVariants } from "#generators/wire/wire-variants.ts";

const OPERATION: Operation = {
  id: "Make",
  prefix: "make",
  method: "POST",
  path: "/things",
  query: "",
  waiters: [],
  members: [{ name: "name", in: "body", wireName: "name", required: true, schema: {} }],
  input: CLUSTER_LIKE,
  success: { status: 200, schema: {}, bound: [] },
  errors: [],
};
const INPUT = fullInput(CLUSTER_LIKE, CONTEXT, "wire");
const REQUEST: WireParts = {
  method: "POST",
  path: "/things",
  headers: [["Content-Type", "application/json"]],
  body: new TextEncoder().encode(JSON.stringify(INPUT)),
};
const variants = wireVariants(OPERATION);
const ofFamily = (...families: WireVariant["family"][]) =>
  variants.filter(({ family }) => families.includes(family)).map((variant) => [variant.key, variant] as const);

function bytes(variant: WireVariant, input = INPUT): Uint8Array {
  return applyVariant(variant, REQUEST, input).body ?? new Uint8Array();
}

function text(variant: WireVariant): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(variant));
}

describe("wire variants", () => {
  test("have keys of their own that start with their family", () => {
    expect(new Set(variants.map(({ key }) => key)).size).toBe(variants.length);
    for (const { key, family } of variants) expect(key.startsWith(`${family}/`)).toBe(true);
  });

  test.each(ofFamily("json-syntax"))("%s is no JSON", (_, variant) => {
    expect(() => JSON.parse(text(variant))).toThrow(SyntaxError);
  });

  test.each(ofFamily("json-syntax"))("%s is no JSON with required members alone either", (_, variant) => {
    const body = bytes(variant, minimalInput(CLUSTER_LIKE, CONTEXT, "wire"));
    expect(() => JSON.parse(new TextDecoder().decode(body))).toThrow(SyntaxError);
  });

  test.each(ofFamily("json-root"))("%s is JSON, but no object", (_, variant) => {
    expect(isJsonObject(JSON.parse(text(variant)))).toBe(false);
  });

  test.each(ofFamily("json-bytes"))("%s is no UTF-8 JSON", (_, variant) => {
    expect(() => JSON.parse(text(variant))).toThrow();
  });

  test.each(ofFamily("json-equivalent"))("%s is the same value in other bytes", (_, variant) => {
    expect(JSON.parse(text(variant))).toEqual(INPUT);
    expect(text(variant)).not.toBe(JSON.stringify(INPUT));
  });

  test.each(ofFamily("unknown-member", "deep", "large"))("%s breaks no constraint", (_, variant) => {
    expect(compileValidator(CLUSTER_LIKE)(JSON.parse(text(variant)))).toEqual([]);
  });

  test.each(ofFamily("duplicate-member"))("%s repeats a name", (_, variant) => {
    expect(text(variant).split('"name":').length).toBe(3);
    expect(JSON.parse(text(variant))).toHaveProperty("name");
  });

  test.each(ofFamily("lone-surrogate"))("%s stands in a string that the schema leaves free", (_, variant) => {
    const parsed = JSON.parse(text(variant)) as typeof INPUT;
    expect({ ...parsed, tags: INPUT["tags"] }).toEqual(INPUT);
    expect(Object.values(parsed["tags"] ?? {}).some((value) => !String(value).isWellFormed())).toBe(true);
  });

  test("a null key breaks the JSON of a map alone", () => {
    const [[, variant]] = ofFamily("null-key") as [readonly [string, WireVariant]];
    expect(text(variant)).toContain('"tags":{null:"value"}');
  });

  test("change one thing and leave the rest of the request", () => {
    const others = variants.filter((variant) => {
      const changed = applyVariant(variant, REQUEST, INPUT);
      const differences = (["method", "path", "headers", "body"] as const).filter(
        (part) => JSON.stringify(changed[part]) !== JSON.stringify(REQUEST[part]),
      );
      return differences.length !== 1;
    });
    expect(others.map(({ key }) => key)).toEqual([]);
  });

  test("replace and take out headers whatever their case", () => {
    const header = (key: string) => {
      const variant = variants.find((each) => each.key === key);
      return variant && applyVariant(variant, REQUEST, INPUT).headers;
    };
    expect(header("content-type-refused/missing")).toEqual([]);
    expect(header("content-type-refused/text")).toEqual([["content-type", "text/plain"]]);
  });

  test("leave out bodies and media types for an operation without a body", () => {
    const bodiless = { ...OPERATION, method: "GET", members: [] };
    const families = new Set(wireVariants(bodiless).map(({ family }) => family));
    expect(families).toEqual(new Set(["accept-accepted", "accept-refused", "method", "path"]));
  });
});

describe("paths", () => {
  const sentAs = (key: string, path: string, template = path): string | undefined => {
    const variant = wireVariants({ ...OPERATION, path: template }).find((each) => each.key === key);
    return variant && applyVariant(variant, { ...REQUEST, path }, INPUT).path;
  };

  test("with a word cut short end in another one, and keep their labels", () => {
    expect(sentAs("path/shorter-word", "/things")).toBe("/thing");
    expect(sentAs("path/shorter-word", "/things/a-1?size=2", "/things/{name}")).toBe("/thing/a-1?size=2");
    expect(sentAs("path/shorter-word", "/things/a-1/parts", "/things/{name}/parts")).toBe("/things/a-1/part");
  });

  test("with encoded labels have each letter and digit of those encoded, what is encoded already as it was", () => {
    expect(sentAs("path/encoded-label", "/things/a-1%2Fb?x=y", "/things/{name}")).toBe("/things/%61-%31%2F%62?x=y");
    expect(sentAs("path/encoded-label", "/things/a/b", "/things/{rest+}")).toBe("/things/%61/%62");
    expect(sentAs("path/encoded-label", "/things")).toBeUndefined();
  });

  test("with a query that no operation has keep their own", () => {
    expect(sentAs("path/query", "/things")).toBe("/things?unknown=1");
    expect(sentAs("path/query", "/things?size=2")).toBe("/things?size=2&unknown=1");
  });

  test("of what has a body end in the root, too", () => {
    expect(sentAs("path/root", "/things/a-1", "/things/{name}")).toBe("/");
    const bodiless = wireVariants({ ...OPERATION, method: "GET", members: [] });
    expect(bodiless.filter(({ key }) => key === "path/root")).toEqual([]);
  });
});
