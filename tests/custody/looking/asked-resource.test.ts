import { describe, expect, test } from "@jest/globals";
import { type AskedResource, askedAgain, whoseName } from "../../../custody/looking/asked-resource.ts";
import { widgets } from "../../helpers/widgets/widgets.ts";
import { fakeTarget } from "../../suites/fake-target.ts";
import { aResponse, errorHeaders, JSON_TYPE, STARTED_AT } from "../../suites/made-replies.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const made = { resource: box, id: "a" };

const DATE = ["date", new Date(STARTED_AT).toUTCString()] as const;
const HOUR_MS = 3_600_000;
const TIME = { from: STARTED_AT - 10_000, to: STARTED_AT - 9_000 };

/** Whose a box is that is shown as created so many milliseconds from now, or without a time. */
async function whose(wasFree: boolean | undefined, createdAt: number | undefined) {
  const told = { boxName: "a", createdAt: createdAt === undefined ? null : (STARTED_AT + createdAt) / 1000 };
  const target = fakeTarget(() => aResponse({ status: 200, headers: [JSON_TYPE, DATE], body: { box: told } }));
  const asked: AskedResource = { made, times: [TIME], wasFree, isSurprise: true };
  return (await whoseName(made, asked, { service, target })).whose;
}

describe("a name that anybody may have", () => {
  test.each([
    ["the run's, where nobody had it, and it was created on the run's request", true, -9_500, "ours"],
    ["nobody knows whose, where nobody had it, and it was created before that", true, -HOUR_MS, "unknown"],
    ["nobody knows whose, where nobody had it, and it was created after that", true, -1_000, "unknown"],
    ["nobody knows whose, where nobody had it, and nothing says when it was created", true, undefined, "unknown"],
    ["somebody else's, where somebody had it", false, -HOUR_MS, "theirs"],
    ["somebody else's, where somebody had it, and nothing says since when", false, undefined, "theirs"],
    ["nobody knows whose, where somebody had it, and there is a new one", false, -9_500, "unknown"],
    ["somebody else's, where no look said so, and it was created at another time", undefined, -HOUR_MS, "theirs"],
    ["nobody knows whose, where no look said so", undefined, -9_500, "unknown"],
  ] as const)("is %s", async (_what, wasFree, createdAt, expected) => {
    expect(await whose(wasFree, createdAt)).toBe(expected);
  });

  test("is nobody's where none is shown", async () => {
    const none = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
    expect(await whoseName(made, undefined, { service, target: fakeTarget(() => none) })).toEqual({
      whose: "nobody's",
    });
  });
});

test("what a later look shows may have been made by the first request", () => {
  const first = askedAgain(undefined, made, { time: TIME, wasFree: true, isSurprise: true });
  const again = askedAgain(first, made, { time: { from: 1, to: 2 }, wasFree: false, isSurprise: false });
  expect(again).toEqual({ made, times: [TIME, { from: 1, to: 2 }], wasFree: true, isSurprise: true });
});
