import { expect, test } from "@jest/globals";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { get, post } from "./exchange.ts";

const json = (properties: object): object => ({
  content: { "application/json": { schema: { type: "object", properties } } },
});

/** A service that names its shelves itself, and has these limits for their names. */
function shelves(limits: object, where: "input" | "output"): ReturnType<typeof createServiceReference> {
  const [asked, shown] = [where === "input" ? limits : {}, where === "output" ? limits : {}].map((own) => ({
    type: "string",
    ...own,
  }));
  const document = {
    paths: {
      "/shelves": {
        post: {
          operationId: "MakeShelf",
          requestBody: json({ colour: { type: "string" } }),
          responses: { "200": json({ key: shown }) },
        },
      },
      "/shelves/{key}": {
        get: {
          operationId: "ShowShelf",
          parameters: [{ name: "key", in: "path", required: true, schema: asked }],
          responses: { "200": json({ key: shown }) },
        },
      },
    },
  };
  const table = `
resources:
  shelf:
    create: { operation: MakeShelf, shows: "" }
    id: { output: /key }
    describe: { operation: ShowShelf, shows: "" }
errors: { unknown: [], taken: [] }
inputs: { MakeShelf: {}, ShowShelf: { key: $shelf } }
`;
  return createServiceReference(serviceOf({ document, table }), {});
}

test.each([
  ["small letters and digits", { pattern: "^[0-9a-z]+$", maxLength: 64 }],
  ["just twelve letters and digits", { pattern: "^[a-zA-Z0-9]+$", minLength: 12, maxLength: 12 }],
  ["digits alone", { pattern: "^[0-9]{10}$", maxLength: 10 }],
  ["capitals", { pattern: "^[A-Z0-9]+$" }],
  ["what it likes", {}],
])("what a service names itself has a name that its model allows: %s", async (_what, limits) => {
  for (const where of ["input", "output"] as const) {
    const reference = shelves(limits, where);
    const { key } = (await post(reference, "/shelves", {})).json as { readonly key: string };
    expect((await get(reference, `/shelves/${key}`)).json).toEqual({ key });
    if ("pattern" in limits) expect(key).toMatch(new RegExp(limits.pattern));
  }
});
