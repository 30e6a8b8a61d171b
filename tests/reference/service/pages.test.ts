import { describe, expect, test } from "@jest/globals";
import { serviceFaults } from "#reference/service/faults/service-faults.ts";
import { readModel } from "#reference/service/model/read-model.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { readTable } from "#reference/service/table/read-table.ts";
import { plainWorld } from "#reference/service/world.ts";
import { send } from "#tests/reference/requests.ts";
import { get } from "./exchange.ts";

const text = { type: "string" };
const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const page = { type: "object", properties: { keys: { type: "array", items: text }, next: text } };

/** A list whose pages have a size that is text, and a token that lies deeper in the answer. */
const service = {
  operations: readModel({
    paths: {
      "/shelves/{key}": {
        put: {
          operationId: "PutShelf",
          parameters: [{ name: "key", in: "path", required: true, schema: text }],
          responses: { "201": json({ type: "object", properties: { key: text } }) },
        },
      },
      "/shelves": {
        get: {
          operationId: "ListShelves",
          parameters: [
            { name: "max", in: "query", schema: { ...text, maxLength: 1 } },
            { name: "from", in: "query", schema: text },
          ],
          responses: { "200": json({ type: "object", properties: { page } }) },
          "x-pages": { inputToken: "from", outputToken: "page.next", items: "page.keys", pageSize: "max" },
        },
      },
    },
  }),
  table: readTable(`
resources:
  shelf:
    create: { operation: PutShelf, shows: "" }
    id: { input: /key }
    list: { operation: ListShelves, at: /page/keys }
errors: { unknown: [NoSuchShelf], taken: [] }
inputs:
  PutShelf: { key: $new }
  ListShelves: {}
`),
  world: plainWorld("library"),
  signingName: "library",
};

/** The pages of three shelves, four at most. */
async function walk(query: string, fault?: string): Promise<readonly unknown[]> {
  const reference = createServiceReference(service, fault === undefined ? {} : { fault });
  for (const key of ["a", "b", "c"]) await send(reference, { method: "PUT", path: `/shelves/${key}` });
  const pages: unknown[] = [];
  let next: string | undefined = "";
  while (next !== undefined && pages.length < 4) {
    const from = next === "" ? "" : `&from=${next}`;
    const { json: answer } = await get(reference, `/shelves?${query}${from}`);
    const { page: shown } = answer as { page: { keys: unknown; next?: string } };
    pages.push(shown.keys);
    next = shown.next;
  }
  return pages;
}

describe("pages whose token lies deeper, and whose size is text", () => {
  test("are as large as was asked for", async () => {
    expect(await walk("max=2")).toEqual([["a", "b"], ["c"]]);
  });

  test("have a size of their own where none was asked for: the longest text of one says nothing of it", async () => {
    expect(await walk("")).toEqual([["a", "b", "c"]]);
  });

  test("are lost by the faults for that", async () => {
    const lost = serviceFaults(service).filter(({ kind }) => kind === "page-lost");
    const walked = await Promise.all(lost.map(async ({ id }) => [id, (await walk("max=2", id)).length]));
    expect(Object.fromEntries(walked)).toEqual({
      "list-shelves.next-token.missing": 1,
      "list-shelves.next-token.ignored": 4,
      "list-shelves.page-size.ignored": 1,
    });
  });
});
