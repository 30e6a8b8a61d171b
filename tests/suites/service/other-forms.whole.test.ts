import { describe, expect, test } from "@jest/globals";
import { memoryTarget } from "#cli/selftest/memory-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import { planRequirements } from "#cli/run/select.ts";
import { DUMMY_CREDENTIALS } from "#endpoint/aws/credentials.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { renderBadge } from "#reports/badge.ts";
import { loneCurl } from "#reports/model/commands/replay.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { parseContract } from "#spec/contract/contract.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runService } from "#suites/service/run/service-run.ts";
import { HOUSE } from "#tests/helpers/house/house.ts";
import { SETTINGS, startedEvent, testRun } from "#tests/suites/test-run.ts";

interface House {
  readonly document: (typeof HOUSE)["document"];
  readonly table: string;
}

const CHOICE = { select: [], skip: [], level: "INFO", features: {}, expectations: [] } as const;

/** What comes of a service in other forms than EKS's, served as it should be, or with a fault. */
async function judge(fault?: string, paths: string[] = [], house: House = HOUSE): Promise<RunRecord> {
  const contract = parseContract(JSON.stringify(house.document), "house.json");
  const table = parseResources(house.table, "house.resources.yaml", contract);
  const planned = planRequirements(serviceRequirements(contract, table), CHOICE);
  const clock = new VirtualClock();
  const checked = { auth: true, credentials: DUMMY_CREDENTIALS };
  const server = createServiceReference(serviceOf(house), { now: clock.epoch, fault, ...checked });
  const reference: Pick<Reference, "handle"> = {
    handle: (request) => {
      paths.push(request.path);
      return server.handle(request);
    },
  };
  const { signingName } = contract;
  const target = memoryTarget({ reference, region: "us-east-1", service: signingName, clock, concurrency: 8 });
  const started = { ...startedEvent(7, planned), contract: contractTold(contract) };
  const base = testRun({ contract, started, settings: SETTINGS });
  return runService({
    ...base,
    clock,
    endpoint: { ...base.endpoint, target, cleanUpTarget: target },
    table,
  });
}

const failing = ({ requirements }: RunRecord): string[] =>
  requirements.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);

describe("a service that describes by lists, names by ARNs, has one of a kind, and one error", () => {
  test("is judged without a false alarm, every operation of it, and nothing stays", async () => {
    const record = await judge();
    expect(failing(record)).toEqual([]);
    expect(record.operations.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(record.clusters.left).toEqual([]);
    const met = record.requirements.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
    expect(met).toEqual(
      expect.arrayContaining([
        "make-room.shown",
        "show-rooms.listed.room",
        "close-room.gone",
        "hang-lamp.shown",
        "add-labels.room",
        "show-labels.room",
        "drop-labels.room",
      ]),
    );
  });

  test("what making another one takes, where there is one at most, is named as not exercised, not as undecided", async () => {
    const { requirements } = await judge();
    expect(requirements.filter(({ verdict }) => verdict === "inconclusive")).toEqual([]);
    const taken = requirements.filter(({ id }) => /^hang-lamp\..*\.accepts$/.test(id));
    expect(taken.length).toBeGreaterThan(0);
    for (const each of taken)
      expect(each).toMatchObject({
        verdict: "not-applicable",
        reason: "not exercised: a parent can have only one such resource, and already had one",
      });
  });

  test.each([
    ["a deletion that deletes nothing", "close-room.effect.missing", "close-room.gone"],
    ["tags that are added to none", "add-labels.effect.missing", "add-labels.room"],
    ["a limit that is not kept", "make-room.name.min-length.not-enforced", "make-room.name.min-length"],
  ])("with %s is caught", async (_what, fault, requirement) => {
    expect(failing(await judge(fault))).toContain(requirement);
  });

  test("is called by its own name, signed for by it, and told of its own errors", async () => {
    const record = await judge("make-room.name.min-length.not-enforced");
    const [cause] = causesOf(record);
    expect(cause?.matters).toMatch(/refused on House\.$/);
    const example = record.requirements.find(({ id }) => id === "make-room.name.min-length")?.cases[0];
    expect(example?.judgement).toMatchObject({
      expected: "400 ClientException",
      condition: { answers: expect.arrayContaining([{ from: 400, to: 400, error: "ClientException", object: true }]) },
    });
    expect(JSON.parse(renderBadge(record))).toMatchObject({ label: "House (reference)" });
    const curl = example === undefined ? undefined : loneCurl(example, record);
    expect(curl).toContain(" --aws-sigv4 aws:amz:us-east-1:house ");
    expect(curl).not.toContain(":eks");
  });

  test("is told of its own errors where it keeps a limit, too", async () => {
    const { requirements } = await judge();
    const kept = requirements.find(({ id }) => id === "make-room.name.min-length")?.cases[0];
    expect(kept).toMatchObject({ verdict: "pass", judgement: { expected: "400 ClientException" } });
  });

  test("is asked for no URL that HTTP may refuse for its length, and for a limit by one that it may not", async () => {
    const paths: string[] = [];
    const { requirements } = await judge(undefined, paths);
    const lengths = paths.map((path) => path.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(8_000);
    expect(Math.max(...lengths)).toBeGreaterThan(3_000);
    expect(requirements.find(({ id }) => id === "show-lamp.note.max-length")?.verdict).toBe("pass");
  });
});

describe("a service whose tags are a list of keys and values", () => {
  const isMap = (value: JsonValue): boolean =>
    isJsonObject(value) && isJsonObject(value["additionalProperties"] ?? null);
  const entries = {
    type: ["array", "null"],
    items: {
      type: "object",
      required: ["Key", "Value"],
      properties: { Key: { type: "string" }, Value: { type: "string" } },
    },
  };
  const listed: House = {
    ...HOUSE,
    document: JSON.parse(JSON.stringify(HOUSE.document), (_key, value: JsonValue) =>
      isMap(value) ? entries : value,
    ) as House["document"],
    table: HOUSE.table.replace("Labels: { team: platform }", "Labels: [{ Key: team, Value: platform }]"),
  };
  const TAGGING = ["add-labels.room", "show-labels.room", "drop-labels.room"];

  test("is judged by them, without a false alarm", async () => {
    const record = await judge(undefined, [], listed);
    expect(failing(record)).toEqual([]);
    const met = record.requirements.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
    expect(met).toEqual(expect.arrayContaining(TAGGING));
  });

  test.each(["add-labels", "drop-labels"])("is caught where %s does nothing", async (operation) => {
    expect(failing(await judge(`${operation}.effect.missing`, [], listed))).toContain(`${operation}.room`);
  });
});
