const text = { type: "string" };
const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const members = (properties: object, required: readonly string[] = []): object =>
  json({ type: "object", required, properties });
const walls = { type: ["array", "null"], items: text };
const labels = { type: ["object", "null"], additionalProperties: text };
const arn = { name: "arn", in: "path", required: true, schema: text };
const refusals = { "400": json({ type: "object", properties: { message: text }, "x-error": "ClientException" }) };
const operation = (operationId: string, input: object, output: object): object => ({
  operationId,
  requestBody: input,
  responses: { "200": output, ...refusals },
});

/** A service that answers lists to whoever asks for one, names what it makes by its ARN, and has one lamp a room. */
const document = {
  openapi: "3.1.1",
  info: { title: "House", version: "1" },
  "x-signing-name": "house",
  paths: {
    "/makeroom": {
      post: operation(
        "MakeRoom",
        members({ name: { ...text, minLength: 3 }, walls, Labels: labels }, ["name"]),
        members({ roomArn: text }),
      ),
    },
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
                walls,
              },
            },
          },
        }),
      ),
    },
    "/lamps/{room}": {
      parameters: [{ name: "room", in: "path", required: true, schema: text }],
      post: operation("HangLamp", members({ colour: text }), members({ lampId: text, colour: text, by: text })),
      get: {
        operationId: "ShowLamp",
        parameters: [{ name: "note", in: "query", schema: { ...text, maxLength: 3_000 } }],
        responses: { "200": members({ lampId: text, colour: text, by: text }), ...refusals },
      },
    },
    "/lamps/{room}?all=true": {
      parameters: [{ name: "room", in: "path", required: true, schema: text }],
      get: { operationId: "CountLamps", responses: { "200": members({ count: { type: "integer" } }), ...refusals } },
    },
    "/closeroom": { post: operation("CloseRoom", members({ room: text }, ["room"]), members({})) },
    "/labels/{arn}": {
      parameters: [arn],
      get: { operationId: "ShowLabels", responses: { "200": members({ Labels: labels }), ...refusals } },
      post: operation("AddLabels", members({ Labels: labels }, ["Labels"]), members({})),
      delete: {
        operationId: "DropLabels",
        parameters: [{ name: "keys", in: "query", required: true, schema: { type: "array", items: text } }],
        responses: { "200": members({}), ...refusals },
      },
    },
  },
};

const table = `
resources:
  room:
    create: { operation: MakeRoom, shows: "" }
    id: { output: /roomArn, unknown: "arn:aws:house:us-east-1:111122223333:room/none" }
    arn: /roomArn
    tags: { input: /Labels }
    delete: { operation: CloseRoom }
    describe: { operation: ShowRooms, shows: /rooms/0, input: { rooms: [$room] } }
    list: { operation: ShowRooms, at: /rooms, item: /roomArn }
  lamp:
    parent: room
    create: { operation: HangLamp, shows: "" }
    id: { output: /lampId, unknown: lamp-0000000000a }
    describe: { operation: ShowLamp, shows: "" }
    others: [CountLamps]
tagging:
  tag: { operation: AddLabels, arn: /arn, tags: /Labels }
  untag: { operation: DropLabels, arn: /arn, keys: /keys }
  list: { operation: ShowLabels, arn: /arn, shows: /Labels }
services:
  labels: [AddLabels, DropLabels, ShowLabels]
errors: { unknown: [], taken: [], invalid: [ClientException] }
server:
  service: house
  arns: { room: "room/$name" }
  samples: { lamp: { by: "lamps of $room" } }
inputs:
  MakeRoom: { name: $new }
  ShowRooms: {}
  HangLamp: { room: $room, colour: red }
  ShowLamp: { room: $room }
  CountLamps: { room: $room }
  CloseRoom: { room: $room }
  ShowLabels: { arn: $room.arn }
  AddLabels: { arn: $room.arn, Labels: { team: platform } }
  DropLabels: { arn: $room.arn, keys: [team] }
`;

export const HOUSE = { document, table } as const;
