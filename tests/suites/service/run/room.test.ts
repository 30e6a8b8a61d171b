import { describe, expect, test } from "@jest/globals";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { ResourceKeeper } from "#custody/resources/resource-keeper.ts";
import type { ResourceFate } from "#custody/removing/remove-resource.ts";
import { liveGate, roomMaker } from "#suites/service/run/room.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const { contract, table } = widgets();
const [box] = table.resources;
if (box === undefined) throw new Error("the table has no box");
const makes = { resource: box, count: 1, surely: true };
const aCase = {
  id: "a",
  kind: "scenario",
  requirements: [],
  summary: "",
  needs: [],
  run: () => Promise.resolve(),
} as const;
const STAYS: ResourceFate = { state: "left", reason: "it is there" };
const GOES: ResourceFate = { ...STAYS, isGoing: true };

/** A gate with room for one beside what lingers, whose removal comes to this by the time since the beginning. */
function gateBeside(fateAt: (ms: number) => ResourceFate, mustStop: () => boolean = () => false) {
  const { context, clock } = serviceSetting({ contract, table }, widgetTarget());
  const began = clock.now();
  const lingering = new Set<MadeResource>(["a", "b"].map((id) => ({ resource: box as never, id })));
  const remove: ResourceKeeper["remove"] = () => Promise.resolve(fateAt(clock.now() - began));
  const settings = { ...context.settings, maxLive: 2, consistencyMs: 1_000 };
  const gate = liveGate({ ...context, settings, lingering, mustStop, keeper: { ...context.keeper, remove } });
  return { gate, lingering, tookS: () => Math.round((clock.now() - began) / 1_000) };
}

test("a shared resource that does not go to make room is asked to go once", async () => {
  const { context } = serviceSetting({ contract, table }, widgetTarget());
  const few = { ...box, most: { count: 2 } };
  context.alive.set(box.name, { resource: few, id: "a" });
  let asked = 0;
  const remove: ResourceKeeper["remove"] = () => Promise.resolve((asked += 1) > 0 ? STAYS : GOES);
  const ofLane = () => roomMaker({ ...context, keeper: { ...context.keeper, remove } }, () => Promise.resolve());
  const crowded = { ...aCase, makes: { ...makes, resource: few } };
  for (const room of [ofLane(), ofLane()]) await room.before(crowded);
  expect(asked).toBe(1);
  expect(context.alive.has(box.name)).toBe(true);
});

describe("room for what a case makes", () => {
  test("comes with what is going, however long that may take", async () => {
    const { gate, lingering, tookS } = gateBeside((ms) => (ms < 9_000 ? GOES : { state: "removed" }));
    expect(await gate.enter(makes)).toBeDefined();
    expect(tookS()).toBe(9);
    expect(lingering.size).toBe(0);
  });

  test.each([
    ["going for ever", GOES, 11],
    ["there, and not going", STAYS, 1],
  ])("is waited for once where what lingers is %s", async (_what, fate, seconds) => {
    const { gate, tookS } = gateBeside(() => fate);
    expect(await gate.enter(makes)).toBeUndefined();
    const [first] = [tookS()];
    expect(first).toBeLessThanOrEqual(seconds);
    expect(first).toBeGreaterThanOrEqual(seconds - 2);
    expect(await gate.enter(makes)).toBeUndefined();
    expect(tookS()).toBe(first);
  });

  test("is not waited for once the run is to stop, whatever runs still", async () => {
    let isOver = false;
    const { gate, lingering, tookS } = gateBeside(
      () => STAYS,
      () => isOver,
    );
    lingering.clear();
    expect(await gate.enter({ ...makes, count: 2 })).toBeDefined();
    isOver = true;
    expect(await gate.enter(makes)).toBeDefined();
    expect(tookS()).toBe(0);
  });

  test("is there at once for what belongs to something", async () => {
    const { gate, tookS } = gateBeside(() => STAYS);
    expect(await gate.enter({ ...makes, resource: { ...box, parent: "shelf" } })).toBeDefined();
    expect(await gate.enter(undefined)).toBeDefined();
    expect(tookS()).toBe(0);
  });
});
