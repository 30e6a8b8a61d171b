import { expect, test } from "@jest/globals";
import { parseContract } from "#spec/contract/contract.ts";
import { asObject } from "#reference/service/model/document.ts";
import { readModel } from "#reference/service/model/read-model.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { SOUND } from "#reference/service/habits.ts";
import { readTable } from "#reference/service/table/read-table.ts";
import { plainWorld } from "#reference/service/world.ts";
import { send } from "#tests/reference/requests.ts";
import { get, post, remove } from "./exchange.ts";

const text = { type: "string" };
const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const shelf = { type: "object", properties: { key: text, arn: text, colour: text, size: { type: "integer" } } };
const label = { name: "Key", "x-member": "key", in: "path", required: true, schema: text };
const colour = { name: "X-Colour", "x-member": "colour", in: "header", schema: { ...text, minLength: 2 } };

/** A service of nobody's: its label is greedy, and a member stands in a header. */
const document = {
  paths: {
    "/shelves/{Key+}": {
      put: {
        operationId: "PutShelf",
        parameters: [label, colour],
        requestBody: json({ type: "object", properties: { size: { type: "integer" } } }),
        responses: { "201": json(shelf) },
      },
      get: {
        operationId: "GetShelf",
        parameters: [label],
        responses: { "200": json(shelf) },
      },
    },
  },
};

const table = readTable(`
resources:
  shelf:
    create: { operation: PutShelf, shows: "" }
    id: { input: /key }
    arn: /arn
    describe: { operation: GetShelf, shows: "" }
errors: { unknown: [NoSuchShelf], taken: [] }
inputs:
  PutShelf: { key: $new }
  GetShelf: { key: $shelf }
`);

function shelves(doubts: typeof table.doubts = {}): ReturnType<typeof createServiceReference> {
  return createServiceReference({
    operations: readModel(document),
    table: { ...table, doubts },
    world: plainWorld("library"),
    signingName: "library",
  });
}

async function put(reference: ReturnType<typeof shelves>, colours: string): Promise<unknown> {
  const headers = [
    ["content-type", "application/json"],
    ["x-colour", colours],
  ] as const;
  const body = new TextEncoder().encode('{"size":3}');
  const { status, json: answer } = await send(reference, { method: "PUT", path: "/shelves/a/b%20c", headers, body });
  return { status, answer };
}

test("a service of which only model and table are known is served", async () => {
  const reference = shelves();
  const answer = { key: "a/b c", arn: "arn:aws:library:us-east-1:111122223333:shelf/a/b c", colour: "red", size: 3 };
  expect(await put(reference, "red")).toEqual({ status: 201, answer });
  expect((await get(reference, "/shelves/a/b%20c")).json).toEqual(answer);
});

test("a member of which the model is known to be wrong has any value of its type", async () => {
  expect(await put(shelves({ PutShelf: ["colour"] }), "r")).toMatchObject({ status: 201, answer: { colour: "r" } });
  expect(await put(shelves({ PutShelf: ["size"] }), "r")).toMatchObject({ status: 400 });
});

test("where no error is documented, one of Smithy's is answered", async () => {
  expect(await put(shelves(), "r")).toMatchObject({ status: 400 });
  expect(await post(shelves(), "/shelves/a", "{}")).toMatchObject({ status: 404, error: "UnknownOperationException" });
  expect(await get(shelves(), "/shelves/none")).toMatchObject({ status: 400, error: "NoSuchShelf" });
});

test("what no status says to be going is gone at once, however long changes take", async () => {
  const going = readTable(`
resources:
  shelf:
    create: { operation: PutShelf, shows: "" }
    id: { input: /key }
    ready: { at: /colour, is: red }
    describe: { operation: GetShelf, shows: "" }
    delete: { operation: DropShelf }
errors: { unknown: [NoSuchShelf], taken: [] }
inputs: { PutShelf: { key: $new }, GetShelf: { key: $shelf }, DropShelf: { key: $shelf } }
`);
  const statusAfter = async (colours: readonly string[]): Promise<number> => {
    const shown = { ...shelf, properties: { ...shelf.properties, colour: { ...text, enum: colours } } };
    const responses = { "200": json(shown) };
    const all = {
      put: { ...document.paths["/shelves/{Key+}"].put, responses: { "201": json(shown) } },
      get: { operationId: "GetShelf", parameters: [label], responses },
      delete: { operationId: "DropShelf", parameters: [label], responses },
    };
    const operations = readModel({ paths: { "/shelves/{Key+}": all } });
    const service = { operations, table: going, world: plainWorld("library"), signingName: "library" };
    const reference = createServiceReference(service, { habits: { ...SOUND, looks: 5 } });
    await put(reference, "red");
    await remove(reference, "/shelves/a/b%20c");
    return (await get(reference, "/shelves/a/b%20c")).status;
  };
  expect(await statusAfter(["red", "DELETING"])).toBe(200);
  expect(await statusAfter(["red", "blue"])).toBe(400);
});

test("an error is called as it says itself, or as its component, alone or among several", () => {
  const errors = (schema: object) => {
    const operation = { operationId: "Ask", responses: { "200": json({ type: "object" }), "404": json(schema) } };
    const components = { schemas: { Gone: { type: "object" }, Lost: { type: "object", "x-error": "LostException" } } };
    const [one] = readModel({ paths: { "/asked": { get: operation } }, components });
    return one?.errors.map(({ code, status }) => [code, status]);
  };
  const [gone, lost] = [{ $ref: "#/components/schemas/Gone" }, { $ref: "#/components/schemas/Lost" }];
  expect(errors(gone)).toEqual([["Gone", 404]]);
  expect(errors(lost)).toEqual([["LostException", 404]]);
  for (const several of ["anyOf", "oneOf"])
    expect(errors({ [several]: [gone, lost] })).toEqual([
      ["Gone", 404],
      ["LostException", 404],
    ]);
});

test("an error is called as its component, too, where a contract has followed the references, and in a worker", () => {
  const [gone, lost] = [{ $ref: "#/components/schemas/Gone" }, { $ref: "#/components/schemas/Lost" }];
  const responses = { "200": json({ type: "object" }), "404": json(gone), "409": json({ anyOf: [gone, lost] }) };
  const written = {
    openapi: "3.1.1",
    info: { title: "Asked", version: "1" },
    paths: { "/asked": { get: { operationId: "Ask", responses: responses } } },
    components: { schemas: { Gone: { type: "object" }, Lost: { type: "object", properties: { at: text } } } },
  };
  const { document } = parseContract(JSON.stringify(written), "asked.json");
  for (const followed of [document, structuredClone(document)])
    expect(readModel(asObject(followed))[0]?.errors.map(({ code }) => code)).toEqual(["Gone", "Gone", "Lost"]);
});
