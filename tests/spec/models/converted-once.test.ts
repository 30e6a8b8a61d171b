import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { documentOfModel } from "#spec/models/openapi/document-of-model.ts";
import { readModel } from "#spec/models/contract-of-model.ts";
import type { ServiceModel, Shape } from "#spec/models/service-model.ts";

const LEVELS = 12;

/** Each structure has two members of the next, so that there are two to the power of LEVELS ways down. */
function chain(): JsonObject {
  const levels = Array.from({ length: LEVELS }, (_, level): [string, JsonObject] => {
    const next = { shape: level + 1 === LEVELS ? "Odd" : `Level${level + 1}` };
    return [`Level${level}`, { type: "structure", members: { one: next, other: next } }];
  });
  return { ...Object.fromEntries(levels), Odd: { type: "string", pattern: "^(?!a).*$" } };
}

function model(): ServiceModel {
  const operation = (uri: string): JsonObject => ({
    http: { method: "POST", requestUri: uri },
    input: { shape: "Level0" },
  });
  const json = {
    metadata: { protocol: "rest-json", serviceFullName: "A shop", apiVersion: "2020-01-01" },
    operations: { Put: operation("/put"), Set: operation("/set") },
    shapes: chain(),
  };
  return readModel(json, "botocore", "service-2.json", () => undefined);
}

class CountedShapes extends Map<string, Shape> {
  lookUps = 0;

  override get(name: string): Shape | undefined {
    this.lookUps += 1;
    return super.get(name);
  }
}

test("a structure is converted once, however often it is referred to", () => {
  const read = model();
  const shapes = new CountedShapes(read.shapes);
  documentOfModel({ ...read, shapes }, {});
  expect(shapes.lookUps).toBeLessThan(LEVELS * LEVELS * 4);
});

test("what can't be judged in it is told of each operation that comes upon it", () => {
  const [told] = documentOfModel(model(), {})["x-unsupported"] as JsonObject[];
  expect(told?.["operations"]).toEqual(["Put", "Set"]);
});
