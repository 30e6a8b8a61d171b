import { describe, expect, test } from "@jest/globals";
import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { parseContract } from "#spec/contract/contract.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import { judgeSuccess } from "#suites/service/judging/answers/judge-success.ts";
import type { AsCreated } from "#suites/service/service-context.ts";
import { HOUSE } from "#tests/helpers/house/house.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { aReply } from "#tests/suites/made-replies.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const A: MadeResource = { resource: box, id: "a" };
const KNOWN: ReadonlySet<string> = new Set(["make-box.answered", "make-box.shown"]);
const BOX: JsonObject = { boxName: "a", arn: "arn:a", colour: "red" };

interface Answered {
  readonly id: string;
  readonly input: JsonObject;
  readonly body: JsonValue;
  readonly status?: number;
  readonly created?: AsCreated;
}

/** What is found of an answer, by requirement. */
function found({ id, input, body, status = 200, created }: Answered) {
  const asCreated = new Map(created === undefined ? [] : [[keyOf(A), created]]);
  const success = { operation: service.contract.operation(id), input, reply: aReply({ status, body }) };
  return Object.fromEntries(judgeSuccess({ ...service, asCreated, knownRequirements: KNOWN }, success));
}

const described = (body: JsonValue, more: Partial<Answered> = {}) =>
  found({ id: "ShowBox", input: { boxName: "a" }, body, ...more });

describe("an answer is about the resource asked for", () => {
  test.each<[string, JsonValue, string, string]>([
    ["by its name", { box: { boxName: "a" } }, "met", "the box asked for"],
    ["not by another name", { box: { boxName: "b" } }, "missed", "another one, by `boxName`"],
    ["not without a name", { box: {} }, "missed", "another one, by `boxName`"],
    ["not by the lack of it", {}, "missed", "nothing at /box"],
  ])("%s", (_what, body, grade, received) => {
    expect(described(body)["show-box.names"]).toMatchObject({ grade, received });
  });

  test.each([
    [{}, "absent"],
    [{ box: null }, "null"],
  ])("and where it shows none, as in %j, says where that is absent", (body, received) => {
    const differences = [{ at: "/box", expected: "an object", received, absent: true }];
    expect(described(body)["show-box.names"]).toMatchObject({ differences });
  });

  test("but by a list of those asked for only where the list has one", () => {
    const contract = parseContract(JSON.stringify(HOUSE.document), "house.json");
    const text = HOUSE.table
      .replace(", input: { rooms: [$room] }", "")
      .replace("ShowRooms: {}", "ShowRooms: { rooms: [$room] }");
    const house = { contract, table: parseResources(text, "house.resources.yaml", contract) };
    const operation = contract.operation("ShowRooms");
    const namesOf = (body: JsonObject) => {
      const success = { operation, input: { rooms: ["arn:a"] }, reply: aReply({ status: 200, body }) };
      const found = Object.fromEntries(
        judgeSuccess({ ...house, asCreated: new Map(), knownRequirements: KNOWN }, success),
      );
      return found["show-rooms.names"]?.grade;
    };
    expect(namesOf({ rooms: [{ roomArn: "arn:a" }] })).toBe("met");
    expect(namesOf({ rooms: [] })).toBeUndefined();
    expect(namesOf({})).toBe("missed");
  });

  test("by the word that the list has for it, where the path has another", () => {
    const { list } = box;
    const named = { ...box, id: { ...box.id, input: "/Box-Name" }, list: list && { ...list, item: "/boxName" } };
    const other = {
      ...service,
      table: { ...service.table, resources: [named] },
      asCreated: new Map(),
      knownRequirements: KNOWN,
    };
    const operation = service.contract.operation("ShowBox");
    const namesOf = (boxName: string) => {
      const reply = aReply({ status: 200, body: { box: { boxName } } });
      const found = Object.fromEntries(judgeSuccess(other, { operation, input: { boxName: "a" }, reply }));
      return found["show-box.names"]?.grade;
    };
    expect(namesOf("a")).toBe("met");
    expect(namesOf("b")).toBe("missed");
  });

  test("of its creation, too", () => {
    const made = (boxName: string) => found({ id: "MakeBox", input: { boxName: "a" }, body: { box: { boxName } } });
    expect(made("a")["make-box.names"]).toMatchObject({ grade: "met" });
    expect(made("b")["make-box.names"]).toMatchObject({ grade: "missed" });
  });
});

describe("the answer to a creation shows what the plain input has", () => {
  const inputs = { ...service.table.inputs, MakeBox: { boxName: "$new", colour: "red" } };
  const gradesOf = (resource: typeof box, sent: JsonObject, shown: JsonObject) => {
    const table = { ...service.table, inputs, resources: [resource] };
    const reply = aReply({ status: 200, body: { box: { boxName: "a", ...shown } } });
    const success = { operation: service.contract.operation("MakeBox"), input: { boxName: "a", ...sent }, reply };
    const context = { ...service, table, asCreated: new Map(), knownRequirements: KNOWN };
    const found = Object.fromEntries(judgeSuccess(context, success));
    return { answered: found["make-box.answered"]?.grade, shown: found["make-box.shown"]?.grade };
  };

  test("as it was sent, each time", () => {
    expect(gradesOf(box, { colour: "red" }, { colour: "red" })).toEqual({ answered: "met" });
    expect(gradesOf(box, { colour: "red" }, { colour: "blue" })).toEqual({ answered: "missed" });
  });

  test("but for what it leaves out, where a description shows it", () => {
    expect(gradesOf(box, { colour: "red" }, {})).toEqual({});
    expect(gradesOf({ ...box, describe: undefined }, { colour: "red" }, {})).toEqual({ shown: "missed" });
    expect(gradesOf({ ...box, describe: undefined }, { colour: "red" }, { colour: "red" })).toEqual({ shown: "met" });
  });

  test("and says nothing of other values, which may have been changed for what they mean", () => {
    expect(gradesOf(box, { colour: "blue" }, { colour: "red" })).toEqual({});
  });
});

describe("each success of a valid request", () => {
  test("has the status that the model binds", () => {
    expect(described({ box: BOX })["show-box.valid"]).toMatchObject({ grade: "met" });
    expect(described({ box: BOX }, { status: 201 })["show-box.valid"]).toMatchObject({ grade: "missed" });
  });

  test("shows the ARN that the creation showed, where that is known", () => {
    const created = { input: { boxName: "a" }, shown: BOX };
    expect(described({ box: BOX }, { created })["show-box.agrees"]).toMatchObject({ grade: "met" });
    const other = { box: { ...BOX, arn: "arn:b" } };
    expect(described(other, { created })["show-box.agrees"]).toMatchObject({
      grade: "missed",
      received: "another value at /arn",
    });
    expect(described(other)).not.toHaveProperty("show-box.agrees");
  });

  test("of what is asked for in the name of something else is not compared with that", () => {
    const created = { input: { boxName: "a" }, shown: BOX };
    const other = { box: { boxName: "b", arn: "arn:b" } };
    expect(found({ id: "ShowBox", input: { boxName: "b" }, body: other, created })).not.toHaveProperty(
      "show-box.agrees",
    );
  });
});
