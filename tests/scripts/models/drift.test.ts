import { describe, expect, test } from "@jest/globals";
import { driftBetween, driftLines } from "#scripts/models/drift.ts";
import { contractOf } from "#spec/contract/contract.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { contractValue } from "#spec/contract/reading/contract-value.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import document from "#spec/eks/openapi.json" with { type: "json" };

/** What is told of the contract with an edit in it, and what would be told of the way back. */
function drift(edit: (copy: JsonObject) => void): string[] {
  const copy = structuredClone(document) as unknown as JsonObject;
  edit(copy);
  const edited = contractOf(contractValue(copy, "edited"), "0");
  return driftLines(driftBetween(loadEksContract(), edited));
}

function at(copy: JsonObject, pointer: string): JsonObject {
  return valueAt(copy, pointer) as JsonObject;
}

const REGISTER = "/paths/~1cluster-registrations/post";
const INPUT = `${REGISTER}/requestBody/content/application~1json/schema`;
const OUTPUT = `${REGISTER}/responses/200/content/application~1json/schema`;
const PROVIDER = "/components/schemas/Request.ConnectorConfigRequest/properties/provider";

test("a contract has not drifted from itself, nor by words", () => {
  expect(drift(() => undefined)).toEqual([]);
  const words = (copy: JsonObject) => (at(copy, INPUT)["description"] = "Registers.");
  expect(drift(words)).toEqual([]);
});

describe("each kind of difference is one line", () => {
  test("an operation that is gone, and its structures", () => {
    expect(drift((copy) => delete at(copy, "/paths/~1cluster-registrations")["post"])).toEqual([
      "removed RegisterCluster",
      "removed ResourcePropagationDelayException in errors",
      "removed RegisterClusterRequest in requests",
      "removed ConnectorConfigRequest in requests",
      "removed RegisterClusterResponse in answers",
    ]);
  });

  const set = (pointer: string, name: string, value: JsonValue) => (copy: JsonObject) => {
    at(copy, pointer)[name] = value;
  };

  test.each<[what: string, edit: (copy: JsonObject) => void, lines: string[]]>([
    [
      "a limit",
      set(`${INPUT}/properties/name`, "maxLength", 63),
      ["changed RegisterClusterRequest in requests name value maxLength: 100 -> 63"],
    ],
    [
      "a new limit",
      set(`${INPUT}/properties/clientRequestToken`, "maxLength", 64),
      ["added RegisterClusterRequest in requests clientRequestToken value maxLength: 64"],
    ],
    [
      "a pattern",
      set(`${INPUT}/properties/name`, "pattern", "^a$"),
      ['changed RegisterClusterRequest in requests name value pattern: "^[0-9A-Za-z][A-Za-z0-9\\\\-_]*" -> "^a$"'],
    ],
    [
      "a type",
      set(`${INPUT}/properties/name`, "type", "integer"),
      ['changed RegisterClusterRequest in requests name value type: "string" -> "integer"'],
    ],
    [
      "a new member",
      set(`${INPUT}/properties`, "extra", { type: "string", maxLength: 3 }),
      ["added RegisterClusterRequest in requests extra"],
    ],
    [
      "a new member of an answer",
      set(`${OUTPUT}/properties`, "extra", { type: "string" }),
      ["added RegisterClusterResponse in answers extra"],
    ],
    [
      "what is required",
      set(INPUT, "required", ["name"]),
      ["changed RegisterClusterRequest in requests connectorConfig required: true -> false"],
    ],
  ])("%s", (_what, edit, lines) => expect(drift(edit)).toEqual(lines));

  test("a value that is listed, and one that is no more", () => {
    expect(drift((copy) => void (at(copy, PROVIDER)["enum"] as JsonValue[]).splice(0, 1, "NEW"))).toEqual([
      'removed ConnectorConfigRequest in requests provider value enum "EKS_ANYWHERE"',
      'added ConnectorConfigRequest in requests provider value enum "NEW"',
    ]);
  });

  test("the status of an answer, and of an error", () => {
    const move = (from: string, to: string) => (copy: JsonObject) => {
      const responses = at(copy, `${REGISTER}/responses`);
      responses[to] = responses[from] ?? null;
      Reflect.deleteProperty(responses, from);
    };
    expect(drift(move("200", "201"))).toEqual(["changed RegisterCluster status: 200 -> 201"]);
    expect(drift(move("503", "502"))).toEqual([
      "changed RegisterCluster errors ServiceUnavailableException: 503 -> 502",
    ]);
  });

  test("an error that is gone", () => {
    expect(drift((copy) => delete at(copy, `${REGISTER}/responses`)["503"])).toEqual([
      "removed RegisterCluster errors ServiceUnavailableException: 503",
    ]);
  });

  test("where a member is carried, and a path", () => {
    const path = (copy: JsonObject) => {
      const paths = at(copy, "/paths");
      paths["/registrations"] = paths["/cluster-registrations"] ?? null;
      delete paths["/cluster-registrations"];
    };
    expect(drift(path)).toEqual([
      'changed RegisterCluster request: "POST /cluster-registrations" -> "POST /registrations"',
    ]);
  });
});
