import { serviceKeeper, settled } from "#tests/custody/keepers.ts";
import { expect, test } from "@jest/globals";
import { runPrefix } from "#custody/ownership/run-prefix.ts";
import { type ResourceKeeper } from "#custody/resources/resource-keeper.ts";
import type { Target } from "#endpoint/target.ts";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { type WidgetTarget, widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const resource = box;
const PREFIX = runPrefix("run-1");
const [THERE, DOUBTED] = [`${PREFIX}there`, `${PREFIX}doubted`];

type Change = (request: WireRequest, response: WireResponse) => WireResponse;

const named = (error: string) => [["x-amzn-errortype", error]] as const;
const isList = ({ method, path }: WireRequest): boolean => method === "GET" && /^\/boxes(\?|$)/.test(path);

/** Calls the error of what is not there 404, and cannot list. */
const ownName: Change = (request, response) => {
  if (isList(request)) return { ...response, status: 500, headers: named("InternalError") };
  return response.status === 404 ? { ...response, headers: named("404") } : response;
};

async function make(target: WidgetTarget, boxName: string): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify({ boxName }));
  await target.send({ method: "POST", path: "/boxes", headers: [["content-type", "application/json"]], body });
}

async function keptAt(
  change: Change,
  target = widgetTarget(),
): Promise<{ keeper: ResourceKeeper; target: WidgetTarget }> {
  await make(target, THERE);
  const send: Target["send"] = async (request, sending) => {
    const { last, earlier } = await target.send(request, sending);
    return { last: { ...last, response: last.response && change(request, last.response) }, earlier };
  };
  const ledger = { intend: () => undefined, note: () => undefined };
  const cleanUpTarget = { ...target, send };
  const clock = new RecordingClock();
  const removing = { clock, budgetMs: 1_000 };
  const parts = { service, ledger, clock, removing, consistencyMs: 0, namePrefix: PREFIX };
  const keeper = serviceKeeper({ ...parts, cleanUpTarget });
  keeper.created({ resource, id: THERE });
  keeper.doubt({ resource, id: DOUBTED }, { kind: "failed", reason: "500" });
  return { keeper, target };
}

test("what is described as a name that nobody has is not there, while another is shown", async () => {
  const { keeper, target } = await keptAt(ownName);
  expect(await keeper.remove({ resource, id: DOUBTED })).toEqual({ state: "absent" });
  expect([...target.boxes.keys()]).toEqual([THERE]);
  expect(await settled(keeper)).toEqual([]);
});

test("but is left where nothing of the run's is there to compare it with", async () => {
  const { keeper } = await keptAt(ownName);
  await keeper.remove({ resource, id: THERE });
  expect(await keeper.remove({ resource, id: DOUBTED })).toMatchObject({ state: "left" });
});

test.each<[string, Change]>([
  ["the other is not shown either", (request, response) => ownName(request, { ...response, status: 404 })],
  [
    "the answer has no name",
    (request, response) => (response.status === 404 ? { ...response, headers: [] } : ownName(request, response)),
  ],
  [
    "a name that nobody has is answered otherwise",
    (request, response) =>
      request.path.endsWith(DOUBTED) || response.status !== 404
        ? ownName(request, response)
        : { ...response, headers: named("ResourceNotFoundException") },
  ],
  [
    "the list names it",
    (request, response) =>
      isList(request)
        ? { ...response, body: new TextEncoder().encode(JSON.stringify({ boxes: [null, DOUBTED] })) }
        : ownName(request, response),
  ],
])("and is left where %s", async (_what, change) => {
  const { keeper } = await keptAt(change);
  expect(await keeper.remove({ resource, id: DOUBTED })).toMatchObject({ state: "left" });
});

test("what is there is left where its deletion alone is answered so", async () => {
  const keeping = widgetTarget("keeps what is burnt");
  await make(keeping, DOUBTED);
  const { keeper } = await keptAt(
    (request, response) => ownName(request, request.method === "DELETE" ? { ...response, status: 404 } : response),
    keeping,
  );
  expect(await keeper.remove({ resource, id: DOUBTED })).toMatchObject({ state: "left" });
  expect(keeping.boxes.size).toBe(2);
});
