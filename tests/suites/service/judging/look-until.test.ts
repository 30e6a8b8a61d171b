import { expect, test } from "@jest/globals";
import { lookUntil } from "../../../../suites/service/judging/look-until.ts";
import { widgets, widgetTarget } from "../../../helpers/widgets/widgets.ts";
import { aReply } from "../../made-replies.ts";
import { serviceSetting } from "../service-setting.ts";

const { session } = serviceSetting(widgets(), widgetTarget());

async function looksAt(values: readonly number[], wanted: number, last = aReply({ status: 200 })) {
  let looks = 0;
  const look = () => Promise.resolve({ last, value: values[looks++] ?? values.at(-1) });
  const seen = await lookUntil(session, look, (each) => each?.value === wanted);
  return { value: seen?.value, looks };
}

test("what holds at once is looked at once", async () => {
  expect(await looksAt([1], 1)).toEqual({ value: 1, looks: 1 });
});

test("what holds later is looked at until then", async () => {
  expect(await looksAt([3, 2, 1, 0], 1)).toEqual({ value: 1, looks: 3 });
});

test("what never holds is what was seen last, and ends", async () => {
  const { value, looks } = await looksAt([3, 2], 1);
  expect(value).toBe(2);
  expect(looks).toBeGreaterThan(2);
});

test("what no request can ask for is not looked at again", async () => {
  let looks = 0;
  const look = () => Promise.resolve({ last: undefined, looks: (looks += 1) });
  expect(await lookUntil(session, look, () => false)).toMatchObject({ looks: 1 });
});
