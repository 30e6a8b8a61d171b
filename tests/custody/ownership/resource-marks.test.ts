import { describe, expect, test } from "@jest/globals";
import { shownMarks } from "#custody/ownership/resource-marks.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { aReply, JSON_TYPE, STARTED_AT } from "#tests/suites/made-replies.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const made = { resource: box, id: "b-77" };

const DATE = ["date", new Date(STARTED_AT).toUTCString()] as const;
const NOW = STARTED_AT / 1000;

describe("what an answer shows", () => {
  const RUN = "ecf-7-";
  const whose = (shown: JsonObject, input?: JsonObject) => {
    const claim = {
      times: [{ from: STARTED_AT, to: Infinity }],
      holdsRun: (text: string) => text.includes(RUN),
      input,
    };
    const body = { box: { boxName: "b-77", ...shown } };
    return shownMarks(service, made, { reply: aReply({ status: 200, headers: [JSON_TYPE, DATE], body }), claim });
  };

  test.each<[string, JsonObject, JsonObject | undefined]>([
    ["it was made in time", { createdAt: NOW }, undefined],
    ["a text holds the run", { colour: `${RUN}x` }, undefined],
    [
      "a text of the run is as it was sent, whatever became of the tags",
      { colour: `${RUN}x`, tags: { c: "d" } },
      { colour: `${RUN}x`, tags: { a: "b" } },
    ],
    ["a tag that was sent is there", { createdAt: NOW, tags: { a: "b", c: "d" } }, { tags: { a: "b" } }],
  ])("is ours where %s", (_what, shown, input) => {
    expect(whose(shown, input)).toEqual({ whose: "ours" });
  });

  test.each<[string, JsonObject, JsonObject | undefined]>([
    [
      "it was created at 2026-11-24T11:00:00.000Z, before the run asked for it",
      { createdAt: NOW - 3_600, colour: `${RUN}x` },
      undefined,
    ],
    ["it has other tags", { createdAt: NOW, tags: { c: "d" } }, { tags: { a: "b" } }],
    ["its colour is not the one that was sent", { createdAt: NOW, colour: "red" }, { colour: `${RUN}x` }],
  ])("is theirs: %s", (reason, shown, input) => {
    expect(whose(shown, input)).toEqual({ whose: "theirs", reason });
  });

  test("tells nothing where it has neither", () => {
    expect(whose({}, { tags: { a: "b" } })).toEqual({ whose: "unknown" });
  });
});
