import { expect, test } from "@jest/globals";
import { readReply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { absurdPath } from "#suites/run/control/operation-presence.ts";
import { presenceOf } from "#suites/run/control/presence-of.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";

const REQUEST: WireRequest = { method: "POST", path: "/boxes", headers: [] };
const NOT_FOUND = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
const NO_PATH = aResponse({ status: 404, headers: errorHeaders("UnknownOperationException"), body: {} });

/** What a plain request is told from by the answer to a path that cannot exist. */
async function presenceAt(plain: Fate, absurd: Fate): Promise<Presence> {
  const target = fakeTarget(({ path }) => (path === REQUEST.path ? plain : absurd));
  const send = async (request: WireRequest) => readReply(await target.send(request));
  return presenceOf({ request: REQUEST, reply: await send(REQUEST), compare: send });
}

test.each<[string, string, Fate, Fate]>([
  ["is there where it answers otherwise than a path that cannot exist", "refused", NOT_FOUND, NO_PATH],
  ["is not there where it answers alike", "not-implemented", NO_PATH, NO_PATH],
  ["that loses its reply is not told from another path by that one's being lost, too", "refused", "reset", "reset"],
  ["that does not answer is not told from another path by its not answering, too", "refused", "timeout", "timeout"],
])("an operation %s", async (_what, status, plain, absurd) => {
  expect((await presenceAt(plain, absurd)).status).toBe(status);
});

const told = (status: number, message: string) => aResponse({ status, body: { message } });

test.each<[string, string, string, string]>([
  ["not-implemented", "names the path as one that leads nowhere", "nothing at /boxes", "nothing at {absurd}"],
  ["refused", "says the same of any path, without naming it", "a failure", "a failure"],
  ["refused", "names the path in other words", "a crash at /boxes", "nothing at {absurd}"],
])("is %s where a failure of the server %s", async (status, _what, plain, absurd) => {
  const failing = (message: string) => aResponse({ status: 500, body: { message } });
  const words = absurd.replace("{absurd}", absurdPath(REQUEST.path));
  expect((await presenceAt(failing(plain), failing(words))).status).toBe(status);
});

test.each<[string, boolean, Fate, Fate]>([
  ["that is refused word for word as a path that cannot exist", true, NO_PATH, NO_PATH],
  ["that is refused in other words", false, told(404, "no such box"), told(404, "no such path")],
  ["that is refused as whatever is asked for is", false, told(403, "no"), told(403, "no")],
])("did nothing where it is one %s: %s", async (_what, isNowhere, plain, absurd) => {
  expect((await presenceAt(plain, absurd)).isNowhere ?? false).toBe(isNowhere);
});
