import { expect, test } from "@jest/globals";
import { readService } from "#cli/files/reading/read-spec.ts";
import { matchRoute } from "#protocol/route.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { runWhole, sentIn } from "./whole-service.ts";

const { contract } = readService("eks");

/** As AWS's TypeScript server reads, as generated: a string where an object is due is taken, and then lost. */
function withoutStrings(value: JsonValue, schema: JsonSchema = {}, depth = 0): JsonValue | undefined {
  const isOfObject = [schema.type].flat().includes("object");
  if (isOfObject && typeof value === "string") return undefined;
  if (depth > 20) return value;
  const below = (each: JsonValue, of?: JsonSchema) => withoutStrings(each, of, depth + 1);
  if (Array.isArray(value)) {
    return value.map((each) => below(each, schema.items)).filter((each) => each !== undefined);
  }
  if (!isOfObject || !isJsonObject(value)) return value;
  const others = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const read = below(each, schema.properties?.[name] ?? others);
      return read === undefined ? [] : [[name, read]];
    }),
  );
}

test("a server that takes a string for an object, wherever one is due, is told so once, in each operation and place", async () => {
  const { record } = await runWhole({
    select: [
      "create-addon.*",
      "update-addon.*",
      "create-capability.*",
      "associate-encryption-config.*",
      "list-insights.*",
    ],
    instead: (request, pass) => {
      const { body, ...plain } = request;
      const operation = matchRoute(contract, plain)?.operation;
      const read = withoutStrings(sentIn(request), operation?.input);
      return body.length === 0 || read === undefined
        ? undefined
        : pass({ ...request, body: Buffer.from(JSON.stringify(read)) });
    },
  });
  const musts = causesOf(record).filter(({ level }) => level === "MUST");
  expect(musts.map(({ title, mend }) => [title, mend])).toEqual([
    [
      expect.stringMatching(/^5 operations accept a string where an object is due, in \d\d places$/),
      "Refuse it with 400 InvalidParameterException, SerializationException or ValidationException: check the type of each member before doing anything.",
    ],
  ]);
  expect(musts[0]?.shownBy.length).toBeGreaterThan(10);
});
