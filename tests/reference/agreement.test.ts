import { describe, expect, test } from "@jest/globals";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { unspecifiedInputs } from "#generators/boundary/unspecified-inputs.ts";
import { applyVariant, type WireFamily, type WireVariant } from "#generators/wire/wire-variant.ts";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { compileValidator, type Violation } from "#spec/contract/validator.ts";
import { createReference } from "#reference/server/reference.ts";
import { bytes, register, registration, send, type Answer } from "./requests.ts";
import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import { randomInputs } from "#generators/random/random-inputs.ts";
import { wireVariants } from "#generators/wire/wire-variants.ts";

// The contract and the server were written apart from the same text: where they differ, one of them misread it.
const contract = loadBundledContract();
const operation = contract.operation("RegisterCluster");
const validate = compileValidator(operation.input);
const CONTEXT: GenerationContext = { prefix: "agree-", fixtures: { roleArn: "arn:aws:iam::111122223333:role/agent" } };

const INVALID = "400 InvalidParameterException";
const MISTYPED = "400 SerializationException";

function outcome({ status, error }: Answer): string {
  return error === undefined ? String(status) : `${status} ${error}`;
}

/** What the contract makes of an input, in the server's terms. */
function expected(input: JsonObject): string {
  const violations = validate(input);
  if (violations.length === 0) return "200";
  return violations.some((violation) => isTypeMismatch(violation, input)) ? MISTYPED : INVALID;
}

/** A null counts as a missing member everywhere but in a map, which cannot hold one. */
function isTypeMismatch({ keyword, at }: Violation, input: JsonObject): boolean {
  return keyword === "type" && (at.startsWith("/tags/") || valueAt(input, at) !== null);
}

function valueAt(input: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = input;
  for (const token of pointer.split("/").slice(1)) value = isJsonObject(value) ? value[token] : undefined;
  return value;
}

interface Disagreement {
  readonly key: string;
  readonly contract: string;
  readonly server: string;
}

async function disagreements(inputs: Iterable<{ readonly key: string; readonly input: JsonObject }>) {
  const found: Disagreement[] = [];
  let count = 0;
  for (const { key, input } of inputs) {
    count += 1;
    const server = outcome(await register(createReference(), input));
    if (server !== expected(input)) found.push({ key, contract: expected(input), server });
  }
  return { found, count };
}

describe("the server and the contract agree about", () => {
  test("every boundary", async () => {
    const { found, count } = await disagreements(boundaryInputs(operation.input, CONTEXT));
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(300);
  });

  test("what the sources leave open: the server takes it", async () => {
    const { found, count } = await disagreements(unspecifiedInputs(operation.input, CONTEXT));
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(0);
  });

  test("random valid inputs", async () => {
    const { found, count } = await disagreements(randomInputs(operation.input, CONTEXT, { seed: 1, count: 100 }));
    expect(found).toEqual([]);
    expect(count).toBe(100);
  });

  const broken = operationConstraints(operation).filter(({ side }) => side === "reject");

  test.each(broken.map((constraint) => [constraint.pointer, constraint.keyword, constraint.member ?? "", constraint]))(
    "random inputs that break %s %s %s",
    async (_pointer, _keyword, _member, constraint) => {
      if (typeof constraint === "string") throw new Error("not a constraint");
      const inputs = randomInputs(operation.input, CONTEXT, { seed: 2, count: 20, constraint });
      expect((await disagreements(inputs)).found).toEqual([]);
    },
  );
});

/** What the server answers to each family of wire variants of a registration. */
const WIRE: Readonly<Record<WireFamily, (variant: WireVariant) => string>> = {
  "json-syntax": () => MISTYPED,
  "json-root": () => MISTYPED,
  "json-bytes": () => MISTYPED,
  "json-equivalent": () => "200",
  "byte-order-mark": () => "200",
  "null-key": () => MISTYPED,
  // The last one counts, and null is no name.
  "duplicate-member": ({ key }) => (key === "duplicate-member/null-last" ? INVALID : "200"),
  // The variants put it into the name, whose pattern knows no such character.
  "lone-surrogate": () => INVALID,
  "unknown-member": () => "200",
  deep: () => "200",
  large: () => "413 RequestEntityTooLargeException",
  "content-type-accepted": () => "200",
  "content-type-refused": () => "415 UnsupportedMediaTypeException",
  "accept-accepted": () => "200",
  "accept-refused": () => "406 NotAcceptableException",
  method: () => "404 UnknownOperationException",
  path: ({ key }) => (key === "path/query" ? "200" : "404 UnknownOperationException"),
};

test.each(wireVariants(operation))("$key", async (variant) => {
  const input = registration("a");
  const request = {
    method: "POST",
    path: "/cluster-registrations",
    headers: [["content-type", "application/json"]] as const,
    body: bytes(JSON.stringify(input)),
  };
  expect(outcome(await send(createReference(), applyVariant(variant, request, input)))).toBe(
    WIRE[variant.family](variant),
  );
});
