import { expect, test } from "@jest/globals";
import type { Target } from "../../../../endpoint/target.ts";
import { loadEksContract } from "../../../../spec/contract/load.ts";
import { loadEksResources } from "../../../../spec/resources/load.ts";
import type { ServiceContext } from "../../../../suites/service/service-context.ts";
import { controls } from "../../../../suites/service/cases/survey.ts";
import { widgets, widgetTarget } from "../../../helpers/widgets/widgets.ts";
import { exchangeOf } from "../../fake-target.ts";
import { aResponse } from "../../made-replies.ts";
import { serviceSetting } from "../service-setting.ts";

const contract = loadEksContract();
const service = { contract, table: loadEksResources(contract) };
const controlIds = (needed: Iterable<string>): string[] =>
  controls({ ...service, needed: new Set(needed) } as unknown as ServiceContext).map(({ id }) => id);

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
