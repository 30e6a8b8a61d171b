import { describe, expect, test } from "@jest/globals";
import type { CaseTurn } from "#suites/run/rounds/fire-lanes.ts";
import { notePast } from "#suites/service/states/own-state.ts";
import { casesInState, idsInState } from "#suites/service/states/cases-in-state.ts";
import { isInert } from "#suites/service/run/inert-cases.ts";
import { ServiceSession } from "#suites/service/service-session.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const MAKE = service.contract.operation("MakeBox");
const PAINT = service.contract.operation("PaintBox");
const LIST = service.contract.operation("ListBoxes");

function cases(count: number, parts: Partial<ServiceCase> = {}): ServiceCase[] {
  return Array.from({ length: count }, (_one, at) => ({
    ...{ id: `case-${at}`, kind: "boundary", requirements: [`limit-${at}`], summary: "", needs: [], isInert: true },
    run: () => Promise.resolve(),
    ...parts,
  }));
}

const idsOf = (turn: CaseTurn<ServiceCase>): string => ("id" in turn ? [turn] : turn).map(({ id }) => id).join(" ");

/** The turns that come, each case of which is run as often as told. */
async function turnsOf(
  given: readonly ServiceCase[],
  {
    operation = PAINT,
    runs = () => 1,
    settings = {},
  }: { operation?: typeof PAINT; runs?: (id: string) => number; settings?: object } = {},
): Promise<string[]> {
  const { context } = serviceSetting(service, widgetTarget());
  const turns: string[] = [];
  const own = { ...context, settings: { ...context.settings, ...settings } };
  for (const turn of casesInState(own, operation, given)) {
    turns.push(idsOf(turn));
    for (const one of "id" in turn ? [turn] : turn)
      for (let run = 0; run < runs(one.id); run += 1) await one.run(new ServiceSession(context, one.id, 1, run > 0));
  }
  return turns;
}

describe("cases of an operation", () => {
  test("run side by side where they are inert, eight at most, and alone otherwise", async () => {
    const [alone] = cases(1, { id: "alone", isInert: false });
    if (alone === undefined) throw new Error("no case");
    const all = cases(9);
    const turns = await turnsOf([...all.slice(0, 3), alone, ...all.slice(3)]);
    expect(turns.map((turn) => turn.split(" ").length)).toEqual([1, 8, 1]);
    expect(turns[0]).toBe("alone");
  });

  test("about one requirement have their turns one after the other", async () => {
    const [a, b, c, ...others] = cases(5);
    const alike = [a, b, c].flatMap((one) => (one === undefined ? [] : { ...one, requirements: ["limit"] }));
    expect(await turnsOf([...alike, ...others])).toEqual(["case-0 case-3 case-4", "case-1", "case-2"]);
  });

  test("that make what belongs to nothing leave room for others, and count twice", async () => {
    const kind = kindMadeBy(service.table, MAKE.id);
    if (kind === undefined) throw new Error("no kind");
    const makes = { resource: kind, count: 1, surely: true };
    const sizes = async (settings: object): Promise<number[]> =>
      (await turnsOf(cases(4, { makes }), { operation: MAKE, settings })).map((turn) => turn.split(" ").length);
    expect(await sizes({ maxLive: 32 })).toEqual([4]);
    expect(await sizes({ maxLive: 8 })).toEqual([2, 2]);
    expect(await sizes({ maxLive: 1 })).toEqual([1, 1, 1, 1]);
    const twice = (id: string): number => (id === "case-0" ? 2 : 1);
    const turns = await turnsOf(cases(6, { makes }), { operation: MAKE, settings: { maxLive: 8 }, runs: twice });
    // What had to be run again by itself shows that the service may make one after the other.
    expect(turns).toEqual(["case-0 case-1", ...["case-2", "case-3", "case-4", "case-5"]]);
  });

  test("run one after the other where requests cost", async () => {
    expect(await turnsOf(cases(3), { settings: { rps: 2 } })).toEqual(["case-0", "case-1", "case-2"]);
  });

  test("have their turns again that were under way when the state was found to be past, and no others", async () => {
    const { context, session } = serviceSetting(service, widgetTarget());
    context.presence.set(PAINT.id, { status: "implemented", reason: "" });
    const played: string[] = [];
    const given = cases(10).map((one, at) => ({
      ...one,
      run: () => {
        played.push(one.id);
        if (at === 3) notePast(context, PAINT);
        return Promise.resolve();
      },
    }));
    const turns: string[] = [];
    for (const turn of casesInState(context, PAINT, given)) {
      turns.push(idsOf(turn));
      for (const one of "id" in turn ? [turn] : turn) await one.run(session);
    }
    const again = ["case-3", "case-4", "case-5", "case-6", "case-7"].map((id) => `${id}/in-its-state`);
    expect(turns.slice(1)).toEqual([...again, "case-8", "case-9"]);
    // What had not begun by then was not played for nothing.
    expect(played.slice(0, 4)).toEqual(["case-0", "case-1", "case-2", "case-3"]);
    expect(played.filter((id) => id === "case-5")).toHaveLength(1);
  });
});

test("inert is what reads, what is refused, and what makes one of any number under a name of its own", () => {
  const { table } = service;
  expect(isInert(table, LIST, "accept")).toBe(true);
  expect(isInert(table, PAINT, "reject")).toBe(true);
  expect(isInert(table, PAINT, "accept")).toBe(false);
  expect(isInert(table, MAKE, "reject")).toBe(true);
  expect(isInert(table, MAKE, "accept")).toBe(true);
  const changed = (change: object) => ({
    ...table,
    resources: table.resources.map((one) => (one.create?.operation === MAKE.id ? { ...one, ...change } : one)),
  });
  expect(isInert(changed({ most: { count: 1 } }), MAKE, "accept")).toBe(false);
  expect(isInert(changed({ id: {} }), MAKE, "reject")).toBe(false);
  const deletion = table.resources.find((one) => one.create?.operation === MAKE.id)?.delete?.operation ?? "";
  expect(isInert(table, service.contract.operation(deletion), "reject")).toBe(false);
});

test("a case that is run again in a state of its own is the same one under either id", () => {
  const both = ["paint-box/boundary/a", "paint-box/boundary/a/in-its-state"] as const;
  for (const id of both) expect(idsInState(id)).toEqual(both);
});
