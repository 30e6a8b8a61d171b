import { describe, expect, test } from "@jest/globals";
import type { IntendEntry, JournalPlace } from "../../../clusters/journal/journal-entry.ts";
import { byPlace } from "../../../clusters/journal/journal-places.ts";
import type { Outstanding } from "../../../clusters/journal/outstanding.ts";
import { planSweep, type SweepPlan } from "../../../cli/commands/sweep-places.ts";
import { RUN_DEFAULTS, type RunFlags } from "../../../cli/run/run-flags.ts";

const EMULATOR: JournalPlace = { endpoint: "http://127.0.0.1:4566", region: "us-east-1", kind: "emulator" };
const AWS: JournalPlace = {
  endpoint: "https://eks.eu-west-1.amazonaws.com",
  region: "eu-west-1",
  account: "111122223333",
  kind: "aws",
};
const EMBEDDED: JournalPlace = {
  endpoint: "http://127.0.0.1:9",
  region: "us-east-1",
  kind: "reference",
  embedded: true,
};

const FLAGS: RunFlags = { ...RUN_DEFAULTS, out: "" };

function sent(name: string, place?: JournalPlace): Outstanding {
  const intend: IntendEntry = { event: "intend", name, runId: "r", place, case: "c", at: 1 };
  return { name, intend, runAskedAt: 1, lastAskedAt: 1, created: false };
}

function plan(names: readonly Outstanding[], flags: Partial<RunFlags> = {}): SweepPlan {
  return planSweep(byPlace(names), { ...FLAGS, ...flags });
}

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

describe("the journal alone knows where to go", () => {
  test("to an emulator", () =>
    expect(placesOf(plan([sent("a", EMULATOR), sent("b", EMULATOR)]))).toEqual([
      {
        endpointUrl: EMULATOR.endpoint,
        region: "us-east-1",
        sandboxAccount: undefined,
        kind: "emulator",
        names: ["a", "b"],
      },
    ]));

  test("to AWS, as the account of the run", () =>
    expect(placesOf(plan([sent("a", AWS)]))).toEqual([
      { endpointUrl: AWS.endpoint, region: "eu-west-1", sandboxAccount: "111122223333", kind: "aws", names: ["a"] },
    ]));

  test("to several places in turn", () =>
    expect(placesOf(plan([sent("a", AWS), sent("b", EMULATOR), sent("c", AWS)]))).toMatchObject([
      { endpointUrl: AWS.endpoint, names: ["a", "c"] },
      { endpointUrl: EMULATOR.endpoint, names: ["b"] },
    ]));

  test("to nowhere for what went with the run's own server", () => {
    const { places, gone, leftOut } = plan([sent("a", EMBEDDED)]);
    expect(places).toEqual([]);
    expect(leftOut).toEqual([]);
    expect(gone).toMatchObject([{ name: "a" }]);
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
    [EMULATOR, { sandboxAccount: "111122223333" }],
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
