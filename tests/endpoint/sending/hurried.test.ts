import { expect, test } from "@jest/globals";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { createHttpTarget } from "#endpoint/sending/http-target.ts";
import { LIST, REGISTER } from "#tests/endpoint/open-target.ts";

const TIMEOUT_MS = 10_000;

/** How long a request that hangs is waited for, in all its attempts, once a hang is proved. */
async function waitedFor(slowestMs: number) {
  const clock = new VirtualClock();
  const target = createHttpTarget({
    endpoint: "http://127.0.0.1",
    region: "us-east-1",
    timeoutMs: TIMEOUT_MS,
    clock,
    open: () => ({
      exchange: async ({ method }, timeoutMs, scope) => {
        await clock.sleep(method === "POST" ? slowestMs : timeoutMs, scope);
        const response = { status: 200, headers: [], body: Buffer.from("{}"), truncated: false };
        return { written: true, ...(method === "POST" ? { response } : { failure: { kind: "timeout", message: "" } }) };
      },
      close: () => Promise.resolve(),
    }),
  });
  await target.send(REGISTER);
  target.hurry?.();
  const from = clock.now();
  const { last, earlier } = await target.withoutAbort().send(LIST);
  await target.close();
  return { ms: clock.now() - from, hurried: last.hurried === true, attempts: earlier.length + 1 };
}

test.each([
  ["a second at least", 10, { ms: 1_000, hurried: true, attempts: 1 }],
  ["three times as long as the slowest took", 1_500, { ms: 4_500, hurried: true, attempts: 1 }],
])("once a hang is proved, an answer is waited for %s, and asked for once", async (_what, slowestMs, expected) => {
  expect(await waitedFor(slowestMs)).toEqual(expected);
});

test("where answers take long, for its whole time, and that none comes shows something", async () => {
  const { ms, ...rest } = await waitedFor(4_000);
  expect(rest).toEqual({ hurried: false, attempts: 2 });
  expect(ms).toBeGreaterThanOrEqual(2 * TIMEOUT_MS);
});
