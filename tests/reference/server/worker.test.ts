import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type * as Source from "#reference/server/worker.ts";

// A worker thread loads JavaScript, so this is about what `npm run build` left in dist/.
const COMPILED = new URL("../../../dist/reference/server/worker.js", import.meta.url).href;

let startReferenceWorker: typeof Source.startReferenceWorker;

beforeAll(async () => {
  ({ startReferenceWorker } = (await import(COMPILED)) as typeof Source);
});

test("serves from another thread, and counts in this one", async () => {
  const server = await startReferenceWorker({ existing: { eks: ["plain"] }, variant: "null-members" });
  const response = await fetch(`${server.url}/clusters`);
  expect(await response.json()).toEqual({ clusters: ["plain"], nextToken: null });
  expect(server.requests()).toBe(1);
  await server.close();
  await expect(fetch(`${server.url}/clusters`)).rejects.toThrow();
});

test("answers while this thread does nothing but wait", async () => {
  const server = await startReferenceWorker({ existing: { eks: ["plain"] } });
  const ask = `fetch("${server.url}/clusters").then((answer) => answer.text()).then(console.log)`;
  // A server that needs this thread would never answer: it is given up.
  const answer = execFileSync(process.execPath, ["-e", ask], { encoding: "utf8", timeout: 60_000 });
  expect(JSON.parse(answer)).toMatchObject({ clusters: ["plain"] });
  expect(server.requests()).toBe(1);
  await server.close();
});

test.each([
  [{ fault: "nope" }, 'no fault is called "nope"'],
  [{ auth: true }, "pass credentials"],
])("hands back in one line why it cannot start: %j", async (options, message) => {
  await expect(startReferenceWorker(options)).rejects.toThrow(message);
});

const holder = createServer();

afterAll(() => void holder.close());

test("says that the port is taken", async () => {
  holder.listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  await expect(startReferenceWorker({ port })).rejects.toThrow("EADDRINUSE");
});
