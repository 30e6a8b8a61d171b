import type { Ledger } from "#custody/journal/ledger.ts";
import { describe, expect, test } from "@jest/globals";
import { planRequirements } from "#cli/run/select.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runService } from "#suites/service/run/service-run.ts";
import { type Defect, widgets, widgetTarget, type WidgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { SETTINGS, startedEvent, testRun } from "#tests/suites/test-run.ts";

const { contract, table } = widgets();
const requirements = planned([]);

function planned(select: readonly string[]) {
  const others = { skip: [], level: "INFO", features: {}, expectations: [] } as const;
  return planRequirements(serviceRequirements(contract, table), { select, ...others });
}

interface Judged {
  readonly record: RunRecord;
  readonly target: WidgetTarget;
  readonly journal: readonly string[];
}

async function judge(
  defect?: Defect,
  asked = requirements,
  only?: ReadonlySet<string>,
  judged = contract,
): Promise<Judged> {
  const target = widgetTarget(defect);
  const journal: string[] = [];
  const base = testRun({
    contract: judged,
    started: { ...startedEvent(7, asked), contract: contractTold(judged) },
    settings: SETTINGS,
    only,
  });
  const ledger: Ledger = {
    intend: ({ id }) => void journal.push(`intend ${id}`),
    note: ({ id }, state) => void journal.push(`${state} ${id}`),
  };
  const record = await runService({
    ...base,
    endpoint: { ...base.endpoint, target, cleanUpTarget: target, ledger },
    table,
  });
  return { record, target, journal };
}

function failing({ requirements: results }: RunRecord): string[] {
  return results.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
}

const stream = { id: "ListenToBox", method: "POST", path: "/listen", reason: "left out: its output is a stream" };
const streaming = { ...contract, leftOut: [stream], unsupported: [{ operation: stream.id, what: stream.reason }] };

test("an operation of the model that can't be called has a row with the reason, where the whole service is asked for", async () => {
  const rowOf = async (asked = requirements) => {
    const { record } = await judge("makes one box", asked, undefined, streaming);
    return { row: record.operations.find(({ id }) => id === stream.id), told: record.contract.unsupported };
  };
  const { row, told } = await rowOf();
  expect(row).toEqual({
    ...stream,
    verdict: "not-applicable",
    notCalled: true,
    resource: "others",
  });
  expect(told).toEqual([{ what: stream.reason, operations: [stream.id] }]);
  expect((await rowOf(planned(["show-box.*"]))).row).toMatchObject({ verdict: "disabled" });
});

test("an endpoint that redirects everything is inconclusive, and none of its operations said not to be there", async () => {
  const { record } = await judge("redirects everything");
  expect(record.outcome.verdict).toBe("inconclusive");
  expect(record.operations.map(({ verdict }) => verdict)).not.toContain("not-implemented");
  const { reason } = record.requirements.find(({ id }) => id === "make-box.valid") ?? {};
  expect(reason).toBe(
    "nothing of the endpoint is seen: it answers whatever is asked for with 302, which leads to https://elsewhere.example",
  );
});

describe("a selection", () => {
  const TAGGING = ["AddTags", "DropTags", "ShowTags"];
  const verdictsOf = ({ operations }: RunRecord, ids: readonly string[]) =>
    new Set(operations.filter(({ id }) => ids.includes(id)).map(({ verdict }) => verdict));

  test("sends the plain requests alone that it needs, and beside those what it asks for", async () => {
    const { record, target } = await judge(undefined, planned(["show-box.unknown"]));
    const judged = record.requirements.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
    expect(judged).toEqual(["show-box.unknown"]);
    expect(target.sent.filter(({ path }) => path.startsWith("/tags"))).toEqual([]);
    expect(target.boxes.size).toBe(0);
  });

  test("leaves operations alone that it does not need, and says so, whatever the target lacks", async () => {
    const { record } = await judge("knows no tags", planned(["show-box.*"]));
    expect(verdictsOf(record, TAGGING)).toEqual(new Set(["disabled"]));
    expect(record.outcome.sentence).toMatch(/^Conformant: 5 of 5 operations there/);
  });

  test("of what is about no resource sends each plain request", async () => {
    const { record } = await judge(undefined, planned(["show-tags.valid"]));
    expect(record.operations.map(({ verdict }) => verdict)).not.toContain("disabled");
  });

  test("of one case sends each plain request, since that may need any", async () => {
    const { record } = await judge(undefined, planned(["show-box.unknown"]), new Set(["show-box/scenario/unknown"]));
    expect(record.operations.map(({ verdict }) => verdict)).not.toContain("disabled");
  });

  test.each([
    "make-box.*",
    "*.response.*",
    "list-boxes.response.*",
    "list-boxes.*",
    "paint-box.*",
    "burn-box.*",
    "add-tags.*",
    "*.unknown",
    "*.names",
  ])("%s has the verdicts of a run without one", async (glob) => {
    const { record: whole } = await judge();
    const { record } = await judge(undefined, planned([glob]));
    const verdictOf = new Map(whole.requirements.map(({ id, verdict }) => [id, verdict]));
    const asked = record.requirements.filter(({ verdict }) => verdict !== "disabled");
    expect(asked).not.toEqual([]);
    expect(asked.filter(({ id, verdict }) => verdict !== verdictOf.get(id))).toEqual([]);
  });
});

describe("a service that keeps its contract", () => {
  test("conforms, every operation of it exercised, and nothing is left", async () => {
    const { record, target } = await judge();
    expect(failing(record)).toEqual([]);
    expect(record.outcome).toMatchObject({ verdict: "conformant", exitCode: 0 });
    expect(record.operations.map(({ verdict }) => verdict)).not.toContain("not-implemented");
    expect(target.boxes.size).toBe(0);
    expect(record.clusters.left).toEqual([]);
  });

  test("conforms, although its list is a moment late", async () => {
    const { record } = await judge("lists the first box a moment late");
    expect(failing(record)).toEqual([]);
  });

  test("each of its operations has its own control", async () => {
    const { record } = await judge();
    const valid = record.requirements.filter(({ id }) => id.endsWith(".valid"));
    expect(valid.map(({ verdict }) => verdict)).toEqual(valid.map(() => "pass"));
    expect(valid).toHaveLength(contract.operations.size);
  });

  test("the record says how each resource was made that its cases work on, and how it is removed", async () => {
    const { record } = await judge();
    const recipes = record.recipes ?? [];
    expect(recipes.map(({ kind }) => kind)).toEqual(table.resources.map(({ name }) => name));
    const [box] = recipes;
    expect(box).toMatchObject({ id: expect.stringMatching(/^ecf-/), made: { response: { status: 200 } } });
    expect(box?.made.request.body?.text).toContain(box?.id);
    expect(box?.removal?.path).toContain(box?.id);
  });

  test("what is made is written down before the request leaves", async () => {
    const { journal, target } = await judge();
    expect(journal[0]).toMatch(/^intend ecf-/);
    const made = journal.filter((line) => line.startsWith("created ")).map((line) => line.slice("created ".length));
    for (const id of made) expect(journal.indexOf(`intend ${id}`)).toBeLessThan(journal.indexOf(`created ${id}`));
    expect(target.sent.length).toBeGreaterThan(journal.length);
  });
});

/** Each defect, and the requirement that it breaks first. */
const DEFECTS: readonly (readonly [Defect, string])[] = [
  ["takes long names", "make-box.box-name.max-length"],
  ["takes unknown colours", "make-box.colour.enum"],
  ["lists nothing", "list-boxes.listed.box"],
  ["keeps what is burnt", "burn-box.gone"],
  ["paints nothing", "paint-box.applied"],
  ["loses tags", "make-box.tags.shown"],
  ["answers 200 to unknown names", "show-box.unknown"],
  ["takes taken names", "make-box.taken"],
  ["pages of all", "list-boxes.pages.size"],
  ["refuses its own tokens", "list-boxes.pages.whole"],
  ["fails to list boxes without a name", "make-box.box-name.required"],
  ["works and answers 504", "api.no-server-error"],
];

describe("a service with a defect", () => {
  test.each(DEFECTS)("%s: %s is not met", async (defect, requirement) => {
    const { record } = await judge(defect);
    expect(failing(record)).toContain(requirement);
    expect(record.outcome.exitCode).not.toBe(0);
  });

  test("that works and answers 504 is left with nothing", async () => {
    const { target, journal } = await judge("works and answers 504");
    expect(target.boxes.size).toBe(0);
    expect(journal.some((line) => line.startsWith("doubt "))).toBe(true);
  });

  test("tells its stories before it is left with what it must not take", async () => {
    const { record } = await judge("fails to list boxes without a name");
    const stories = record.requirements.filter(({ id }) => /\.(pages|(?<!odd\.)box$|listed)/.test(id));
    expect(stories.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  });

  test("shows what its pages look like before anything is created that should be refused", async () => {
    const { record } = await judge("takes unknown colours");
    const shapes = record.requirements.filter(({ id }) => /^list-boxes\.response\./.test(id));
    expect(new Set(shapes.map(({ verdict }) => verdict))).toEqual(new Set(["pass"]));
  });

  test("is asked for a limit until it is seen not to be kept, and no longer", async () => {
    const { record } = await judge("takes unknown colours");
    const { cases } = record.requirements.find(({ id }) => id === "make-box.colour.enum") ?? { cases: [] };
    expect(cases.filter(({ verdict }) => verdict === "fail")).toHaveLength(1);
  });

  test("that may keep what was changed is asked to delete another one", async () => {
    const { record } = await judge("keeps what was painted");
    const burning = record.requirements.filter(({ id }) => /^burn-box\.(valid|gone|names)$/.test(id));
    expect(burning.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass"]);
  });

  test.each([
    ["makes one box", "make-box", "inconclusive"],
    // Each box once: another one is in the state that the first is past.
    ["paints once", "paint-box", "pass"],
  ] as const)(
    "that %s: what it refuses as it does the plain input by now is charged to nothing",
    async (defect, prefix, verdict) => {
      const { record } = await judge(defect);
      const { requirements: results } = record;
      const limits = results.filter(({ id, subject }) => id.startsWith(`${prefix}.`) && subject?.side === "reject");
      expect(new Set(limits.map((one) => one.verdict))).toEqual(new Set([verdict]));
      expect(failing(record)).toEqual([]);
    },
  );

  test("that took what has no name is not charged with refusing the next one as taken", async () => {
    const { record } = await judge("makes one box without a name");
    expect(failing(record)).toEqual(["api.body.empty", "make-box.box-name.required"]);
    const { cases } = record.requirements.find(({ id }) => id === "make-box.box-name.type") ?? { cases: [] };
    const received = "409 ResourceInUseException: what was made without a name may hold it";
    expect(cases[0]).toMatchObject({ verdict: "inconclusive", judgement: { received } });
  });

  test("that keeps what it cannot read is charged with that, and not with what then fails for any value", async () => {
    const { record } = await judge("keeps any stripes, and cannot read them");
    expect(failing(record)).toEqual(["api.no-server-error", "paint-box.stripes.type"]);
    const { verdict, cases } = record.requirements.find(({ id }) => id === "paint-box.stripes.count.maximum") ?? {};
    const received = "not exercised: by now a valid `stripes`, too, gets 500 InternalFailure: InternalFailure.";
    expect(verdict).toBe("inconclusive");
    expect(cases?.[0]?.judgement.received).toEqual(received);
  });

  test("that is still at work on a change says nothing of it", async () => {
    const { record } = await judge("paints for ever");
    const applied = record.requirements.find(({ id }) => id === "paint-box.applied");
    expect(applied?.verdict).toBe("inconclusive");
    expect(applied?.cases[0]?.judgement.received).toMatch(/still PAINTING/);
  });

  test("that answers with a value that the model does not list is warned of it", async () => {
    const { record } = await judge("paints for ever");
    const verdicts = new Map(record.requirements.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts.get("paint-box.response.box.state")).toBe("warn");
    expect(failing(record)).toEqual([]);
  });

  test("that shows an ARN only where it describes is judged by its tags all the same", async () => {
    const { record } = await judge("shows no ARN of what it makes");
    const tagging = record.requirements.filter(({ id }) => id.endsWith("-tags.box"));
    expect(tagging.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass"]);
  });

  test("that tags with what are no tags is not charged with what it shows of them", async () => {
    const { record } = await judge("tags with anything");
    expect(failing(record).filter((id) => !id.startsWith("add-tags."))).toEqual([]);
    expect(failing(record)).toContain("add-tags.tags.values.type");
    // No race of deletions shows it before.
    const alone = await judge("tags with anything", planned(["burn-box.response.box", "add-tags.*"]));
    const burnt = alone.record.requirements.find(({ id }) => id === "burn-box.response.box");
    expect(burnt?.reason).toMatch(/^not exercised: no answer had the member before an invalid change was accepted/);
  });

  test("what an operation that is not there was to make is not looked for, nor said to be left", async () => {
    const { record, target, journal } = await judge("has tags alone, and answers 501 to all else");
    expect(record.operations.find(({ id }) => id === "MakeBox")).toMatchObject({ verdict: "not-implemented" });
    expect(journal.filter((line) => !line.startsWith("intend "))).toEqual([]);
    expect(target.sent.filter(({ method, path }) => method === "DELETE" && path.startsWith("/boxes/ecf-"))).toEqual([]);
    expect(record.clusters.left).toEqual([]);
  });

  test("operations that are not there are told once, and nothing else is said of them", async () => {
    const { record } = await judge("knows no tags");
    const missing = record.operations.filter(({ verdict }) => verdict === "not-implemented").map(({ id }) => id);
    expect(missing.sort()).toEqual(["AddTags", "DropTags", "ShowTags"]);
    expect(failing(record)).toEqual([]);
  });
});
