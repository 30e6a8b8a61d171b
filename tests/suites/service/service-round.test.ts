import { expect, test } from "@jest/globals";
import type { SendOptions, Target } from "#endpoint/target.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { NAME_PREFIX, serviceSetting } from "./service-setting.ts";

const service = widgets();
const { contract, table } = service;
const { tagging } = table;
const ARN = `arn:widgets:${NAME_PREFIX}a`;

function requestOf(operation: string | undefined, input: JsonObject): WireRequest {
  const request = encodeInput(contract.operation(operation ?? ""), input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

/** Sends it, and answers whether a lost reply leaves it open what it did. */
async function mayChangeState(send: (session: ReturnType<typeof serviceSetting>["session"]) => Promise<unknown>) {
  const target = widgetTarget();
  const told: (boolean | undefined)[] = [];
  const noting: Target["send"] = (request: WireRequest, options?: SendOptions) => {
    told.push(options?.mayChangeState);
    return target.send(request, options);
  };
  const { session } = serviceSetting(service, { ...target, send: noting });
  await send(session);
  return told[0];
}

const TAGGED = { arn: ARN, tags: { stage: "test" } };

test.each<[what: string, request: () => WireRequest, expected: boolean]>([
  ["what reads", () => requestOf(tagging?.list.operation, TAGGED), false],
  ["tags, which are put on as well twice", () => requestOf(tagging?.tag.operation, TAGGED), false],
  [
    "tags, which are taken off as well twice",
    () => requestOf(tagging?.untag.operation, { arn: ARN, keys: ["stage"] }),
    false,
  ],
  ["what no operation answers", () => ({ method: "PATCH", path: "/boxes", headers: [] }), false],
  ["what changes something", () => requestOf("PaintBox", { boxName: `${NAME_PREFIX}a`, colour: "red" }), true],
])("whether a lost reply is asked for again: %s", async (_what, request, expected) => {
  expect(await mayChangeState((session) => session.send(request()))).toBe(expected);
});

test("a creation is never sent again by the way, whatever its path", async () => {
  const [box] = table.resources;
  const input = { boxName: `${NAME_PREFIX}a` };
  const plain = requestOf(box?.create?.operation, input);
  for (const request of [plain, { ...plain, path: `/v1${plain.path}` }])
    expect(await mayChangeState(async (session) => box && session.create(box, request, { input }))).toBe(true);
});
