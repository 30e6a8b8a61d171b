import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { validate } from "@readme/openapi-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";

const text = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");
const contract = loadBundledContract();
const register = contract.operation("RegisterCluster");

describe("the document", () => {
  test("is valid OpenAPI under an independent validator", async () => {
    const result = await validate(parse(text));
    expect(result).toMatchObject({ valid: true });
  });

  test("holds schemas that are valid JSON Schema and compile in strict mode", () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: true, allowUnionTypes: true, validateFormats: false });
    ajv.addVocabulary([
      "x-unique",
      "x-fixture",
      "x-idempotency-token",
      "x-unspecified",
      "x-trace",
      "x-error",
      "x-pattern-printed",
      "example",
    ]);
    for (const { input, success, errors } of contract.operations.values()) {
      for (const schema of [input, success.schema, ...errors.map((error) => error.schema)]) ajv.compile(schema);
    }
  });

  test("closes no object, so that an answer may grow", () => {
    expect(text).not.toMatch(/additionalProperties: false/);
  });
});

describe("operations", () => {
  test("have the routes of the model", () => {
    const routes = [...contract.operations.values()].map(({ id, prefix, method, path, success }) =>
      [id, prefix, method, path, success.status].join(" "),
    );
    expect(routes).toEqual([
      "RegisterCluster register POST /cluster-registrations 200",
      "DeregisterCluster deregister DELETE /cluster-registrations/{name} 200",
      "DescribeCluster describe GET /clusters/{name} 200",
      "ListClusters list GET /clusters 200",
      "ListTagsForResource list-tags-for-resource GET /tags/{resourceArn} 200",
      "TagResource tag-resource POST /tags/{resourceArn} 200",
      "UntagResource untag-resource DELETE /tags/{resourceArn} 200",
    ]);
  });

  test("have the errors of the model", () => {
    const errors = (id: string) => contract.operation(id).errors.map(({ name, status }) => `${status} ${name}`);
    expect(errors("RegisterCluster")).toEqual([
      "400 ClientException",
      "400 InvalidParameterException",
      "400 ResourceLimitExceededException",
      "403 AccessDeniedException",
      "409 ResourceInUseException",
      "428 ResourcePropagationDelayException",
      "500 ServerException",
      "503 ServiceUnavailableException",
    ]);
    expect(errors("DeregisterCluster")).toContain("404 ResourceNotFoundException");
    expect(errors("DescribeCluster")).not.toContain("403 AccessDeniedException");
    expect(errors("ListClusters")).toContain("400 InvalidParameterException");
    expect(errors("TagResource")).toEqual(["400 BadRequestException", "404 NotFoundException"]);
  });

  test("bind their members to body, path and query", () => {
    const members = [...contract.operations.values()].flatMap(({ id, members: list }) =>
      list.map((member) => `${id} ${member.in} ${member.name}${member.required ? " required" : ""}`),
    );
    expect(members).toEqual([
      "RegisterCluster body name required",
      "RegisterCluster body connectorConfig required",
      "RegisterCluster body clientRequestToken",
      "RegisterCluster body tags",
      "DeregisterCluster path name required",
      "DescribeCluster path name required",
      "ListClusters query maxResults",
      "ListClusters query nextToken",
      "ListClusters query include",
      "ListTagsForResource path resourceArn required",
      "TagResource path resourceArn required",
      "TagResource body tags required",
      "UntagResource path resourceArn required",
      "UntagResource query tagKeys required",
    ]);
    expect(contract.operation("ListClusters").input).toMatchObject({ type: "object", required: [] });
    expect(contract.operation("DescribeCluster").input.required).toEqual(["name"]);
  });

  test("belong to a feature where a target may lack them", () => {
    const lacking = [...contract.operations.values()].filter(({ feature }) => feature !== undefined);
    expect(lacking.map(({ id, feature }) => `${id} ${feature}`)).toEqual([
      "ListTagsForResource tags",
      "TagResource tags",
      "UntagResource tags",
    ]);
  });

  test("that are not there are named in the error", () => {
    expect(() => contract.operation("CreateCluster")).toThrow(/no operation CreateCluster/);
  });
});

describe("the request of RegisterCluster", () => {
  const check = compileValidator(register.input);
  const valid = {
    name: "a",
    connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/eks-connector-agent", provider: "OTHER" },
  };
  const broken = (change: JsonObject) =>
    check({ ...valid, ...change }).map(({ pointer, keyword }) => `${pointer}#${keyword}`);
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

  test("is optional where the page says so, and null means absent", () => {
    expect(check(valid)).toEqual([]);
    expect(broken({ clientRequestToken: null, tags: null })).toEqual([]);
    expect(check({})).toHaveLength(2);
  });

  test.each<[JsonObject, string[]]>([
    [{ name: "a".repeat(100) }, []],
    [{ name: "a".repeat(101) }, ["/properties/name#maxLength"]],
    [{ name: "" }, ["/properties/name#minLength", "/properties/name#pattern"]],
    [{ name: "a!!!" }, ["/properties/name#pattern"]],
    [{ name: "a\n" }, ["/properties/name#pattern"]],
    [{ name: null }, ["/properties/name#type"]],
    [{ tags: {} }, []],
    [{ tags: tags(50) }, []],
    [{ tags: tags(51) }, ["/properties/tags#maxProperties"]],
    [{ tags: { "": "v" } }, ["/properties/tags/propertyNames#minLength"]],
    [{ tags: { ["\u{1F600}".repeat(128)]: "\u{1F600}".repeat(256) } }, []],
    [{ tags: { ["k".repeat(129)]: "v" } }, ["/properties/tags/propertyNames#maxLength"]],
    [{ tags: { k: "v".repeat(257) } }, ["/properties/tags/additionalProperties#maxLength"]],
    [{ tags: { k: null } }, ["/properties/tags/additionalProperties#type"]],
  ])("%#", (change, expected) => {
    expect(broken(change).sort()).toEqual(expected);
  });

  test("takes a role and a name of no other kind from the target", () => {
    const { name, connectorConfig } = register.input.properties ?? {};
    expect(name?.["x-unique"]).toBe(true);
    expect(connectorConfig?.properties?.["roleArn"]?.["x-fixture"]).toBe("roleArn");
  });
});

describe("classes of values on which the sources are silent", () => {
  const classes = new Map(
    [...contract.operations.values()].flatMap(({ input }) => unspecifiedOf(input)).map((entry) => [entry.id, entry]),
  );
  const inClass = (id: string, value: string | JsonObject) => {
    const silent = classes.get(id);
    return silent !== undefined && compileValidator(silent.when)(value).length === 0;
  };

  test.each<[string, string | JsonObject, string | JsonObject]>([
    ["empty-tags", {}, { k: "v" }],
    ["aws-tag-key", "aWs:owner\n", "awsome"],
    ["aws-tag-value", "AWS:", "x aws:"],
    ["token-length", "t".repeat(32), "t".repeat(33)],
    ["token-length", "t".repeat(127), "t".repeat(126)],
    ["role-arn-form", "", "arn:aws:iam::111122223333:role/path/r"],
    ["role-arn-form", "arn:aws:iam::1:role/r", "arn:aws-cn:iam::111122223333:role/r"],
    ["path-name-form", "a!", "a"],
    ["path-name-form", "a".repeat(101), "a".repeat(100)],
    ["blank-include", "", "all"],
    ["foreign-next-token", "x", {}],
  ])("%s holds %j and not %j", (id, inside, outside) => {
    expect(inClass(id, inside)).toBe(true);
    expect(inClass(id, outside)).toBe(false);
  });
});

function unspecifiedOf(schema: JsonSchema): NonNullable<JsonSchema["x-unspecified"]>[number][] {
  const children = [
    ...Object.values(schema.properties ?? {}),
    schema.propertyNames,
    schema.items,
    schema.additionalProperties,
  ];
  const below = children.filter((child): child is JsonSchema => isJsonObject(child)).flatMap(unspecifiedOf);
  return [...(schema["x-unspecified"] ?? []), ...below];
}
