import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { madeInTime, shownMarks } from "../../../clusters/resources/resource-marks.ts";
import type { JsonObject, JsonValue } from "../../../spec/json/json.ts";
import { widgets } from "../../helpers/widgets/widgets.ts";
import { aReply, JSON_TYPE, STARTED_AT } from "../../suites/made-replies.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const made = { resource: box, id: "b-77" };

const DATE = ["date", new Date(STARTED_AT).toUTCString()] as const;
const dated = aReply({ status: 200, headers: [JSON_TYPE, DATE], body: {} });
const undated = aReply({ status: 200, headers: [JSON_TYPE], body: {} });
const NOW = STARTED_AT / 1000;
const MINUTE = 60_000;

describe("the time at which it was made", () => {
  const within = { times: [{ from: STARTED_AT - MINUTE, to: STARTED_AT }] };

  test("is compared by the endpoint's clock, to a second or two", () => {
    expect(madeInTime(NOW - 30, dated, within)).toBe(true);
    expect(madeInTime(NOW - 63, dated, within)).toBe(false);
    expect(madeInTime(NOW + 4, dated, within)).toBe(false);
  });

  test("may be five minutes off where the endpoint does not say what time it is", () => {
    expect(madeInTime(NOW - 300, undated, within)).toBe(true);
    expect(madeInTime(NOW - 362, undated, within)).toBe(false);
    expect(madeInTime(NOW + 302, undated, within)).toBe(false);
  });

  test.each<[string, JsonValue | undefined]>([
    ["absent", undefined],
    ["no time", "some day"],
    ["of another type", {}],
    ["nothing", null],
    ["zero", 0],
  ])("tells nothing where it is %s", (_what, shown) => {
    expect(madeInTime(shown, dated, within)).toBeUndefined();
  });

  test("is in no time where there was no request", () => {
    expect(madeInTime(NOW, dated, { times: [] })).toBe(false);
  });

  test("is the same in seconds, in milliseconds and as a text", () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), (off) => {
        const seconds = Math.floor(NOW) + off;
        const [bySeconds, ...others] = [seconds, seconds * 1000, new Date(seconds * 1000).toISOString()].map((shown) =>
          madeInTime(shown, dated, within),
        );
        expect(others).toEqual([bySeconds, bySeconds]);
      }),
    );
  });
});

describe("what an answer shows", () => {
  const RUN = "ecf-7-";
  const whose = (shown: JsonObject, input?: JsonObject) => {
    const claim = {
      times: [{ from: STARTED_AT, to: Infinity }],
      holdsRun: (text: string) => text.includes(RUN),
      input,
    };
    return shownMarks(service, made, { shown: { boxName: "b-77", ...shown }, reply: dated, claim });
  };

  test.each<[string, JsonObject, JsonObject | undefined]>([
    ["it was made in time", { createdAt: NOW }, undefined],
    ["a text holds the run", { colour: `${RUN}x` }, undefined],
    ["a tag that was sent is there", { createdAt: NOW, tags: { a: "b", c: "d" } }, { tags: { a: "b" } }],
  ])("is ours where %s", (_what, shown, input) => {
    expect(whose(shown, input)).toEqual({ whose: "ours" });
  });

  test.each<[string, JsonObject, JsonObject | undefined]>([
    ["it was not created when the run asked for it", { createdAt: NOW - 3_600, colour: `${RUN}x` }, undefined],
    ["it has other tags", { createdAt: NOW, tags: { c: "d" } }, { tags: { a: "b" } }],
    ["its colour is not the one that was sent", { createdAt: NOW, colour: "red" }, { colour: `${RUN}x` }],
  ])("is theirs: %s", (reason, shown, input) => {
    expect(whose(shown, input)).toEqual({ whose: "theirs", reason });
  });

  test("tells nothing where it has neither", () => {
    expect(whose({}, { tags: { a: "b" } })).toEqual({ whose: "unknown" });
  });
});
