import { expect, test } from "@jest/globals";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { HOUSE } from "#tests/helpers/house/house.ts";
import { get, post } from "./exchange.ts";

const ARN = "arn:aws:house:us-east-1:111122223333:room/attic";

async function house(): Promise<ReturnType<typeof createServiceReference>> {
  const reference = createServiceReference(serviceOf(HOUSE), { now: () => 5000 });
  expect((await post(reference, "/makeroom", { name: "attic" })).json).toEqual({ roomArn: ARN });
  return reference;
}

test("ARNs have the name that requests are signed for, unless the table has another", async () => {
  const { table = "" } = HOUSE;
  const unnamed = { ...HOUSE, table: table.replace(/^ {2}service: house\n/m, "") };
  expect(unnamed.table).not.toBe(table);
  const reference = createServiceReference(serviceOf(unnamed), {});
  expect((await post(reference, "/makeroom", { name: "attic" })).json).toMatchObject({ roomArn: ARN });
});

test("an identity that is an ARN has the form of the unknown one, if the table says nothing of its end", async () => {
  const { table = "" } = HOUSE;
  const plain = { ...HOUSE, table: table.replace(/^ {2}arns: .*\n/m, "") };
  expect(plain.table).not.toBe(table);
  const reference = createServiceReference(serviceOf(plain), {});
  const { roomArn } = (await post(reference, "/makeroom", { name: "attic" })).json as { readonly roomArn: string };
  expect(roomArn).toMatch(/^arn:aws:house:us-east-1:111122223333:room\/[0-9a-f-]{36}$/);
  expect(await rooms(reference, { rooms: [roomArn] })).toMatchObject([{ name: "attic", roomArn }]);
});

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
  const at = `/lamps/${encodeURIComponent(ARN)}`;
  await post(reference, at, { colour: "red" });
  expect((await get(reference, `${at}?all=true`)).json).toEqual({});
});
