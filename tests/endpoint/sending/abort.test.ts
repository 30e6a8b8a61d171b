import { afterEach, expect, test } from "@jest/globals";
import { systemClock } from "#endpoint/clock.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { closeOpened, httpServer, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { LIST, openTarget, REGISTER } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

/** A clock on which time passes only where it is told to. */
function movedByHand() {
  let time = 0;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const sleep = (ms: number): Promise<void> =>
    new Promise((wake) => void sleepers.push({ at: time + ms, wake: () => wake() }));
  const pass = async (ms: number): Promise<void> => {
    time += ms;
    for (const { at, wake } of sleepers) if (at <= time) wake();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock: { ...systemClock, now: () => time, sleep }, pass };
}

const ABORTED = { name: "AbortError" };

test("a request in flight is given up at once", async () => {
  const abort = new AbortController();
  const origin = await tcpServer((socket) => socket.once("data", () => abort.abort()));
  await expect(openTarget(origin, { signal: abort.signal }).send(REGISTER)).rejects.toMatchObject(ABORTED);
});

test("requests that wait for a slot, for their pace or for a retry are given up too", async () => {
  const abort = new AbortController();
  let arrivals = 0;
  const origin = await httpServer((_request, response) => {
    arrivals += 1;
    response.writeHead(429, { "retry-after": "30" }).end(() => setImmediate(() => abort.abort()));
  });
  const target = openTarget(origin, { signal: abort.signal, concurrency: 1, rps: 1 });
  const sends = Array.from({ length: 20 }, () => target.send(REGISTER));
  const outcomes = await Promise.allSettled(sends);
  expect(outcomes.map((outcome) => outcome.status === "rejected" && (outcome.reason as Error).name)).toEqual(
    Array.from({ length: 20 }, () => "AbortError"),
  );
  expect(arrivals).toBe(1);
});

test("credentials that do not come are not waited for", async () => {
  const abort = new AbortController();
  const credentials = () => {
    setImmediate(() => abort.abort());
    return new Promise<never>(() => undefined);
  };
  const target = openTarget("http://127.0.0.1:9", { signal: abort.signal, credentials });
  await expect(target.send(LIST)).rejects.toMatchObject(ABORTED);
});

test("after the end of sending, waiting for what comes late ends before cleaning up does", async () => {
  const { ends } = openTarget("http://127.0.0.1:9", { signal: AbortSignal.abort(), clock: new RecordingClock() });
  const order: string[] = [];
  const ended = (end: AbortSignal, name: string) =>
    new Promise<void>((resolve) => end.addEventListener("abort", () => resolve(void order.push(name))));
  expect(ends.sending.aborted).toBe(true);
  await Promise.all([ended(ends.cleaningUp, "cleaning up"), ended(ends.waiting, "waiting")]);
  expect(order).toEqual(["waiting", "cleaning up"]);
});

test.each([
  ["a signal", "signal", 6_000],
  ["the time limit", "deadline", 8_000],
] as const)("after %s there is so much time to clean up", async (_what, end, ms) => {
  const clock = new RecordingClock();
  const { ends } = openTarget("http://127.0.0.1:9", { [end]: AbortSignal.abort(), clock });
  await new Promise((resolve) => ends.cleaningUp.addEventListener("abort", resolve));
  expect(clock.naps).toContain(ms);
});

test.each([
  ["begins anew with each sign that the endpoint is at work on it", 14_000, 14_000 + 6_000],
  ["lasts no longer than it may in all", 60_000, 20_000 + 6_000],
])("the time to clean up %s", async (_what, workMs, endsMs) => {
  const clock = new RecordingClock();
  const { ends } = openTarget("http://127.0.0.1:9", { signal: AbortSignal.abort(), clock });
  const began = clock.now();
  const over = new Promise<number>((resolve) =>
    ends.cleaningUp.addEventListener("abort", () => resolve(clock.now() - began)),
  );
  while (clock.now() < began + workMs) {
    await clock.sleep(2_000);
    ends.prolong(20_000);
  }
  expect(await over).toBe(endsMs);
});

test("what is removed may be asked for as long as the endpoint is at work, and not after that", async () => {
  const { clock, pass } = movedByHand();
  const origin = await httpServer((_request, response) => void response.end("{}"));
  const target = openTarget(origin, { signal: AbortSignal.abort(), clock });
  const cleaning = target.withoutAbort();
  await pass(4_000);
  target.ends.prolong(60_000);
  await pass(4_000);
  expect((await cleaning.send({ ...LIST, method: "DELETE" })).last.response?.status).toBe(200);
  await pass(1_000);
  await expect(cleaning.send({ ...LIST, method: "DELETE" })).rejects.toThrow("the time for cleaning up is over");
});

test("removing ends before the looks do that tell whether it was done", async () => {
  const untilTheLooks = {
    ...systemClock,
    sleep: async (ms: number) => void (ms > 4_500 && (await new Promise(() => undefined))),
  };
  const origin = await httpServer((request, response) => {
    if (request.method === "GET") response.end("{}");
  });
  const cleaning = openTarget(origin, { signal: AbortSignal.abort(), clock: untilTheLooks }).withoutAbort();
  await expect(cleaning.send({ ...LIST, method: "DELETE" })).rejects.toThrow("the time for cleaning up is over");
  expect((await cleaning.send(LIST)).last.response?.status).toBe(200);
});

test.each([
  ["never listened", "the endpoint accepts no connections"],
  ["dies before the end", "the endpoint closes every connection without an answer"],
  ["comes back", "the time for cleaning up is over"],
])("what was not removed of an endpoint that %s is told as it was", async (how, reason) => {
  const { clock, pass } = movedByHand();
  const abort = new AbortController();
  let isDead = false;
  const origin = await httpServer((_request, response) => void (isDead ? response.destroy() : response.end("{}")));
  const endpoint = how === "never listened" ? "http://127.0.0.1:9" : origin;
  const target = openTarget(endpoint, { signal: abort.signal, clock });
  const cleaning = target.withoutAbort();
  await target.send(LIST, { once: true });
  isDead = true;
  await target.send(LIST, { once: true });
  abort.abort();
  await pass(1_000);
  if (how === "comes back") isDead = false;
  await cleaning.send({ ...LIST, method: "DELETE" }, { once: true });
  await pass(7_000);
  for (const method of ["DELETE", "GET"])
    await expect(cleaning.send({ ...LIST, method })).rejects.toMatchObject({ message: reason, why: { cause: "time" } });
});

test("nothing is sent once aborted, but through withoutAbort", async () => {
  let arrivals = 0;
  const origin = await httpServer((_request, response) => {
    arrivals += 1;
    response.end("{}");
  });
  const target = openTarget(origin, { signal: AbortSignal.abort() });
  await expect(target.send(LIST)).rejects.toMatchObject(ABORTED);
  expect(arrivals).toBe(0);
  expect((await target.withoutAbort().send(LIST)).last.response?.status).toBe(200);
  expect(arrivals).toBe(1);
});

test("an aborted request leaves room for those that clean up", async () => {
  const abort = new AbortController();
  const origin = await httpServer((request, response) => {
    if (request.method === "POST") abort.abort();
    else response.end("{}");
  });
  const target = openTarget(origin, { signal: abort.signal, concurrency: 1 });
  await expect(target.send(REGISTER)).rejects.toMatchObject(ABORTED);
  expect((await target.withoutAbort().send(LIST)).last.response?.status).toBe(200);
});

test("many requests at once leave one listener on the signal", async () => {
  const warnings: string[] = [];
  const onWarning = (warning: Error) => warnings.push(warning.name);
  process.on("warning", onWarning);
  const origin = await httpServer((_request, response) => void response.end("{}"));
  const target = openTarget(origin, { signal: new AbortController().signal });
  await Promise.all(Array.from({ length: 100 }, () => target.send(LIST)));
  process.off("warning", onWarning);
  expect(warnings).toEqual([]);
});

test("closing ends what waits", async () => {
  const origin = await tcpServer(() => undefined);
  const target = openTarget(origin, { concurrency: 1 });
  const sends = [target.send(LIST), target.send(LIST)];
  const outcomes = Promise.allSettled(sends);
  await target.close();
  expect((await outcomes).map((outcome) => outcome.status === "rejected" && (outcome.reason as Error).name)).toEqual([
    "AbortError",
    "AbortError",
  ]);
});
