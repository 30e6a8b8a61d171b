import { expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { judgeUndone } from "#suites/service/judging/made/judge-undone.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource === undefined) throw new Error("the table has no box");
const box = resource;
const input: JsonObject = { boxName: `${NAME_PREFIX}refused` };
const refused = anError(400, "InvalidParameterException");

/** The widgets, where boxes of these names were made, whatever was answered. */
async function targetWith(...names: readonly string[]) {
  const target = widgetTarget();
  for (const boxName of names) {
    const request = encodeInput(service.contract.operation("MakeBox"), { boxName });
    if (request !== undefined) await target.send(request);
  }
  return target;
}

async function judgedOn(target: ReturnType<typeof widgetTarget>, asked = input, reply = refused) {
  const { session } = serviceSetting(service, target);
  await judgeUndone(session, box, { input: asked, reply });
  await session.cleanUp();
  return session.judgements.filter(({ requirement }) => requirement === "make-box.undone");
}

test("what was refused, and is described all the same, was done; it is removed", async () => {
  const target = await targetWith(`${NAME_PREFIX}refused`);
  const [judged] = await judgedOn(target);
  expect(judged?.verdict).toBe("fail");
  expect(judged?.received).toBe(`box "${NAME_PREFIX}refused"`);
  expect([...target.boxes.keys()]).toEqual([]);
});

test("what was refused, and is unknown, was not", async () => {
  expect((await judgedOn(await targetWith())).map(({ verdict }) => verdict)).toEqual(["pass"]);
});

test("nothing is looked for that may have been made by another request, or that nobody refused", async () => {
  const target = await targetWith("plain");
  expect(await judgedOn(target, { boxName: "plain" })).toEqual([]);
  expect(await judgedOn(await targetWith(), input, aReply({ status: 200 }))).toEqual([]);
  expect(await judgedOn(await targetWith(), input, aReply({ status: 500 }))).toEqual([]);
  expect(await judgedOn(await targetWith(), {})).toEqual([]);
  expect([...target.boxes.keys()]).toEqual(["plain"]);
});

test("a target that describes whatever it is asked for shows nothing", async () => {
  const target = await targetWith();
  const shows: ReturnType<typeof widgetTarget>["send"] = async (request, options) => {
    const [, name] = /^\/boxes\/([^/]+)$/.exec(request.path) ?? [];
    if (name !== undefined && request.method === "GET" && !target.boxes.has(name)) {
      const made = encodeInput(service.contract.operation("MakeBox"), { boxName: name });
      if (made !== undefined) await target.send(made);
    }
    return target.send(request, options);
  };
  expect(await judgedOn({ ...target, send: shows })).toEqual([]);
});

test("what an answer calls by another word than the input does is found, too", async () => {
  const { list } = box;
  const named = { ...box, id: { ...box.id, input: "/Box-Name" }, list: list && { ...list, item: "/boxName" } };
  const target = await targetWith(`${NAME_PREFIX}refused`);
  const table = { ...service.table, resources: [named] };
  const { session } = serviceSetting({ ...service, table }, target);
  await judgeUndone(session, named, { input: { "Box-Name": `${NAME_PREFIX}refused` }, reply: refused });
  expect(session.judgements.findLast(({ requirement }) => requirement === "make-box.undone")?.verdict).toBe("fail");
});
