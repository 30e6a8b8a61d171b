import { expect, test } from "@jest/globals";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { constraintRequirements } from "#spec/derived/derive-constraints.ts";
import type { Authority, EvidenceGrade, Level, Requirement, Side } from "#spec/requirement.ts";

const contract = loadBundledContract();
const register = contract.operation("RegisterCluster");

const said = (quote: string, authority: Authority = "docs") => ({ authority, source: "page.txt", quote });

/** An input of text, a number and a map, each keyword with a quote of its own. */
const INPUT: JsonSchema = {
  type: "object",
  required: ["label"],
  properties: {
    label: {
      type: ["string", "null"],
      maxLength: 7,
      "x-trace": {
        type: { ...said("Type: String"), levels: { aws: "MUST" }, remark: "as it was seen" },
        "type:null": said("null means absent", "protocol"),
        maxLength: { ...said("at most 7"), levels: { aws: "SHOULD" } },
      },
    },
    size: {
      type: "integer",
      minimum: 2,
      "x-trace": { type: said("a number", "inferred"), minimum: said("from 2", "inferred") },
    },
    marks: {
      type: "object",
      propertyNames: { minLength: 1, "x-trace": { minLength: said("no empty key: 1", "model") } },
      additionalProperties: { enum: ["a"], "x-trace": { enum: said("one of a", "observed") } },
      "x-trace": { type: said("a map") },
    },
  },
  "x-trace": { "required:label": said("label: Required: Yes"), required: said("size: Required: No") },
};

const derived = constraintRequirements(contract, { ...register, input: INPUT, members: [] });

function byId(id: string): Requirement {
  const found = derived.find((requirement) => requirement.id === id);
  if (found === undefined) throw new Error(`nothing derived is called ${id}`);
  return found;
}

test("each side of each keyword has one requirement, in the order of the document", () => {
  expect(derived.map(({ id }) => id)).toEqual([
    "register.label.required",
    "register.required.accepts",
    "register.label.type.accepts",
    "register.label.type",
    "register.label.type.scalar",
    "register.label.max-length.accepts",
    "register.label.max-length",
    "register.size.type",
    "register.size.type.scalar",
    "register.size.minimum.accepts",
    "register.size.minimum",
    "register.marks.type",
    "register.marks.keys.min-length.accepts",
    "register.marks.keys.min-length",
    "register.marks.values.enum.accepts",
    "register.marks.values.enum",
  ]);
});

test.each<[id: string, quote: string, evidence: EvidenceGrade]>([
  ["register.label.required", "label: Required: Yes", "documented"],
  ["register.required.accepts", "size: Required: No", "documented"],
  ["register.label.type", "Type: String", "documented"],
  ["register.label.type.scalar", "Type: String", "documented"],
  ["register.label.type.accepts", "null means absent", "protocol"],
  ["register.label.max-length.accepts", "at most 7", "documented"],
  ["register.label.max-length", "at most 7", "documented"],
  ["register.size.minimum", "from 2", "inferred"],
  ["register.marks.keys.min-length", "no empty key: 1", "modelled"],
  ["register.marks.values.enum.accepts", "one of a", "recorded"],
])("%s is grounded in what its source says of it: %s", (id, quote, evidence) => {
  expect(byId(id)).toMatchObject({ trace: { source: "page.txt", quote }, evidence });
});

test.each<[id: string, level: Level, levels: Requirement["levels"]]>([
  ["register.label.type", "MUST", { aws: "MUST" }],
  ["register.label.max-length", "MUST", { aws: "SHOULD" }],
  ["register.label.max-length.accepts", "MUST", { aws: "SHOULD" }],
  ["register.size.minimum", "SHOULD", undefined],
  // Many readers take one scalar for another: it is no MUST for any kind, whatever the source says.
  ["register.label.type.scalar", "SHOULD", undefined],
])("%s binds as a %s, and by kind of target as %j", (id, level, levels) => {
  const requirement = byId(id);
  expect(requirement.level).toEqual(level);
  expect(requirement.levels).toEqual(levels);
});

test("a remark of the source stays, but where coercion is what there is to remark", () => {
  expect(byId("register.label.type").remark).toBe("as it was seen");
  expect(byId("register.label.type.scalar").remark).toMatch(/not coerced, is inferred/);
});

test.each<[id: string, input: string, side: Side]>([
  ["register.label.required", "label", "reject"],
  ["register.required.accepts", "", "accept"],
  ["register.label.max-length", "label", "reject"],
  ["register.label.max-length.accepts", "label", "accept"],
  ["register.marks.keys.min-length", "marks.keys", "reject"],
  ["register.marks.values.enum.accepts", "marks.values", "accept"],
])("%s is about `%s`, on side %s", (id, input, side) => {
  expect(byId(id)).toMatchObject({ operation: "RegisterCluster", area: "input-constraints", subject: { input, side } });
});

test("no two sides of a limit say the same sentence, and each names its own limit", () => {
  expect(new Set(derived.map(({ title }) => title)).size).toBe(derived.length);
  expect(byId("register.label.max-length").title).toBe("`label` of 8 or more characters is refused.");
  expect(byId("register.label.max-length.accepts").title).toBe("`label` of up to 7 characters is accepted.");
});

test("the values that a rule is about are named apart, where they are not whatever is valid", () => {
  const values = (id: string) => byId(id).subject?.values;
  expect(values("register.label.max-length")).toBe("`label` of 8 or more characters");
  expect(values("register.label.max-length.accepts")).toBe("`label` of up to 7 characters");
  expect(values("register.label.type.scalar")).toBe("`label` that is a scalar, but not a string");
  expect(values("register.required.accepts")).toBeUndefined();
  expect(values("register.marks.values.enum.accepts")).toBeUndefined();
});

test("that items differ is said as a sentence for each side", () => {
  const input: JsonSchema = { properties: { words: { type: "array", uniqueItems: true } } };
  const titles = constraintRequirements(contract, { ...register, input }).map(({ id, title }) => [id, title]);
  expect(titles).toContainEqual(["register.words.unique-items", "`words` with an item twice is refused."]);
  expect(titles).toContainEqual(["register.words.unique-items.accepts", "`words` of different items is accepted."]);
});
