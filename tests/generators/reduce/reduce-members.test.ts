import { expect, test } from "@jest/globals";
import { reduceMembers } from "#generators/reduce/reduce-members.ts";
import { startTrial } from "#generators/reduce/trial.ts";
import { fullInput } from "#generators/schema/baseline.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const TAGS = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`key-${at}`, `value-${at}`]));
const NAME = "ecf-k3x9-".padEnd(60, "x");
const INPUT: JsonObject = { ...fullInput(CLUSTER_LIKE, CONTEXT, "reduce"), name: NAME, tags: TAGS };

const tagsOf = ({ tags = null }: JsonObject): readonly string[] => (isJsonObject(tags) ? Object.keys(tags) : []);

async function reduced(fails: (input: JsonObject) => boolean, budget = 1_000): Promise<JsonObject> {
  const stillFails = (input: JsonObject) => Promise.resolve(fails(input));
  const trial = startTrial({ schema: CLUSTER_LIKE, input: INPUT, stillFails, budget });
  await reduceMembers({ schema: CLUSTER_LIKE, context: CONTEXT, trial });
  return trial.smallest();
}

test.each([1, 2, 3, 7, 30])("what fails from %i tags on is left with so many", async (least) => {
  expect(tagsOf(await reduced((input) => tagsOf(input).length >= least))).toHaveLength(least);
});

test("of what fails by one entry of a map, that entry is left", async () => {
  const { tags } = await reduced((input) => isJsonObject(input["tags"]) && input["tags"]["key-17"] !== undefined);
  expect(Object.keys(tags ?? {})).toEqual(["key-17"]);
});

test("optional members that matter to nobody go", async () => {
  expect(Object.keys(await reduced(() => true)).sort()).toEqual(["connectorConfig", "name"]);
});

test("a name that fails from 30 characters on is left with so many", async () => {
  const { name } = await reduced((input) => String(input["name"]).length >= 30);
  expect(String(name)).toHaveLength(30);
});

test.each([0, 1, 5, 20])("with %i questions it ends at something that fails", async (budget) => {
  const fails = (input: JsonObject) => tagsOf(input).length >= 4;
  expect(fails(await reduced(fails, budget))).toBe(true);
});
