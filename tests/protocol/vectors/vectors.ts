import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import { isAtHand, REST_JSON_VECTORS } from "#tests/helpers/needs/needs.ts";

/** Cases of one operation, in botocore's form. */
interface Group {
  readonly metadata: JsonObject;
  readonly shapes: JsonObject;
  readonly cases: readonly VectorCase[];
}

export interface VectorCase {
  readonly id: string;
  readonly given: JsonObject & { readonly name: string };
  readonly params?: JsonObject;
  readonly serialized?: {
    readonly method: string;
    readonly uri: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly requireHeaders?: readonly string[];
    readonly forbidHeaders?: readonly string[];
  };
  readonly response?: {
    readonly status_code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly result?: JsonValue;
  readonly error?: JsonValue;
  readonly errorCode?: string;
}

/** The cases of a file with the operation that each is about; none where the vectors are not at hand. */
export function vectorCases(file: string): (readonly [id: string, VectorCase, () => Operation])[] {
  if (!isAtHand("vectors of restJson1")) return [];
  const groups = JSON.parse(readFileSync(join(REST_JSON_VECTORS, file), "utf8")) as Group[];
  return groups.flatMap((group) => group.cases.map((each) => [each.id, each, () => operationOf(group, each)] as const));
}

function operationOf({ metadata, shapes }: Group, { given }: VectorCase): Operation {
  const model = { metadata, operations: { [given.name]: given }, shapes };
  return readAnyContract(JSON.stringify(model), "vectors", () => undefined).operation(given.name);
}
