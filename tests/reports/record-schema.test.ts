import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import ts from "typescript";
import { ALL_RECORDS, conformant, hostileInForm } from "./records.ts";

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
}

const root = new URL("../../", import.meta.url);
const schema = JSON.parse(readFileSync(new URL("suites/record/record.schema.json", root), "utf8")) as Schema;
const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
const validate = ajv.compile(schema);

function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(conformant) as unknown;
  const last = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce((at, step) => (at as Record<string | number, unknown>)[step], copy);
  if (value === undefined) Reflect.deleteProperty(holder as object, last);
  else (holder as Record<string | number, unknown>)[last] = value;
  return copy;
}

/** Its places of form have hostile texts as well, which no run writes. */
const WRITTEN = { ...ALL_RECORDS, hostile: hostileInForm };

test.each(Object.entries(WRITTEN))("accepts the record %s", (_name, record) => {
  validate(JSON.parse(JSON.stringify(record)));
  expect(validate.errors).toBeNull();
});

describe("refuses a record", () => {
  test.each([
    ["of another version", ["schemaVersion"], 2],
    ["without its outcome", ["outcome"], undefined],
    ["without a seed", ["run", "seed"], undefined],
    ["with an unknown verdict", ["requirements", 0, "verdict"], "maybe"],
    ["with a negative count", ["requirements", 0, "counts", "pass"], -1],
    ["with a member nobody knows", ["target", "password"], "x"],
    ["with a requirement id that holds a space", ["requirements", 0, "id"], "a b"],
    ["with a header that is no pair", ["requirements", 0, "cases", 0, "exchanges", 0, "request", "headers", 0], ["a"]],
    ["with a histogram of another length", ["traffic", "latency", 0, "histogram"], [1, 2]],
  ])("%s", (_name, path, value) => {
    expect(validate(JSON.parse(JSON.stringify(changed(path, value))))).toBe(false);
  });
});

test("each member says what it means", () => {
  const silent: string[] = [];
  const visit = (at: string, node: Schema): void => {
    for (const [name, member] of Object.entries(node.properties ?? {})) {
      if (member.description === undefined && member.$ref === undefined) silent.push(`${at}.${name}`);
      visit(`${at}.${name}`, member);
    }
    if (node.items !== undefined) visit(`${at}[]`, node.items);
  };
  visit("record", schema);
  for (const [name, definition] of Object.entries(schema.$defs ?? {})) visit(name, definition);
  expect(silent).toEqual([]);
});

describe("agrees with the TypeScript types", () => {
  const file = new URL("suites/record/record.ts", root).pathname;
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error("suites/record/record.ts is not there");
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source) ?? fail());

  test("member by member", () => {
    const record = exported.find(({ name }) => name === "RunRecord") ?? fail();
    const disagreements: string[] = [];
    compare("RunRecord", checker.getDeclaredTypeOfSymbol(record), schema, disagreements);
    expect(disagreements).toEqual([]);
  });

  function compare(at: string, type: ts.Type, node: Schema, out: string[]): void {
    const target = resolve(node);
    const literals = literalsOf(type);
    if (literals !== undefined) {
      const listed = target.enum ?? (target.const === undefined ? [target.type] : [target.const]);
      if (!sameMembers(listed, literals))
        out.push(`${at}: ${JSON.stringify(listed)} is not ${JSON.stringify(literals)}`);
    } else if (checker.isArrayType(type) || checker.isTupleType(type)) {
      if (target.type !== "array" || target.items === undefined) out.push(`${at}: an array`);
      else compare(`${at}[]`, checker.getTypeArguments(type as ts.TypeReference)[0] ?? fail(), target.items, out);
    } else compareObjects(at, type, target, out);
  }

  function compareObjects(at: string, type: ts.Type, target: Schema, out: string[]): void {
    if (type.getStringIndexType() !== undefined) {
      if (target.type !== "object") out.push(`${at}: a map`);
      return;
    }
    const members = type.getProperties();
    const names = members.map(({ name }) => name);
    const required = members.filter((one) => (one.flags & ts.SymbolFlags.Optional) === 0).map(({ name }) => name);
    if (!sameMembers(Object.keys(target.properties ?? {}), names)) out.push(`${at}: has ${names.join(", ")}`);
    if (!sameMembers(target.required ?? [], required)) out.push(`${at}: requires ${required.join(", ")}`);
    if (target.additionalProperties !== false) out.push(`${at}: must be closed`);
    for (const member of members) {
      const found = target.properties?.[member.name];
      const optionless = checker.getNonNullableType(checker.getTypeOfSymbol(member));
      if (found !== undefined) compare(`${at}.${member.name}`, optionless, found, out);
    }
  }

  /** The values of a union of literals, or the JSON Schema name of a primitive. */
  function literalsOf(type: ts.Type): readonly unknown[] | undefined {
    if ((type.flags & ts.TypeFlags.Boolean) !== 0) return ["boolean"];
    if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
    if (type.isUnion() && type.types.every((one) => one.isLiteral()))
      return type.types.map((one) => (one as ts.LiteralType).value);
    if ((type.flags & ts.TypeFlags.String) !== 0) return ["string"];
    return (type.flags & ts.TypeFlags.Number) !== 0 ? ["number"] : undefined;
  }
});

function resolve(node: Schema): Schema {
  if (node.$ref === undefined) return node;
  return schema.$defs?.[node.$ref.replace("#/$defs/", "")] ?? fail();
}

/** JSON Schema's integers are TypeScript's numbers. */
function sameMembers(one: readonly unknown[], other: readonly unknown[]): boolean {
  const sorted = (list: readonly unknown[]) =>
    JSON.stringify(list.map((item) => (item === "integer" ? "number" : item)).sort());
  return sorted(one) === sorted(other);
}

function fail(): never {
  throw new Error("not found");
}
