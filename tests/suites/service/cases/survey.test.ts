import { expect, test } from "@jest/globals";
import { loadEksContract } from "../../../../spec/contract/load.ts";
import { loadEksResources } from "../../../../spec/resources/load.ts";
import type { ServiceContext } from "../../../../suites/service/service-context.ts";
import { controls } from "../../../../suites/service/cases/survey.ts";

test("whatever is changed is changed after everything was made", () => {
  const contract = loadEksContract();
  const ids = controls({ contract, table: loadEksResources(contract) } as ServiceContext).map(({ id }) => id);
  const made = ids.filter((id) => /\/control\/./.test(id)).map((id) => ids.indexOf(id));
  const changed = ids.filter((id) => /^update-(cluster-version|nodegroup-config|addon)\//.test(id));
  expect(changed).toHaveLength(3);
  expect(Math.min(...changed.map((id) => ids.indexOf(id)))).toBeGreaterThan(Math.max(...made));
});
