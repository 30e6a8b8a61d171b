import { expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { oneRequestCase } from "#suites/registration/cases/inputs/one-request.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";

const OWN = "register.name.max-length.accepts";
const TAKEN = aResponse({ status: 200, body: { cluster: {} } });

test.each<[what: string, changes: JsonObject, isTaken: boolean, verdict: string]>([
  ["keeps the contract, and is taken", { tags: { variant: "yes" } }, false, "pass"],
  ["breaks a limit, and is refused", { connectorConfig: {} }, false, "pass"],
  ["breaks a limit, and is taken", { connectorConfig: {} }, true, "fail"],
  ["may be read in two ways", { tags: {} }, false, "info"],
])("one request is judged by what its bytes say: it %s", async (_what, changes, isTaken, verdict) => {
  const clock = new RecordingClock();
  const target = fakeTarget(isTaken ? () => TAKEN : undefined, { now: clock.now });
  const context = testContext({ target, clock });
  context.control.passed = true;
  const session = new CaseSession(context, "the case", 1);
  const request = encodeInput(register, { ...session.registration.minimal(session.salt()), ...changes });
  if (request === undefined) throw new Error("the input does not fit into a request");
  const one = { operation: register, id: "the case", kind: "boundary", summary: "one request" } as const;
  await oneRequestCase({ ...one, requirement: OWN, request: () => request }).run(session);
  const own = session.judgements.filter(({ requirement }) => requirement === OWN);
  expect(own.map((each) => [each.verdict, each.exchange])).toEqual([[verdict, 0]]);
  expect(target.sent).toHaveLength(1);
});
