import { expect, test } from "@jest/globals";
import type { Target } from "#endpoint/target.ts";
import { readReply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { controls } from "#suites/service/controls/controls.ts";
import { notePresence } from "#suites/service/controls/note-presence.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { exchangeOf, fakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const contract = loadEksContract();
const service = { contract, table: loadEksResources(contract) };
const controlIds = (needed: Iterable<string>, settings: Partial<KindSettings> = {}): string[] =>
  controls({ ...service, needed: new Set(needed), requirements: new Map(), settings } as unknown as ServiceContext).map(
    ({ id }) => id,
  );

test("whatever is changed is changed after everything was made", () => {
  const ids = controlIds(contract.operations.keys());
  const made = ids.filter((id) => /\/control\/./.test(id)).map((id) => ids.indexOf(id));
  const changed = ids.filter((id) => /^update-(cluster-version|nodegroup-config|addon)\//.test(id));
  expect(changed).toHaveLength(3);
  expect(Math.min(...changed.map((id) => ids.indexOf(id)))).toBeGreaterThan(Math.max(...made));
});

test("what is not needed is sent no plain request", () => {
  expect(controlIds(["CreateCluster", "DescribeCluster"])).toEqual(["create/control/cluster", "describe/control"]);
});

test("where nothing but GET is sent, nothing is made or changed", () => {
  expect(controlIds(["CreateCluster", "DescribeCluster", "ListInsights"], { readOnly: true })).toEqual([
    "describe/control",
  ]);
});

test.each([
  ["that is refused once, tags are asked for again", 1, ["box"]],
  ["that is refused each time, tags are not taken", 2, []],
])("of a kind whose names the service gives, %s", async (_what, refusals, expected) => {
  const { contract: ofWidgets, table } = widgets();
  const target = widgetTarget();
  let rest = refusals;
  const send: Target["send"] = async (request, options) => {
    const isTagged = new TextDecoder().decode(request.body).includes('"tags"');
    if (request.path !== "/boxes" || !isTagged || rest === 0) return target.send(request, options);
    rest -= 1;
    return { last: exchangeOf(request, aResponse({ status: 400, body: {} })), earlier: [] };
  };
  const resources = table.resources.map((each) => ({ ...each, id: { output: "/box/boxName", unknown: "none" } }));
  const given = { contract: ofWidgets, table: { ...table, resources } };
  const { context, session } = serviceSetting(given, { ...target, send });
  for (const control of controls(context).slice(0, 1)) await control.run(session);
  expect(context.alive.size).toBe(1);
  expect([...context.takesTags]).toEqual(expected);
});

test.each([
  [
    "^none$",
    "inconclusive",
    "not exercised: it answered 400 ValidationException, and the plain request breaks the model itself: pattern at /arn",
  ],
  // Which tags a resource has means nothing to a service: nothing else could keep it from telling them.
  ["^arn:.*$", "fail", "400 ValidationException"],
])("a refused plain request that breaks the model is told of: %s", async (pattern, verdict, received) => {
  const { table, ...boxes } = widgets();
  const shown = boxes.contract.operation("ShowTags");
  const arn = { ...shown.input.properties?.["arn"], pattern };
  const operation = { ...shown, input: { ...shown.input, properties: { arn } } };
  const operations = new Map([...boxes.contract.operations, [operation.id, operation]]);
  const target = fakeTarget(({ path }) =>
    path.startsWith("/tags/")
      ? aResponse({ status: 400, headers: errorHeaders("ValidationException"), body: {} })
      : aResponse({ status: 404, headers: errorHeaders("UnknownOperationException"), body: {} }),
  );
  const { session, judged } = serviceSetting({ table, contract: { ...boxes.contract, operations } }, target);
  const request = { method: operation.method, path: "/tags/arn%3Aaws%3Abox", headers: [] };
  const reply = readReply(await target.send(request));
  await notePresence(session, { operation, request, reply });
  expect(judged("show-tags.valid")).toMatchObject({ verdict, received });
});

test("what else an operation takes does not make up for the plain request that it refused", async () => {
  const { contract: ofWidgets, table } = widgets();
  const making = ofWidgets.operation("MakeBox");
  const target = widgetTarget();
  let isFirst = true;
  const send: Target["send"] = async (request, options) => {
    const isRefused = isFirst && request.method === "POST" && request.path === "/boxes";
    if (isRefused) isFirst = false;
    const busy = aResponse({ status: 400, headers: errorHeaders("ValidationException"), body: { message: "no" } });
    return isRefused ? { last: exchangeOf(request, busy), earlier: [] } : target.send(request, options);
  };
  const { context, session, judged } = serviceSetting({ contract: ofWidgets, table }, { ...target, send });
  const input = plainInput(context, { operation: making.id }, { salt: "one" }) ?? {};
  const request = encodeInput(making, input);
  if (request === undefined) throw new Error("no plain request");
  await notePresence(session, { operation: making, request, reply: readReply(await send(request)) });
  const reply = await session.send(request);
  expect(reply.status).toBe(200);
  expect(judged("make-box.valid")?.verdict).toBe("inconclusive");
});

test.each([
  ["a moment later, is not refused", 2, "implemented"],
  ["for ever, is", Infinity, "refused"],
])("a plain request that does not find what was made, %s", async (_what, late, status) => {
  const { contract: ofWidgets, table } = widgets();
  const target = widgetTarget();
  let looks = 0;
  const send: Target["send"] = async (request, options) => {
    const isLook = request.method === "GET" && request.path.startsWith("/boxes/");
    looks += isLook ? 1 : 0;
    const none = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
    return isLook && looks <= late ? { last: exchangeOf(request, none), earlier: [] } : target.send(request, options);
  };
  const { context, session } = serviceSetting({ contract: ofWidgets, table }, { ...target, send });
  const all = [...controls(context)];
  for (const id of ["make-box/control/box", "show-box/control"]) {
    if (id.startsWith("show")) looks = 0;
    await all.find((control) => control.id === id)?.run(session);
  }
  expect(context.presence.get("ShowBox")?.status).toBe(status);
});
