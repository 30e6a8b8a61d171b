import { expect, test } from "@jest/globals";
import { serviceFaults } from "#reference/service/faults/service-faults.ts";
import { readModel } from "#reference/service/model/read-model.ts";
import { readTable } from "#reference/service/table/read-table.ts";
import { plainWorld } from "#reference/service/world.ts";
import type { JsonObject } from "#spec/json/json.ts";

const text = { type: "string" };
const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });
const key = { name: "Key", "x-member": "key", in: "path", required: true, schema: text };

const TABLE = `
resources:
  shelf:
    create: { operation: PutShelf, shows: "" }
    id: { input: /key }
    arn: /arn
    describe: { operation: GetShelf, shows: "" }
    list: { operation: ListShelves, at: /shelves, item: /key }
    updates: [PaintShelf]
errors: { unknown: [NoSuchShelf], taken: [] }
inputs:
  PutShelf: { key: $new, colour: red }
  PaintShelf: { key: $shelf, colour: blue }
  GetShelf: { key: $shelf }
  ListShelves: {}
`;

interface Shelves {
  /** What the answer to a creation has. */
  readonly made: readonly string[];
  /** What a shelf has, wherever it is shown. */
  readonly members?: readonly string[];
  readonly colour?: JsonObject;
  readonly table?: string;
}

/** The ids of the faults of a service of shelves. */
function faultsOf({ made, members = ["key", "arn", "size", "colour"], colour = text, table = TABLE }: Shelves) {
  const object = (names: readonly string[]): JsonObject => ({
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, text])),
  });
  const body = { requestBody: json({ type: "object", properties: { colour } }) };
  const shelf = { "200": json(object(members)) };
  const shelves = { type: "object", properties: { shelves: { type: "array", items: object(members) } } };
  const operations = readModel({
    paths: {
      "/shelves/{Key}": {
        put: { operationId: "PutShelf", parameters: [key], ...body, responses: { "200": json(object(made)) } },
        post: { operationId: "PaintShelf", parameters: [key], ...body, responses: { "200": json(object([])) } },
        get: { operationId: "GetShelf", parameters: [key], responses: shelf },
      },
      "/shelves": { get: { operationId: "ListShelves", responses: { "200": json(shelves) } } },
    },
  });
  const service = { operations, table: readTable(table), world: plainWorld("library"), signingName: "library" };
  return serviceFaults(service).map(({ id }) => id);
}

test.each([[["key"]], [["arn"]]])("an answer with %j shows that it is about another one", (made) => {
  expect(faultsOf({ made })).toContain("put-shelf.race.answers-another");
});

test("an answer that has nothing of its own is the same whatever it is about", () => {
  expect(faultsOf({ made: ["size", "shelfArn"] })).not.toContain("put-shelf.race.answers-another");
});

test("in items that is another which was sent, before what the service may leave out", () => {
  expect(faultsOf({ made: [] })).toContain("list-shelves.colour.other");
  expect(faultsOf({ made: [] })).not.toContain("list-shelves.size.other");
  expect(faultsOf({ made: [], members: ["key", "arn", "size"] })).toContain("list-shelves.size.other");
});

test("where the table doubts that a change keeps the rest, nothing is wrong with one that does not", () => {
  const colour = { type: "object", properties: { name: text } };
  const doubting = `${TABLE}doubts: { PaintShelf: [paint-shelf.keeps] }\n`;
  expect(faultsOf({ made: [], colour })).toContain("paint-shelf.the-rest.not-minded");
  expect(faultsOf({ made: [], colour, table: doubting })).not.toContain("paint-shelf.the-rest.not-minded");
});

test("a creation takes over from the one before only what not every creation has", () => {
  const colourless = TABLE.replace(", colour: red", "");
  expect(faultsOf({ made: [], table: colourless })).toContain("put-shelf.which-one.not-minded");
  expect(faultsOf({ made: [] })).not.toContain("put-shelf.which-one.not-minded");
});
