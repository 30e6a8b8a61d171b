import { expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Label } from "#suites/oracles/request/expectation.ts";
import { type OneRequest, oneRequestCase } from "#suites/registration/cases/inputs/one-request.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";

const OWN = "register.name.max-length.accepts";
const VALID = "register.valid";
const STATE = "register.rejected-leaves-no-state";

/** A registration with these changes, under a name of its own unless they say another. */
const registering =
  (slot: string, changes: JsonObject = {}) =>
  (session: CaseSession): WireRequest => {
    const request = encodeInput(register, { ...session.registration.minimal(session.salt(slot)), ...changes });
    if (request === undefined) throw new Error("the input does not fit into a request");
    return request;
  };

const VARIANT = registering("variant", { tags: { variant: "yes" } });
const BROKEN = registering("broken", { connectorConfig: {} });
const ROLE = "/properties/connectorConfig#required:roleArn";
const nowhere = () => ({ method: "POST", path: "/nowhere", headers: [] });

async function judged(one: Partial<OneRequest>, script?: Script) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  const context = testContext({ target, clock });
  context.control.passed = true;
  const session = new CaseSession(context, "the case", 1);
  const label = { operation: register, id: "the case", kind: "boundary", summary: "one request" } as const;
  const sent = { ...label, requirement: OWN, request: VARIANT, checksState: false, ...one };
  const sending = oneRequestCase(sent).run(session);
  const error = await sending.then(
    () => undefined,
    ({ message }: Error) => message,
  );
  /** Verdicts on a requirement, each with the body or path of the request that it points at. */
  const on = (id: string) =>
    session.judgements
      .filter(({ requirement }) => requirement === id)
      .map(({ verdict, exchange }) => [verdict, bodyOf(session, exchange)]);
  return { target, session, error, on };
}

function bodyOf({ exchanges }: CaseSession, index: number | undefined): string | undefined {
  const request = exchanges[index ?? -1]?.request;
  return request?.body === undefined ? request?.path : new TextDecoder().decode(request.body);
}

/** Refuses such registrations, carried out or not. */
const refusing =
  (isRefused: (body: string) => boolean, { done = false } = {}): Script =>
  async (request, _number, work) => {
    const isCreating = request.method === "POST" && isRefused(new TextDecoder().decode(request.body));
    if (!isCreating) return work();
    if (done) await work();
    return aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: { message: "No." } });
  };

test.each<[what: string, label: Label, OneRequest["request"], complaint: string]>([
  ["a valid one that breaks a limit", { side: "accept" }, BROKEN, "keep the contract, but breaks /properties/conn"],
  ["a valid one on a path of no operation", { side: "accept" }, nowhere, "keep the contract, but breaks route"],
  [
    "a broken one that breaks nothing",
    { side: "reject", key: "/properties/name#maxLength" },
    VARIANT,
    "but breaks nothing",
  ],
  [
    "one that breaks another limit",
    { side: "reject", key: "/properties/name#maxLength" },
    BROKEN,
    "#maxLength, but breaks",
  ],
])("a request labelled as %s throws before anything is sent", async (_what, label, request, complaint) => {
  const { error, target, session } = await judged({ label, request });
  expect(error).toContain(`the case was to`);
  expect(error).toContain(complaint);
  expect(target.log).toEqual([]);
  expect(session.judgements).toEqual([]);
});

test.each<[what: string, label: Label, OneRequest["request"], verdict: string]>([
  ["keeps the contract", { side: "accept" }, VARIANT, "pass"],
  ["breaks what it says, among others", { side: "reject", key: ROLE }, BROKEN, "pass"],
  ["may be read in two ways, whatever it says", { side: "accept" }, registering("silent", { tags: {} }), "info"],
  [
    "may be read in two ways, whatever it says",
    { side: "reject", key: ROLE },
    registering("silent", { tags: {} }),
    "info",
  ],
])("a request whose label is right is sent: it %s", async (_what, label, request, verdict) => {
  const { error, on } = await judged({ label, request });
  expect(error).toBe(undefined);
  expect(on(OWN).map(([own]) => own)).toEqual([verdict]);
});

const hasVariant = (body: string) => body.includes("variant");

test("a refusal whose base is accepted fails by the refusal, not by what was sent after it", async () => {
  const { on, session } = await judged({ base: registering("base") }, refusing(hasVariant));
  expect(session.exchanges).toHaveLength(2);
  expect(on(OWN)).toEqual([["fail", expect.stringContaining("variant")]]);
  expect(on(VALID)).toEqual([]);
});

test("a refusal whose base is refused too says nothing, and the base is charged by its own answer", async () => {
  const { on } = await judged(
    { base: registering("base") },
    refusing(() => true),
  );
  expect(on(OWN)).toEqual([["inconclusive", expect.stringContaining("variant")]]);
  expect(on(VALID)).toEqual([["fail", expect.not.stringContaining("variant")]]);
});

test.each<[what: string, OneRequest["request"], Script | undefined, verdict: string]>([
  ["as expected", VARIANT, undefined, "pass"],
  ["of what had to be refused", BROKEN, () => aResponse({ status: 200, body: { cluster: {} } }), "fail"],
])("a success %s needs no base, nor a look for state", async (_what, request, script, verdict) => {
  let asked = 0;
  const base = (session: CaseSession) => ((asked += 1), registering("base")(session));
  const { on, target } = await judged({ request, base, checksState: true }, script);
  expect(on(OWN).map(([own]) => own)).toEqual([verdict]);
  expect(asked).toBe(0);
  expect(target.sent.length).toBe(1);
});

test.each<[what: string, verdict: string, OneRequest["request"], Script | undefined]>([
  ["that left nothing", "pass", BROKEN, undefined],
  ["that was carried out", "fail", VARIANT, refusing(() => true, { done: true })],
])(
  "after a refusal %s a look tells that: %s, and each is judged by its own answer",
  async (_what, verdict, request, script) => {
    const { on } = await judged({ request, checksState: true }, script);
    expect(on(STATE)).toEqual([[verdict, expect.stringMatching(/^\/clusters\//)]]);
    expect(on(OWN)).toEqual([[verdict, expect.stringContaining('"connectorConfig"')]]);
  },
);

test("nobody looks for state where it is not asked for", async () => {
  expect((await judged({ request: BROKEN })).target.sent).toHaveLength(1);
});
