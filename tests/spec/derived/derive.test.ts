import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parseContract } from "#spec/contract/contract.ts";
import { errorRequirementId } from "#spec/derived/derive-errors.ts";
import { responseMemberRequirement } from "#spec/derived/derive-response.ts";
import { deriveRequirements } from "#spec/derived/derive.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { AREAS, type Requirement } from "#spec/requirement.ts";

const text = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");
const contract = loadBundledContract();
const derived = deriveRequirements(contract);
const byId = (id: string, list: readonly Requirement[] = derived) => list.find((requirement) => requirement.id === id);

/** What is derived from the bundled document after an edit of its text. */
function afterEdit(from: string | RegExp, to: string): Requirement[] {
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`The document does not hold ${String(from)}.`);
  return deriveRequirements(parseContract(edited, "edited.yaml"));
}

describe("derived requirements", () => {
  test("have ids of their own, sentences and known areas", () => {
    expect(new Set(derived.map(({ id }) => id)).size).toBe(derived.length);
    for (const { id, title, area } of derived) {
      expect(id).toMatch(
        /^(register|deregister|describe|list|tag-resource|untag-resource|list-tags-for-resource)(\.[a-z0-9-]+)+$/,
      );
      expect(title).toMatch(/^[A-Z`].*\.$/s);
      expect(AREAS).toContain(area);
    }
  });

  test("of the bundled document are all traced to a source", () => {
    expect(derived.filter(({ trace }) => trace.source === "openapi").map(({ id }) => id)).toEqual([]);
  });

  test.each([
    ["register.name.max-length", "`name` of 101 or more characters is refused."],
    ["register.name.min-length", "An empty `name` is refused."],
    ["register.name.min-length.accepts", "`name` of 1 character is accepted."],
    ["register.name.required", "A request without `name` is refused."],
    ["register.connector-config.role-arn.required", "`connectorConfig` without `roleArn` is refused."],
    ["register.connector-config.role-arn.type", "`connectorConfig.roleArn` that is not a string is refused."],
    ["register.required.accepts", "A request is accepted with and without `clientRequestToken` and `tags`."],
    ["register.tags.type.accepts", "`tags` that is null is accepted and means the same as its absence."],
    ["register.tags.max-properties.accepts", "`tags` of up to 50 entries is accepted."],
    ["register.tags.keys.max-length", "A key of `tags` of 129 or more characters is refused."],
    ["register.tags.values.min-length.accepts", "An empty value of `tags` is accepted."],
    ["list.include.items.enum", "An item of `include` other than all or an empty string is refused."],
    ["list.max-results.minimum", "`maxResults` below 1 is refused."],
    ["list.max-results.maximum.accepts", "`maxResults` of 100 is accepted."],
    ["register.response.body", "The body of a success response is an object."],
    ["register.response.cluster.created-at", "`cluster.createdAt`, where present, is a number."],
    ["list.response.next-token", "`nextToken`, where present, is a string."],
    ["register.error.resource-in-use.status", "ResourceInUseException always has HTTP status 409."],
  ])("%s: %s", (id, title) => {
    expect(byId(id)?.title).toBe(title);
  });

  test("carry level, authority and area", () => {
    expect(byId("register.tags.max-properties")).toMatchObject({
      level: "MUST",
      authority: "docs",
      operation: "RegisterCluster",
      area: "input-constraints",
    });
    expect(byId("register.connector-config.provider.enum")?.authority).toBe("model");
    expect(byId("register.tags.type.accepts")?.authority).toBe("protocol");
  });

  test("are SHOULD where the source is an inference", () => {
    const edited = afterEdit(/docs(,?\s+source: register-cluster.txt,?\s+quote: "Map Entries)/, "inferred$1");
    expect(byId("register.tags.max-properties", edited)?.level).toBe("SHOULD");
  });
});

describe("an edit of the document", () => {
  test("changes limit and title, and no longer claims the page's word for it", () => {
    const edited = byId("register.tags.max-properties", afterEdit("maxProperties: 50", "maxProperties: 5"));
    expect(edited).toMatchObject({
      title: "`tags` of 6 or more entries is refused.",
      trace: { source: "openapi", quote: "maxProperties: 5" },
    });
    expect(text.split("\n")[(edited?.trace.line ?? 0) - 1]).toContain("maxProperties: 50");
  });

  test.each([
    ["register.name.pattern", "pattern: ^[0-9A-Za-z][A-Za-z0-9\\-_]*$", "pattern: ^[a-z]*$"],
    ["register.connector-config.provider.enum", "EC2, OTHER]\n", "EC2, MOON]\n"],
    ["register.error.resource-in-use.status", /"409":/g, '"410":'],
  ])("is the source of %s", (id, from, to) => {
    expect(byId(id, afterEdit(from, to))?.trace.source).toBe("openapi");
  });

  test("that removes a limit removes its requirements", () => {
    const edited = afterEdit("      maxProperties: 50\n", "");
    expect(byId("register.tags.max-properties", edited)).toBeUndefined();
    expect(edited).toHaveLength(derived.length - 2);
  });

  test("that leads to one id twice is refused", () => {
    const twins = "        name_: { type: string }\n        name-: { type: string }\n";
    expect(() =>
      afterEdit("        name:\n          description", `${twins}        name:\n          description`),
    ).toThrow(/^edited\.yaml: two parts of the document lead to the requirement register\.name-\.type; rename/);
  });
});

describe("responseMemberRequirement", () => {
  const register = contract.operation("RegisterCluster");

  test.each([
    ["", "register.response.body"],
    ["/cluster", "register.response.cluster"],
    ["/cluster/createdAt", "register.response.cluster.created-at"],
    ["/cluster/health/issues/0/code", "register.response.cluster.health"],
    ["/cluster/tags/status", "register.response.cluster.tags"],
    ["/cluster/unknown", "register.response.cluster"],
    ["/toString", "register.response.body"],
  ])("attributes %s to %s", (pointer, id) => {
    expect(responseMemberRequirement(register, pointer)).toBe(id);
    expect(byId(id)).toBeDefined();
  });

  test("knows lists", () => {
    expect(responseMemberRequirement(contract.operation("ListClusters"), "/clusters/3")).toBe("list.response.clusters");
  });
});

test("errorRequirementId names the requirements of every documented error", () => {
  for (const { prefix, errors } of contract.operations.values()) {
    for (const { name } of errors) {
      expect(byId(errorRequirementId(prefix, name, "status"))).toBeDefined();
      expect(byId(errorRequirementId(prefix, name, "members"))?.area).toBe("error-mapping");
    }
  }
});
