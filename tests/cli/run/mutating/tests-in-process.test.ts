import { describe, expect, test } from "@jest/globals";
import { EKS_ENDPOINT } from "#cli/run/beside-command.ts";
import { type TestFunction, testsInProcess } from "#cli/run/mutating/tests-in-process.ts";

const HOUR = 3_600_000;
const ended = (tests: TestFunction, { limitMs = HOUR, signal = new AbortController().signal } = {}) =>
  testsInProcess(tests)([], { env: { [EKS_ENDPOINT]: "http://127.0.0.1:1" }, limitMs, signal });
const forEver = (): Promise<never> => new Promise(() => undefined);

describe("a function ends as a command does", () => {
  test("with 0 where it returns, whatever it returns", async () => {
    expect(await ended(() => false)).toMatchObject({ code: 0, hung: false, output: "" });
    expect(await ended(async () => Promise.resolve("x"))).toMatchObject({ code: 0 });
  });

  test.each<[string, TestFunction]>([
    [
      "throws",
      () => {
        throw new TypeError("no");
      },
    ],
    ["rejects", () => Promise.reject(new TypeError("no"))],
  ])("with 1 where it %s, and says why", async (_words, tests) => {
    expect(await ended(tests)).toMatchObject({ code: 1, hung: false, output: "TypeError: no" });
  });

  test("with 1 where what it throws is no error", async () => {
    const hostile = {
      toString: () => {
        throw new Error("x");
      },
    };
    expect(await ended(() => Promise.reject(hostile as unknown as Error))).toMatchObject({ code: 1 });
    expect((await ended(() => Promise.reject("x".repeat(1e6) as unknown as Error))).output.length).toBe(8_000);
  });

  test("with its endpoint, and a signal", async () => {
    const given: string[] = [];
    await ended(({ endpointUrl, signal }) => given.push(endpointUrl, String(signal.aborted)));
    expect(given).toEqual(["http://127.0.0.1:1", "false"]);
  });
});

test("past its time it hangs, whether it heeds the signal or not", async () => {
  expect(await ended(forEver, { limitMs: 1 })).toMatchObject({ code: 1, hung: true });
  const heeding: TestFunction = ({ signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", reject));
  expect(await ended(heeding, { limitMs: 1 })).toMatchObject({ code: 1, hung: true });
});

test("whoever interrupts ends it, be it before it began, and it does not count as hung", async () => {
  const stop = new AbortController();
  const running = ended(forEver, { signal: stop.signal });
  stop.abort();
  expect(await running).toMatchObject({ code: 1, hung: false });
  expect(await ended(forEver, { signal: stop.signal })).toMatchObject({ code: 1, hung: false });
});

test("what it rejects with when nobody waits any more ends no process", async () => {
  let late: (error: Error) => void = () => undefined;
  const tests: TestFunction = () => new Promise((_resolve, reject) => (late = reject));
  await ended(tests, { limitMs: 1 });
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  late(new Error("late"));
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});
