import { expect, test } from "@jest/globals";
import { createServiceReference } from "../../../reference/service/service-reference.ts";
import { serviceOf } from "../../../reference/service/service-of.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { get, post } from "./exchange.ts";

const text = { type: "string" };
const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const members = (properties: object, required: readonly string[] = []): object =>
  json({ type: "object", required, properties });
const operation = (operationId: string, input: object, output: object): object => ({
  operationId,
  requestBody: input,
  responses: { "200": output, "400": json({ ...text, "x-error": "ClientException" }) },
});

/** Of a service that answers lists to whoever asks for one, names what it makes by its ARN, and has one lamp a room. */
const document = {
  paths: {
    "/makeroom": { post: operation("MakeRoom", members({ name: text }, ["name"]), members({ roomArn: text })) },
    "/showrooms": {
      post: operation(
        "ShowRooms",
        members({ rooms: { type: "array", items: text } }),
        members({
          rooms: {
            type: "array",
            items: {
              type: "object",
              required: ["state", "size", "made"],
              properties: {
                name: text,
                roomArn: text,
                state: { ...text, enum: ["OPEN"] },
                size: { type: "integer", minimum: 2 },
                made: { type: "number", "x-timestamp": "epoch-seconds" },
                walls: { type: "array", items: text },
              },
            },
          },
        }),
      ),
    },
    "/lamps/{room}": {
      parameters: [{ name: "room", in: "path", required: true, schema: text }],
      post: operation("HangLamp", members({ colour: text }), members({ lampId: text, colour: text, by: text })),
      get: { operationId: "ShowLamp", responses: { "200": members({ lampId: text, colour: text, by: text }) } },
    },
    "/lamps/{room}?all=true": {
      get: { operationId: "CountLamps", responses: { "200": members({ count: { type: "integer" } }) } },
    },
  },
};

const table = `
resources:
  room:
    create: { operation: MakeRoom, shows: "" }
    id: { output: /roomArn, unknown: "arn:aws:house:us-east-1:111122223333:room/none" }
    arn: /roomArn
    describe: { operation: ShowRooms, shows: /rooms/0, input: { rooms: [$room] } }
    list: { operation: ShowRooms, at: /rooms, item: /roomArn }
  lamp:
    parent: room
    create: { operation: HangLamp, shows: "" }
    id: { output: /lampId, unknown: lamp-0000000000a }
    describe: { operation: ShowLamp, shows: "" }
errors: { unknown: [], taken: [] }
server:
  service: house
  invalid: [ClientException]
  arns: { room: "room/$name" }
  samples: { lamp: { by: "lamps of $room" } }
  answers: { CountLamps: { count: 1 } }
inputs:
  MakeRoom: { name: $new }
  ShowRooms: {}
  HangLamp: { room: $room }
  ShowLamp: { room: $room }
  CountLamps: { room: $room }
`;

const ARN = "arn:aws:house:us-east-1:111122223333:room/attic";

async function house(): Promise<ReturnType<typeof createServiceReference>> {
  const reference = createServiceReference(serviceOf({ document, table }), { now: () => 5000 });
  expect((await post(reference, "/makeroom", { name: "attic" })).json).toEqual({ roomArn: ARN });
  return reference;
}

const rooms = async (reference: Awaited<ReturnType<typeof house>>, asked: JsonObject) =>
  ((await post(reference, "/showrooms", asked)).json as JsonObject)["rooms"];

test("those asked for are described in a list, without what is not there, and all where none is asked for", async () => {
  const reference = await house();
  await post(reference, "/makeroom", { name: "hall" });
  expect(await rooms(reference, { rooms: [ARN] })).toMatchObject([{ name: "attic", roomArn: ARN }]);
  expect(await rooms(reference, { rooms: [`${ARN}-none`] })).toEqual([]);
  expect(await rooms(reference, {})).toMatchObject([{ roomArn: ARN }, { roomArn: ARN.replace("attic", "hall") }]);
});

test("an answer has what its shape requires and nobody gave, as plain as can be, and nothing else", async () => {
  expect(await rooms(await house(), {})).toEqual([{ name: "attic", roomArn: ARN, state: "OPEN", size: 2, made: 5 }]);
});

test("what has no name of its own is the only one of its parent, named in the form of the unknown one", async () => {
  const reference = await house();
  const at = `/lamps/${encodeURIComponent(ARN)}`;
  const hung = await post(reference, at, { colour: "red" });
  expect(hung.json).toEqual({
    lampId: expect.stringMatching(/^lamp-[0-9]{10}a$/),
    colour: "red",
    by: `lamps of ${ARN}`,
  });
  expect((await get(reference, at)).json).toEqual(hung.json);
  expect(await post(reference, at, { colour: "red" })).toMatchObject({ status: 400, error: "ClientException" });
});

test("an operation with a query of its own is told from the one without", async () => {
  const reference = await house();
  expect((await get(reference, `/lamps/${encodeURIComponent(ARN)}?all=true`)).json).toEqual({ count: 1 });
});
