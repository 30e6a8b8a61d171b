import { expect, it } from "@jest/globals";
import LightRunner, { type Channel } from "#tests/helpers/typescript/runner.mjs";

const ASKED = "jest-light-runner-get-worker-data";

it("tells each process Jest's settings when it asks, however long another was told before", async () => {
  const config = { rootDir: "here" };
  const channels: Channel[] = [];
  const runner = new LightRunner({ maxWorkers: 2 });
  runner._testRunners.set(config, { pool: { run: (_path, { channel }) => channels.push(channel) } });
  await runner._runTest({ path: "first.test.ts", context: { config } });
  await runner._runTest({ path: "late.test.ts", context: { config } });
  const told: unknown[] = [];
  const [first, late] = channels;
  first?.onMessage(() => {});
  late?.onMessage((message) => told.push(message));

  first?.postMessage(ASKED);
  expect(told).toEqual([]);

  late?.postMessage(ASKED);
  expect(told).toEqual([expect.objectContaining({ workerData: expect.objectContaining({ projectConfig: config }) })]);
});
