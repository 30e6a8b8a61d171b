import { describe, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { runOnce } from "#tests/helpers/known-failures-loop.ts";
import { expectOneScreen } from "#tests/helpers/one-screen.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { contract } from "#tests/suites/bundled-contract.ts";

const EVERY_PATH = /^\//;
const OPERATIONS = [...contract.operations.values()].map(({ id, method, path }) => ({
  id,
  without: { method, path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}/?$`) },
}));

describe("a run ends on one screen", () => {
  test("of the reference server", async () => expectOneScreen(await runOnce({}, [], 1)));

  test.each(OPERATIONS)("without $id", async ({ without }) => expectOneScreen(await runOnce({ without }, [], 1)));

  test.each(["GET", "POST", "DELETE"])("without any %s", async (method) =>
    expectOneScreen(await runOnce({ without: { method, path: EVERY_PATH } }, [], 1)),
  );

  const every = sizes(60, 1);
  const some = FAULTS.filter((_, index) => index % every === 1);
  test.each(some.map(({ id }) => id))("with %s", async (fault) => expectOneScreen(await runOnce({ fault }, [], 1)));
});
