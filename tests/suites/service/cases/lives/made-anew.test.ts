import { expect, test } from "@jest/globals";
import type { Reply } from "../../../../../protocol/answers/reply.ts";
import { judgeAnew } from "../../../../../suites/service/cases/lives/made-anew.ts";
import { widgets } from "../../../../helpers/widgets/widgets.ts";
import { fakeTarget } from "../../../fake-target.ts";
import { aReply } from "../../../made-replies.ts";
import { serviceSetting } from "../../service-setting.ts";

const plain = widgets();
const service = { ...plain, table: { ...plain.table, created: "/createdAt" } };
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const creating = service.contract.operation(box.create?.operation ?? "");
const shows = box.create?.shows ?? "";

/** Answered so many milliseconds after the run began, with this time of creation in seconds. */
function answered(ms: number, createdAt: number): Reply {
  const shown = { createdAt };
  const body = shows === "" ? shown : { [shows.slice(1)]: shown };
  const reply = aReply({ status: 200, body });
  return { ...reply, exchange: { ...reply.exchange, startedAt: ms } };
}

test.each([
  ["that of the deleted one", answered(200, 7.125), "fail"],
  ["another one", answered(200, 7.126), undefined],
  ["the same, of a clock that may not have moved", answered(20, 7.125), undefined],
])("the time of what is made anew is %s", (_what, reply, verdict) => {
  const { session, judged } = serviceSetting(service, fakeTarget());
  judgeAnew(session, { resource: box, creating, parent: undefined }, answered(0, 7.125), reply);
  expect(judged(`${creating.prefix}.created`)?.verdict).toBe(verdict);
});

test("a time in whole seconds may be the same", () => {
  const { session, judged } = serviceSetting(service, fakeTarget());
  judgeAnew(session, { resource: box, creating, parent: undefined }, answered(0, 7), answered(200, 7));
  expect(judged(`${creating.prefix}.created`)).toBeUndefined();
});
