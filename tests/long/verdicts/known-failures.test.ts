import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { contract } from "#tests/suites/bundled-contract.ts";
import { expectGreenWithWhatIsOffered, offered, runOnce } from "#tests/helpers/known-failures-loop.ts";
import { sizes } from "#tests/helpers/soak.ts";

const OPERATIONS = [...contract.operations.values()].map(({ id, method, path }) => ({
  id,
  without: { method, path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}/?$`) },
}));

describe("the file of known failures that a run offers makes the next one green", () => {
  test.each(OPERATIONS)("without $id", async ({ without }) => {
    await expectGreenWithWhatIsOffered({ without });
  });

  const every = sizes(60, 1);
  const some = FAULTS.filter(({ level }, index) => level !== "SHOULD" && index % every === 0);
  test.each(some.map(({ id }) => id))("with %s", async (fault) => {
    await expectGreenWithWhatIsOffered({ fault });
  });
});

test("an operation that is served again makes its entry stale", async () => {
  const [{ without } = { without: undefined }] = OPERATIONS.filter(({ id }) => id === "ListClusters");
  const { entries } = offered(await runOnce({ without }, [], 1));
  const served = await runOnce({}, entries, 2);
  expect(served.requirements.filter(({ verdict }) => verdict === "stale").map(({ id }) => id)).toEqual(["list.route"]);
  expect(served.outcome.exitCode).toBe(1);
});
