import { expect, test } from "@jest/globals";
import type { runServers as RunSubjects } from "#cli/selftest/pool.ts";
import type { ServerResult } from "#cli/selftest/selftest-server.ts";

// Worker threads load JavaScript.
const { runServers } = (await import("../../../dist/cli/selftest/pool.js" as string)) as {
  runServers: typeof RunSubjects;
};

test("a worker runs the suite against a server with a fault, and catches it", async () => {
  const server = { kind: "fault", id: "activation-expiry-iso" } as const;
  const told: ServerResult[] = [];
  const options = {
    seed: 1,
    cases: 0,
    untilCaught: true,
    jobs: 1,
    onResult: (result: ServerResult) => told.push(result),
  };
  const results = await runServers([server], options);
  expect(results).toMatchObject([{ server, verdict: "non-conformant" }]);
  expect(told).toEqual(results);
});

test("a server that there is not ends it with its name", async () => {
  const options = { seed: 1, cases: 0, jobs: 1, onResult: () => undefined };
  await expect(runServers([{ kind: "fault", id: "none" }], options)).rejects.toThrow("fault none: ");
});
