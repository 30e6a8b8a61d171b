import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { run } from "#cli/library.ts";
import { UsageError } from "#cli/usage-error.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import type { RunEvent } from "#suites/record/events.ts";

let out = "";
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "eks-conformance-library-"));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const ENV = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_CONFIG_FILE: "/dev/null" };
const SMALL = { cases: 0, seed: 5, select: ["register.name.max-length*", "register.route"], env: ENV };

test("an endpoint is judged: events from start to end, and the record that they fold to", async () => {
  const server = await startReferenceServer({});
  try {
    const { events, record } = run({ ...SMALL, endpointUrl: server.url, out });
    const types: RunEvent["type"][] = [];
    for await (const event of events) types.push(event.type);
    expect(types[0]).toBe("started");
    expect(types.at(-1)).toBe("ended");
    expect((await record).outcome).toMatchObject({ verdict: "conformant", exitCode: 0 });
  } finally {
    await server.close();
  }
});

test("options that cannot be met reject with one clear line, for the record and for readers of events", async () => {
  const { events, record } = run({ ...SMALL, expectations: join(out, "none.yaml"), out });
  await expect(record).rejects.toThrow(/--expectations .*none\.yaml/);
  await expect(events[Symbol.asyncIterator]().next()).rejects.toThrow("--expectations");
});

test("an option that there is not is refused, with the closest, before anything is sent", async () => {
  const misspelt = { ...SMALL, endpointURL: "http://127.0.0.1:9", out };
  await expect(run(misspelt).record).rejects.toThrow(/^there is no option endpointURL; the closest is endpointUrl$/);
  await expect(run(misspelt).record).rejects.toBeInstanceOf(UsageError);
});

test("a run that is aborted says so and leaves no cluster", async () => {
  const server = await startReferenceServer({});
  const stop = new AbortController();
  try {
    const { events, record } = run({ ...SMALL, select: [], endpointUrl: server.url, out, signal: stop.signal });
    for await (const event of events) if (event.type === "case") stop.abort();
    expect((await record).run.interrupted).toBe(true);
    expect((await record).clusters.left).toEqual([]);
  } finally {
    await server.close();
  }
});
