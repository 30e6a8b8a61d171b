import { expect, test } from "@jest/globals";
import type { Reply } from "../../../../../protocol/answers/reply.ts";
import { judgePlain } from "../../../../../suites/service/judging/answers/judge-plain.ts";
import { widgets } from "../../../../helpers/widgets/widgets.ts";

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
