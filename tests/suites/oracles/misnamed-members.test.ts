import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { misnamedMembers } from "#suites/oracles/misnamed-members.ts";

const SCHEMA: JsonSchema = {
  properties: {
    tags: { type: "object", additionalProperties: { type: "string" } },
    cluster: { properties: { createdAt: { type: "number" }, logs: { items: { properties: { typeName: {} } } } } },
  },
};

describe("misnamed members", () => {
  test.each<[string, JsonValue, string[]]>([
    ["a capital", { Tags: { a: "b" } }, [" tags Tags"]],
    ["snake case, further in", { cluster: { created_at: 1 } }, ["/cluster createdAt created_at"]],
    ["kebab case, in a list", { cluster: { logs: [{}, { "type-name": 1 }] } }, ["/cluster/logs/1 typeName type-name"]],
    ["two at once", { Tags: {}, Cluster: {} }, [" tags Tags", " cluster Cluster"]],
    ["another spelling beside the right one", { tags: {}, Tags: {} }, []],
    ["a member that nobody knows", { label: "x" }, []],
    ["nothing under the wrong name", { Tags: null }, []],
    ["keys of a map", { tags: { Tags: "x" } }, []],
    ["no object", ["Tags"], []],
  ])("%s", (_what, value, expected) => {
    expect(misnamedMembers(SCHEMA, value).map(({ at, member, as }) => `${at} ${member} ${as}`)).toEqual(expected);
  });
});
