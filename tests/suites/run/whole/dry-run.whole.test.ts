import { beforeAll, describe, expect, test } from "@jest/globals";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { askedForCases } from "#suites/registration/cases/lifecycle/asked-for.ts";
import { OPENING } from "#suites/registration/plan/opening.ts";
import { fixedCases, planCases } from "#suites/registration/plan/plan.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { prepare } from "#suites/registration/prepared-registration.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { matchRoute } from "#protocol/route.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { SIGNING_PROBES } from "#suites/signing/signing-probes.ts";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { contract, planned, requirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { sampleOf } from "#tests/helpers/value-of-schema.ts";
import { SETTINGS, testRun, type TestRunOptions, withoutSeries } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const CONSTRAINTS = [...contract.operations.values()].flatMap(operationConstraints);

interface DryRun {
  readonly record: RunRecord;
  /** What each case sent, in order, written out. */
  readonly sent: ReadonlyMap<string, readonly string[]>;
}

/** Runs the suite on the reference implementation in memory, one case at a time. */
async function dryRun(options: TestRunOptions = {}, script?: Script): Promise<DryRun> {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  const sent = new Map<string, string[]>();
  let before = 0;
  const given = testRun({
    target,
    clock,
    emit: (event) => {
      if (event.type !== "case") return;
      sent.set(event.id, target.sent.slice(before).map(written));
      before = target.sent.length;
    },
    ...options,
  });
  return { record: await runSuite(given), sent };
}

function written({ method, path, headers, body }: WireRequest): string {
  return JSON.stringify([method, path, headers, body === undefined ? null : Buffer.from(body).toString("latin1")]);
}

/** The reference's answers with every member that the contract documents, and errors that are named in two places. */
const richly: Script = async (request, _number, work) => {
  const answer = await work();
  const body = JSON.parse(new TextDecoder().decode(answer.body)) as JsonObject;
  const operation = matchRoute(contract, request)?.operation;
  if (operation?.id === "ListClusters" && answer.status === 200) return answer;
  if (answer.status >= 300 || operation === undefined) return rewritten(answer, { ...body, code: nameOf(answer) });
  const sample = sampleOf(operation.success.schema);
  return rewritten(answer, merged(isJsonObject(sample) ? sample : {}, body));
};

function nameOf({ headers }: WireResponse): string {
  return headers.find(([name]) => name.toLowerCase() === "x-amzn-errortype")?.[1] ?? "none";
}

function rewritten(answer: WireResponse, body: JsonObject): WireResponse {
  return { ...answer, body: new TextEncoder().encode(JSON.stringify(body)) };
}

function merged(under: JsonObject, over: JsonObject): JsonObject {
  const result: JsonObject = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const below = result[name];
    result[name] = name !== "tags" && isJsonObject(below) && isJsonObject(value) ? merged(below, value) : value;
  }
  return result;
}

let first: DryRun;

beforeAll(async () => {
  first = await dryRun();
});

function verdicts(record: RunRecord, ...wanted: readonly string[]): string[] {
  return record.requirements.filter(({ verdict }) => wanted.includes(verdict)).map(({ id }) => id);
}

describe("on the reference implementation", () => {
  test("everything that is judged is met", () => {
    expect(verdicts(first.record, "fail", "warn", "error", "inconclusive", "stale", "not-implemented")).toEqual([]);
    expect(first.record.outcome).toMatchObject({ verdict: "conformant", exitCode: 0 });
    expect(first.record.clusters.left).toEqual([]);
    expect(first.record.clusters.deregistered).toBeLessThanOrEqual(first.record.clusters.registered);
  });

  // The look for a cluster afterwards must be accepted, or not: that is not what such a case is about.
  test("a case that breaks a limit is kept as one to be refused", () => {
    const kept = first.record.requirements
      .filter(({ id }) => CONSTRAINTS.some(({ requirement, side }) => requirement === id && side === "reject"))
      .flatMap(({ cases }) => cases.filter(({ kind }) => kind === "boundary"));
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter(({ expectation }) => expectation !== "must-reject").map(({ id }) => id)).toEqual([]);
  });

  test("cases have ids of their own", () => {
    expect(first.sent.size).toBe(first.record.traffic.cases);
  });
});

describe("requirements and cases", () => {
  const { context } = prepare(testRun());
  const { generation } = context;
  const options = { contract, settings: SETTINGS, generation, seed: 7, wanted: () => true, asked: () => true };
  const plan = [...planCases(options)];
  const fixedIds = [...fixedCases(options)].map(({ id }) => id);
  const known = new Set(requirements.map(({ id }) => id));

  test("every case is about requirements that there are", () => {
    const strange = plan.flatMap(({ id, requirements: about }) =>
      about.filter((each) => !known.has(each)).map((each) => [id, each]),
    );
    expect(strange).toEqual([]);
    expect(plan.filter(({ requirements: about }) => about.length === 0)).toEqual([]);
  });

  test("every case needs operations that there are, and says what it may do", () => {
    for (const { needs, effect, live } of plan) {
      for (const operation of needs) expect([...contract.operations.keys()]).toContain(operation);
      expect(effect === "create" ? live : 0).toBe(live);
    }
  });

  test("cases that are not asked for are not drawn, and those that are stay the same", () => {
    const about = ["register.valid", "deregister.same-cluster", "register.unspecified.aws-tag-key"];
    const asked = (ids: readonly string[]): boolean => ids.some((id) => about.includes(id));
    const isAsked = (subject: Case): boolean => asked(subject.requirements);
    const few = [...planCases({ ...options, asked, wanted: isAsked })].map(({ id }) => id);
    expect(few.length).toBeGreaterThan(about.length);
    expect(few).toEqual(expect.arrayContaining(plan.filter(isAsked).map(({ id }) => id)));
    expect(few).toHaveLength(plan.filter(isAsked).length);
  });

  test("ids of cases are theirs alone, begin with their place, and do not hang on the seed", () => {
    const ids = plan.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z-]*\/[^\s]+$/);
    const other = prepare(testRun({ seed: 8 })).context.generation;
    expect([...fixedCases({ ...options, generation: other })].map(({ id }) => id)).toEqual(fixedIds);
  });

  test("the opening names cases of the plan, which begins with them", () => {
    const ids: string[] = [];
    for (const { id } of planCases({ ...options, settings: KIND_SETTINGS.reference })) {
      ids.push(id);
      // What follows is drawn one by one.
      if (ids.length === OPENING.length) break;
    }
    expect(ids).toEqual(OPENING);
  });

  test("every requirement is judged by a case or by an oracle on every answer", async () => {
    const rich = await dryRun({ settings: { ...SETTINGS, casesPerConstraint: 0 }, plan: withoutSeries }, richly);
    const judged = [first.record, rich.record].flatMap(({ requirements: results }) =>
      results.filter(({ counts }) => Object.values(counts).some((count) => count > 0)).map(({ id }) => id),
    );
    // Where signatures are not verified, the cases about them are not fired; others are fired where they are asked for.
    const signed = SIGNING_PROBES.map(({ requirement }) => requirement);
    const other = { profile: "somebody else's" };
    const features = {
      quota: 200,
      "default-page": "required",
      "expired-token": other,
      "no-permission": other,
    } as const;
    const askedFor = askedForCases({ ...SETTINGS, features }).flatMap(({ requirements: about }) => about);
    const covered = new Set([...judged, ...signed, ...askedFor]);
    expect(requirements.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
    expect(verdicts(rich.record, "fail", "error", "inconclusive")).toEqual([]);
  });

  test("every requirement of the input has a case of its own", () => {
    const about = new Set(first.record.requirements.filter(({ cases }) => cases.length > 0).map(({ id }) => id));
    expect(CONSTRAINTS.map(({ requirement }) => requirement).filter((id) => !about.has(id))).toEqual([]);
    expect(context.namePrefix).toBe("ecf-9i59nsg-");
  });

  test("what is certain comes first, after the opening each requirement's first case before any second, and last what runs alone", () => {
    const fixed = new Set(fixedIds);
    const places = plan.map(({ id }) => fixed.has(id));
    expect(places.lastIndexOf(true)).toBe(fixed.size - 1);
    const seen = new Map<string, number>();
    const certain = plan.slice(0, fixed.size);
    const alone = certain.map(({ exclusive = false }) => exclusive);
    expect(alone.indexOf(true)).toBe(fixed.size - alone.filter(Boolean).length);
    const ordered = certain.filter(({ id, exclusive = false }) => !OPENING.includes(id) && !exclusive);
    const ranks = ordered.map(({ requirements: [key = ""] }) => {
      seen.set(key, (seen.get(key) ?? -1) + 1);
      return seen.get(key) ?? 0;
    });
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test("random cases are valid registrations", () => {
    const random = plan.filter(({ kind }) => kind === "random" || kind === "one-fault" || kind === "history");
    expect(new Set(random.map(({ kind }) => kind))).toEqual(new Set(["random"]));
    expect(new Set(random.map(({ requirements: [id = ""] }) => id))).toEqual(new Set(["register.valid"]));
  });
});

describe("the same seed", () => {
  /** A tenth of the requirements is enough to compare. */
  const excluded = { verdict: "disabled", reason: "not compared" } as const;
  const some = planned.map((each, index) =>
    index % 10 === 0 || each.id === "register.valid" ? each : { ...each, excluded },
  );
  const settings = { ...SETTINGS, casesPerConstraint: 2 };
  const options = { requirements: some, settings, plan: withoutSeries };

  const shape = ({ record }: DryRun) => record.requirements.map(({ id, verdict, counts }) => [id, verdict, counts]);

  test("sends the same bytes in the same order, case by case, and judges alike; another seed does not", async () => {
    const [one, again, other] = [await dryRun(options), await dryRun(options), await dryRun({ ...options, seed: 8 })];
    expect([...again.sent]).toEqual([...one.sent]);
    expect(shape(again)).toEqual(shape(one));
    expect(one.sent.size).toBeGreaterThan(100);
    const withoutPrefix = (run: DryRun, prefix: string) =>
      [...run.sent]
        .filter(([id]) => id.includes("/random/"))
        .map(([, requests]) => requests[0]?.replaceAll(prefix, ""));
    const [mine, theirs] = [withoutPrefix(one, "ecf-9i59nsg-"), withoutPrefix(other, "ecf-8-")];
    expect(mine.length).toBeGreaterThan(10);
    const common = mine.filter((request) => theirs.includes(request));
    expect(common.length).toBeLessThan(mine.length / 2);
  });
});
