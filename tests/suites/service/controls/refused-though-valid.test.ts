import { expect, test } from "@jest/globals";
import type { Target } from "#endpoint/target.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { judgeRefusedThoughValid } from "#suites/service/controls/refused-though-valid.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { exchangeOf } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [box] = service.table.resources;
const MAKE = service.contract.operation("MakeBox");
const TOKEN = MAKE.members.find(({ schema }) => schema["x-idempotency-token"] === true)?.name ?? "";

type Input = Readonly<Record<string, unknown>>;

/** What is said of a plain creation where some are refused, by their input and by how many came before. */
async function saidWhere(isRefused: (input: Input, before: number) => boolean, name = "InvalidParameterException") {
  const target = widgetTarget();
  let count = 0;
  const send: Target["send"] = async (request, options) => {
    const isCreation = request.method === "POST" && request.path === "/boxes";
    const input = isCreation ? (JSON.parse(new TextDecoder().decode(request.body)) as Input) : {};
    if (!isCreation || !isRefused(input, count++)) return target.send(request, options);
    const refusal = aResponse({ status: 400, headers: errorHeaders(name), body: { message: "No." } });
    return { last: exchangeOf(request, refusal), earlier: [] };
  };
  const { context, session } = serviceSetting(service, { ...target, send });
  const plain = (slot: string) => plainInput(context, { operation: MAKE.id }, { salt: session.salt(slot) });
  await judgeRefusedThoughValid(session, { operation: MAKE, creates: box, plain });
  await session.cleanUp();
  return session.judgements.filter(({ requirement }) => requirement === "make-box.valid");
}

const failing = (words: string) => [
  expect.objectContaining({ verdict: "fail", expected: expect.stringContaining(words) }),
];

test("who wants a client token refuses what is valid, and so does who wants longer names", async () => {
  expect(await saidWhere((input) => !Object.hasOwn(input, TOKEN))).toEqual(failing(TOKEN));
  expect(await saidWhere(({ boxName }) => String(boxName).length < 30)).toEqual(failing("a name that has"));
});

test("who refuses all of them, or takes the first one later, may have a reason", async () => {
  expect(await saidWhere(() => true)).toEqual([]);
  expect(await saidWhere((_, before) => before === 0)).toEqual([]);
});

test("nor is it known where the other input is refused the second time, as of what there may be one of", async () => {
  expect(await saidWhere((_, before) => before !== 1)).toEqual([]);
});

test("what is full says nothing of the input", async () => {
  expect(await saidWhere((input) => !Object.hasOwn(input, TOKEN), "ResourceLimitExceededException")).toEqual([]);
});
