import { expect, test } from "@jest/globals";
import { loadEksContract } from "../../../../spec/contract/load.ts";
import { loadEksResources } from "../../../../spec/resources/load.ts";
import type { ServiceContext } from "../../../../suites/service/service-context.ts";
import { controls } from "../../../../suites/service/cases/survey.ts";

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
