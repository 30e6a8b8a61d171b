import { expect, test } from "@jest/globals";
import type { Reply } from "#protocol/answers/reply.ts";
import { judgeAnew, untilClockMoved } from "#suites/service/cases/lives/made-anew.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { aReply } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const plain = widgets();
const service = { ...plain, table: { ...plain.table, created: "/createdAt" } };
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const creating = service.contract.operation(box.create?.operation ?? "");
const shows = box.create?.shows ?? "";

/** Answered with this time of creation in seconds. */
function answered(createdAt: number): Reply {
  const shown = { createdAt };
  const body = shows === "" ? shown : { [shows.slice(1)]: shown };
  return aReply({ status: 200, body });
}

test.each([
  ["that of the deleted one", answered(7.125), "fail"],
  ["another one", answered(7.126), undefined],
])("the time of what is made anew is %s", (_what, reply, verdict) => {
  const { session, judged } = serviceSetting(service, fakeTarget());
  judgeAnew(session, { resource: box, creating, parent: undefined }, answered(7.125), reply);
  expect(judged(`${creating.prefix}.created`)?.verdict).toBe(verdict);
});

test("a time in whole seconds may be the same", () => {
  const { session, judged } = serviceSetting(service, fakeTarget());
  judgeAnew(session, { resource: box, creating, parent: undefined }, answered(7), answered(7));
  expect(judged(`${creating.prefix}.created`)).toBeUndefined();
});

test.each([
  ["as long as a coarse clock may stand still", 20, [30]],
  ["not where that is over", 60, []],
])("another one is made later: it is waited %s", async (_what, since, naps) => {
  const { session, clock } = serviceSetting(service, fakeTarget());
  const first = answered(7.125);
  await untilClockMoved(session, { ...first, exchange: { ...first.exchange, startedAt: clock.epoch() - since } });
  expect(clock.naps).toEqual(naps);
});
