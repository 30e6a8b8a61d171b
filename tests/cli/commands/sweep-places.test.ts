import { describe, expect, test } from "@jest/globals";
import type { IntendEntry, JournalPlace } from "#custody/journal/journal-entry.ts";
import { byPlace } from "#custody/journal/journal-places.ts";
import type { Outstanding } from "#custody/journal/outstanding.ts";
import { planSweep, type SweepPlan } from "#cli/commands/sweep-places.ts";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";

const EMULATOR: JournalPlace = { endpoint: "http://127.0.0.1:4566", region: "us-east-1", kind: "emulator" };
const AWS: JournalPlace = {
  endpoint: "https://eks.eu-west-1.amazonaws.com",
  region: "eu-west-1",
  account: "111122223333",
  kind: "aws",
};
const OTHER: JournalPlace = { endpoint: "http://10.0.0.7:4566/base", region: "us-east-1", kind: "emulator" };
const EMBEDDED: JournalPlace = {
  endpoint: "http://127.0.0.1:9",
  region: "us-east-1",
  kind: "reference",
  ended: true,
};

const FLAGS: RunFlags = { ...RUN_DEFAULTS, out: "" };

function sent(name: string, place?: JournalPlace): Outstanding {
  const intend: IntendEntry = { event: "intend", name, runId: "r", place, case: "c", at: 1 };
  return { name, intend, runAskedAt: 1, lastAskedAt: 1, created: false };
}

/** AWS's own rules have the endpoint of --aws. */
function plan(names: readonly Outstanding[], given: Partial<RunFlags> = {}, region?: string): SweepPlan {
  const flags = { ...FLAGS, ...given };
  const named = flags.aws === true ? `https://eks.${flags.region}.amazonaws.com` : flags.endpointUrl;
  return planSweep(byPlace(names), { journal: "a journal.ndjson", flags, named, region });
}

const ON_AWS = { aws: true, region: "eu-west-1", sandboxAccount: "111122223333" } as const;

const placesOf = ({ places }: SweepPlan) =>
  places.map(({ flags: { endpointUrl, region, sandboxAccount, kind }, names }) => ({
    endpointUrl,
    region,
    sandboxAccount,
    kind,
    names: names.map(({ name }) => name),
  }));

test.each([
  [true, true],
  [undefined, false],
] as const)("of a run that was unsigned (%s) the sweep is, too: %s", (unsigned, is) =>
  expect(plan([sent("a", { ...EMULATOR, unsigned })]).places[0]?.flags.sign).toBe(!is),
);

describe("the journal knows where to go", () => {
  test("to an emulator, alone", () =>
    expect(placesOf(plan([sent("a", EMULATOR), sent("b", EMULATOR)]))).toEqual([
      {
        endpointUrl: EMULATOR.endpoint,
        region: "us-east-1",
        sandboxAccount: undefined,
        kind: "emulator",
        names: ["a", "b"],
      },
    ]));

  test("to AWS, where the user says the same", () =>
    expect(placesOf(plan([sent("a", AWS)], ON_AWS))).toEqual([
      { endpointUrl: AWS.endpoint, region: "eu-west-1", sandboxAccount: "111122223333", kind: "aws", names: ["a"] },
    ]));

  test("to several places in turn", () =>
    expect(placesOf(plan([sent("a", OTHER), sent("b", EMULATOR), sent("c", OTHER)]))).toMatchObject([
      { endpointUrl: OTHER.endpoint, names: ["a", "c"] },
      { endpointUrl: EMULATOR.endpoint, names: ["b"] },
    ]));

  test("to nowhere for what went with the run's own server", () => {
    const { places, gone, leftOut } = plan([sent("a", EMBEDDED)]);
    expect(places).toEqual([]);
    expect(leftOut).toEqual([]);
    expect(gone).toMatchObject([{ name: "a" }]);
  });
});

const TYPE =
  /^sweep: only the journal says that its run was at .*: if that is right, type npx --no eks-conformance sweep --journal 'a journal\.ndjson' --endpoint-url /;

describe("the journal's word alone does not do", () => {
  test.each<[string, JournalPlace, Partial<RunFlags>, string?]>([
    ["for AWS", AWS, {}],
    ["for AWS, of its endpoint", AWS, { region: "eu-west-1", sandboxAccount: "111122223333" }],
    ["for AWS, of its account", AWS, { aws: true, region: "eu-west-1" }],
    ["for AWS, of its Region", AWS, { endpointUrl: AWS.endpoint, sandboxAccount: "111122223333" }],
    [
      "for AWS, of another Region than AWS_REGION's",
      AWS,
      { endpointUrl: AWS.endpoint, sandboxAccount: "111122223333" },
      "us-east-1",
    ],
    ["for AWS that it calls an emulator", { ...AWS, kind: "emulator", account: undefined }, {}],
    ["for an account, at whatever endpoint", { ...EMULATOR, account: "111122223333" }, {}],
    ["for an account that the user names", EMULATOR, { sandboxAccount: "111122223333" }],
    [
      "for a private name that may lead to AWS",
      { ...EMULATOR, endpoint: "https://eks.internal", kind: "aws" },
      { endpointUrl: "https://eks.internal" },
    ],
    ...[
      "http://example.com",
      "http://93.184.215.14",
      "http://emulator:4566",
      "http://a.localhost",
      "http://x.test",
      "http://[2001:db8::1]",
    ].map((endpoint): [string, JournalPlace, Partial<RunFlags>] => [`for ${endpoint}`, { ...EMULATOR, endpoint }, {}]),
  ])("%s", (_what, place, flags, ...[region]) => expect(() => plan([sent("a", place)], flags, region)).toThrow(TYPE));

  test("and the line to type has no account, which the user has to know", () =>
    expect(() => plan([sent("a", AWS)])).toThrow(
      /--endpoint-url https:\/\/eks\.eu-west-1\.amazonaws\.com --region eu-west-1 --sandbox-account ID$/,
    ));

  test.each([
    "http://127.0.0.1:1",
    "http://localhost:4566",
    "http://[::1]:1",
    "http://10.1.2.3",
    "http://192.168.0.9/b",
  ])("but for %s it does, without the user's credentials", (endpoint) =>
    expect(plan([sent("a", { ...EMULATOR, endpoint })]).places).toMatchObject([{ isNamed: false }]),
  );

  test("and what the user names may have the user's credentials", () => {
    expect(plan([sent("a", EMULATOR)], { endpointUrl: EMULATOR.endpoint }).places).toMatchObject([{ isNamed: true }]);
    expect(
      plan([sent("a", AWS)], { ...ON_AWS, region: undefined, aws: undefined, endpointUrl: AWS.endpoint }, "eu-west-1")
        .places,
    ).toMatchObject([{ isNamed: true }]);
  });
});

describe("a flag that leads elsewhere is refused", () => {
  test.each<[string, JournalPlace, Partial<RunFlags>]>([
    ["--endpoint-url", EMULATOR, { endpointUrl: "http://127.0.0.1:4567" }],
    ["--endpoint-url", EMULATOR, { endpointUrl: "http://127.0.0.1:4566/base" }],
    ["--endpoint-url", EMULATOR, { endpointUrl: "nonsense" }],
    ["--aws", EMULATOR, { aws: true, region: "us-east-1" }],
    ["--region", AWS, { aws: true, region: "eu-west-2" }],
    ["--region", EMULATOR, { region: "eu-west-2" }],
    ["--sandbox-account", AWS, { sandboxAccount: "444455556666" }],
    ["--kind", EMULATOR, { kind: "aws" }],
  ])("%s", (flag, place, flags) =>
    expect(() => plan([sent("a", place)], flags)).toThrow(
      expect.objectContaining({
        name: "UsageError",
        message: expect.stringMatching(`^sweep: ${flag} does not lead to the place`),
      }),
    ),
  );

  test("without the account in full, or anything that the user gave", () =>
    expect(() => plan([sent("a", AWS)], { endpointUrl: "https://user:not-a-real-secret@example.com" })).toThrow(
      /^sweep: --endpoint-url does not lead to .* https:\/\/eks\.eu-west-1\.amazonaws\.com \(eu-west-1, account \*{8}3333\): leave it out$/,
    ));

  test("with each of the places where there are several", () =>
    expect(() => plan([sent("a", AWS), sent("b", EMULATOR)], { region: "eu-west-2" })).toThrow(
      /none of the places .*eks\.eu-west-1\.amazonaws\.com .*, http:\/\/127\.0\.0\.1:4566 \(us-east-1\): leave them out, or pick one/,
    ));
});

describe("a flag that says the same", () => {
  test.each<[JournalPlace, Partial<RunFlags>]>([
    [EMULATOR, { endpointUrl: "http://127.0.0.1:4566/", region: "us-east-1", kind: "emulator" }],
    [AWS, { aws: true, region: "eu-west-1", sandboxAccount: "111122223333" }],
    [EMULATOR, { endpointUrl: EMULATOR.endpoint, region: "us-east-1", sandboxAccount: "111122223333" }],
  ])("changes nothing: %j", (place, flags) =>
    expect(placesOf(plan([sent("a", place)], flags))).toMatchObject([{ endpointUrl: place.endpoint }]),
  );

  test("as one of several places picks it, and the rest is told of", () => {
    const picked = plan([sent("a", AWS), sent("b", EMULATOR)], { endpointUrl: EMULATOR.endpoint });
    expect(placesOf(picked)).toMatchObject([{ names: ["b"] }]);
    expect(picked.leftOut).toMatchObject([{ place: AWS }]);
  });
});

describe("a journal that does not say where its run was", () => {
  test("needs to be told", () => expect(() => plan([sent("a")])).toThrow(/give --endpoint-url or --aws/));

  test("is looked through where the flags lead", () =>
    expect(placesOf(plan([sent("a")], { endpointUrl: EMULATOR.endpoint }))).toMatchObject([
      { endpointUrl: EMULATOR.endpoint, names: ["a"] },
    ]));

  test("stays as it is beside names whose place is known", () =>
    expect(plan([sent("a"), sent("b", EMULATOR)]).leftOut).toMatchObject([{ place: undefined }]));
});

test("nothing is outstanding: there is nowhere to go, whatever the flags say", () =>
  expect(plan([], { endpointUrl: "http://127.0.0.1:1" })).toEqual({ places: [], gone: [], leftOut: [] }));
