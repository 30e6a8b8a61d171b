import { expect, test } from "@jest/globals";
import { EventLog } from "#cli/run/results/event-log.ts";

async function read<T>(log: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of log) seen.push(event);
  return seen;
}

test("every reader gets every event, before and after it began to read", async () => {
  const log = new EventLog<number>();
  log.append(1);
  const early = read(log);
  await Promise.resolve();
  log.append(2);
  const late = read(log);
  log.append(3);
  log.end();
  expect(await early).toEqual([1, 2, 3]);
  expect(await late).toEqual([1, 2, 3]);
  expect(await read(log)).toEqual([1, 2, 3]);
});

test("a failure comes after the events before it", async () => {
  const log = new EventLog<number>();
  const seen: number[] = [];
  const reading = (async () => {
    for await (const event of log) seen.push(event);
  })();
  log.append(1);
  log.fail(new Error("gone"));
  await expect(reading).rejects.toThrow("gone");
  expect(seen).toEqual([1]);
});
