import { expect, test } from "@jest/globals";
import type { Reply } from "#protocol/answers/reply.ts";
import { judgePlain, judgeRefusal, type OwedRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";

const operation = widgets().contract.operation("BurnBox");
const PRESENCE = { status: "refused", reason: "500 InternalFailure" } as const;

function reply(status: number): Reply {
  const json = { message: "no" };
  return { status, json, error: {}, earlier: [], exchange: { response: { status } } } as unknown as Reply;
}

test("a server that fails at a plain request does not meet it", () => {
  expect(judgePlain(reply(500), operation, PRESENCE)).toMatchObject({ grade: "missed" });
});

test("where there is an excuse for it, nothing is known", () => {
  expect(judgePlain(reply(500), operation, PRESENCE, "and it is held")).toMatchObject({
    grade: "unclear",
    received: "not exercised: it answered 500 InternalFailure, and it is held",
  });
});

test("a success needs no excuse", () => {
  expect(judgePlain(reply(200), operation, PRESENCE, "and it is held")).toMatchObject({ grade: "met" });
});

const UNKNOWN = { name: "ResourceNotFoundException", status: 404 };
const OTHER = { name: "ClientException", status: 400 };
const documenting = { ...operation, errors: [UNKNOWN, OTHER] } as unknown as typeof operation;

function refused(status: number, name: string, message = "no"): Reply {
  return {
    ...reply(status),
    json: { message },
    error: { name, message },
    exchange: { response: { status, headers: [] } },
  } as unknown as Reply;
}

test.each([
  ["the error itself", {}, refused(404, UNKNOWN.name), "met"],
  ["another one that is documented", {}, refused(400, OTHER.name), "tolerated"],
  ["another one, where that error alone will do", { alone: [UNKNOWN.name] }, refused(400, OTHER.name), "missed"],
  [
    "another one that says it by its text, where that error alone will do",
    { alone: [UNKNOWN.name] },
    refused(400, OTHER.name, "No cluster found for name: a."),
    "tolerated",
  ],
  ["one that is not documented", {}, refused(404, "NoSuchThing"), "missed"],
  [
    "any refusal, where only tags are told so",
    { untaggable: [UNKNOWN.name] },
    refused(404, "NoSuchThing"),
    "tolerated",
  ],
  ["a success, where only tags are told so", { untaggable: [UNKNOWN.name] }, reply(200), "missed"],
])("what must be refused as unknown: %s", (_what, names, answer, grade) => {
  const errors = { unknown: [UNKNOWN.name], taken: [], ...names };
  const owed = { error: UNKNOWN, operation: documenting, table: { errors } } as unknown as OwedRefusal;
  expect(judgeRefusal(answer, owed).grade).toBe(grade);
});
