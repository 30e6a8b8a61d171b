import { expect, test } from "@jest/globals";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { keysPut, noteTagsPut } from "#suites/service/tags-put.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { aReply } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "./service-setting.ts";

const service = widgets();
const ARN = "arn:widgets:there";

function notedAfter(status: number, tags: Readonly<Record<string, string>>, operation = "AddTags"): readonly string[] {
  const { context, session } = serviceSetting(service, widgetTarget());
  const input = { arn: ARN, ...(operation === "AddTags" ? { tags } : { keys: Object.keys(tags) }) };
  const request = encodeInput(service.contract.operation(operation), input);
  if (request === undefined) throw new Error("no request");
  noteTagsPut(context, session.classify(request), aReply({ status }));
  return keysPut(context, ARN);
}

test("what was put on a resource is known by its keys, where a request has done so or may have", () => {
  expect(notedAfter(200, { team: "a", owner: "b" })).toEqual(["team", "owner"]);
  expect(notedAfter(500, { team: "a" })).toEqual(["team"]);
  expect(notedAfter(400, { team: "a" })).toEqual([]);
});

test("nothing is put by an operation that takes tags off", () => {
  expect(notedAfter(200, { team: "a" }, "DropTags")).toEqual([]);
});

test("what was taken off is put no more, and what a refused request was to take off still is", () => {
  const keysAfter = (status: number): readonly string[] => {
    const { context, session } = serviceSetting(service, widgetTarget());
    const note = (operation: string, input: JsonObject, answered: number): void => {
      const request = encodeInput(service.contract.operation(operation), { arn: ARN, ...input });
      if (request !== undefined) noteTagsPut(context, session.classify(request), aReply({ status: answered }));
    };
    note("AddTags", { tags: { team: "a", owner: "b" } }, 200);
    note("DropTags", { keys: ["team"] }, status);
    return keysPut(context, ARN);
  };
  expect(keysAfter(200)).toEqual(["owner"]);
  expect(keysAfter(400)).toEqual(["team", "owner"]);
});
