import { Worker } from "node:worker_threads";
import { expect, test } from "@jest/globals";
import type { runServers as RunSubjects } from "#cli/selftest/pool.ts";

// Worker threads load JavaScript.
const { runServers } = (await import("../../../dist/cli/selftest/pool.js" as string)) as {
  runServers: typeof RunSubjects;
};

const OPTIONS = { seed: 1, cases: 0, jobs: 1 };

test("a worker runs the suite against a server with a fault, and catches it", async () => {
  const server = { kind: "fault", id: "activation-expiry-iso" } as const;
  let told = 0;
  const options = { ...OPTIONS, untilCaught: true, onResult: () => void (told += 1) };
  const { results, failed } = await runServers([server], options);
  expect(results).toMatchObject([{ server, verdict: "non-conformant" }]);
  expect(failed).toEqual([]);
  expect(told).toBe(1);
});

test("a server that there is not is told by its name, and the rest is tested", async () => {
  const server = { kind: "fault", id: "activation-expiry-iso" } as const;
  const options = { ...OPTIONS, untilCaught: true, onResult: () => undefined };
  const { results, failed } = await runServers([{ kind: "fault", id: "none" }, server], options);
  expect(results).toMatchObject([{ server }]);
  expect(failed).toEqual([{ server: "fault none", failure: expect.stringContaining("none") }]);
});

test.each([
  ["throws where nobody catches", `setImmediate(() => { throw new Error("lost"); })`, "lost"],
  ["ends its process", "process.exit(3)", "its thread ended with 3"],
])("the rest is tested by a new thread where a run %s", async (_name, crash, failure) => {
  const code = `const { parentPort } = require("node:worker_threads");
    parentPort.on("message", (server) => {
      if (server.id === "crashes") ${crash};
      else parentPort.postMessage({ result: { server } });
    });`;
  const servers = ["a", "crashes", "b"].map((id) => ({ kind: "variant", id }) as const);
  let threads = 0;
  const start = (): Worker => {
    threads += 1;
    return new Worker(code, { eval: true });
  };
  const { results, failed } = await runServers(servers, { ...OPTIONS, onResult: () => undefined }, start);
  expect(results.map(({ server }) => server.id)).toEqual(["a", "b"]);
  expect(failed).toEqual([{ server: "variant crashes", failure }]);
  expect(threads).toBe(2);
});
