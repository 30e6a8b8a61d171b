// The contract against AWS's own client, which carries the shapes of today's model: an independent reading of it.
import { describe, expect, test } from "@jest/globals";
import * as eks from "@aws-sdk/client-eks";
import { loadBundledContract } from "#spec/contract/load.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

const contract = loadBundledContract();
const SHAPES: Readonly<Record<string, unknown>> = { ...eks };
const shape = (name: string) => SHAPES[`${name}$`];

describe.each([...contract.operations.values()])("$id", ({ id, method, path, success, errors, input }) => {
  test("has the route, the input and the output of the client's shape", () => {
    const [, , , traits, inputShape, outputShape] = shape(id) as [
      number,
      string,
      string,
      { http: unknown[] },
      unknown,
      unknown,
    ];
    expect(traits.http).toEqual([method, path, success.status]);
    expect(Object.keys(input.properties ?? {}).sort()).toEqual([...memberNames(inputShape)].sort());
    expect(outline(success.schema)).toEqual(outlineOfShape(outputShape));
  });

  test.each([...errors])("declares $name with the client's status and members", ({ name, status, schema }) => {
    const [, , , traits] = shape(name) as [number, string, string, { httpError: number }];
    expect(status).toBe(traits.httpError);
    expect(outline(schema)).toEqual(outlineOfShape(shape(name)));
  });
});

test("the providers are those of the client", () => {
  const { connectorConfig } = contract.operation("RegisterCluster").input.properties ?? {};
  const providers = connectorConfig?.properties?.["provider"]?.enum;
  expect(new Set(providers)).toEqual(new Set(Object.values(eks.ConnectorConfigProvider)));
});

test("the statuses of a cluster are those of the client", () => {
  const { cluster } = contract.operation("DescribeCluster").success.schema.properties ?? {};
  const statuses = cluster?.properties?.["status"]?.enum;
  expect(new Set(statuses)).toEqual(new Set([...Object.values(eks.ClusterStatus), null]));
});

/** A schema's members and types as a tree, `null` and annotations left out. */
function outline(schema: JsonSchema): unknown {
  if (schema.properties !== undefined) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, member]) => [name, outline(member)]));
  }
  if (schema.items !== undefined) return [outline(schema.items)];
  if (typeof schema.additionalProperties === "object") return { "*": outline(schema.additionalProperties) };
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  return types.join() === "integer" ? "number" : types.join();
}

/** The same of the client's shapes: numbers stand for simple types, 64 and 128 mark a list and a map of them. */
function outlineOfShape(reference: unknown): unknown {
  const found = dereference(reference);
  if (typeof found === "number") return outlineOfNumber(found);
  const [kind, , , , members, types] = found as [number, string, string, unknown, unknown, unknown];
  if (kind === 1) return [outlineOfShape(members)];
  if (kind === 2) return { "*": outlineOfShape(types) };
  return Object.fromEntries(
    memberNames(found).map((name, index) => [name, outlineOfShape((types as unknown[])[index])]),
  );
}

const SIMPLE: Readonly<Record<number, string>> = { 0: "string", 1: "number", 2: "boolean", 4: "number" };

function outlineOfNumber(code: number): unknown {
  if (code >= 128) return { "*": SIMPLE[code - 128] };
  return code >= 64 ? [SIMPLE[code - 64]] : SIMPLE[code];
}

function dereference(reference: unknown): unknown {
  const found: unknown = typeof reference === "function" ? (reference as () => unknown)() : reference;
  // A pair is a type with traits of the member.
  return Array.isArray(found) && found.length === 2 ? dereference(found[0]) : found;
}

function memberNames(reference: unknown): readonly string[] {
  return (dereference(reference) as [number, string, string, unknown, readonly string[]])[4];
}
