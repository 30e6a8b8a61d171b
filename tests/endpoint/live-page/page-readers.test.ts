import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test } from "@jest/globals";
import { openReaders, READERS, UNREAD_MS } from "#endpoint/live-page/page-readers.ts";

/** A response that takes what is written, and drains when it is told to. */
class FakeResponse extends EventEmitter {
  readonly written: string[] = [];
  takes = true;
  destroyed = false;

  write(text: string): boolean {
    this.written.push(text);
    return this.takes;
  }

  drain(): void {
    this.takes = true;
    this.emit("drain");
  }

  destroy(): void {
    this.destroyed = true;
    this.emit("close");
  }
}

/** Readers of a state that is a number, and a clock whose one sleep ends when it is told to. */
function opened() {
  const counter = { value: 0, asked: 0 };
  const time: { now: number; wake: () => void } = { now: 0, wake: () => undefined };
  const clock = {
    now: () => time.now,
    sleep: () => new Promise<void>((resolve) => (time.wake = resolve)),
  };
  const state = (): string => {
    counter.asked += 1;
    return String(counter.value);
  };
  const readers = openReaders(state, clock);
  const reader = (takes = true): FakeResponse => {
    const response = new FakeResponse();
    response.takes = takes;
    readers.add(response as unknown as ServerResponse);
    return response;
  };
  const change = (): void => {
    counter.value += 1;
    readers.tell();
  };
  const rest = async (): Promise<void> => {
    time.wake();
    await new Promise(setImmediate);
  };
  return { readers, reader, change, rest, counter, time };
}

test("a reader is told the state at once, and again when it changes", () => {
  const { reader, change } = opened();
  const one = reader();
  change();
  expect(one.written).toEqual(["retry: 1000\ndata: 0\n\n", "data: 1\n\n"]);
});

test("what comes soon after a message is told together, and none of it is lost", async () => {
  const { reader, change, rest } = opened();
  const one = reader();
  for (let count = 0; count < 100; count += 1) change();
  expect(one.written.slice(1)).toEqual(["data: 1\n\n"]);
  await rest();
  expect(one.written.slice(1)).toEqual(["data: 1\n\n", "data: 100\n\n"]);
  await rest();
  expect(one.written).toHaveLength(3);
});

test("with no reader nothing is asked for", () => {
  const { change, counter } = opened();
  change();
  expect(counter.asked).toBe(0);
});

test("a reader that never reads has one message, delays no other, and goes in the end", async () => {
  const { readers, reader, change, rest, time } = opened();
  const [deaf, quick] = [reader(false), reader()];
  for (let count = 0; count < 50; count += 1) {
    change();
    await rest();
  }
  expect(deaf.written).toHaveLength(1);
  expect(quick.written.at(-1)).toBe("data: 50\n\n");
  expect(deaf.destroyed).toBe(false);
  time.now += UNREAD_MS + 1;
  change();
  expect(deaf.destroyed).toBe(true);
  expect(readers.isFull).toBe(false);
});

test("a slow reader gets the newest state when it has read the one before", () => {
  const { reader, change } = opened();
  const slow = reader(false);
  for (let count = 0; count < 3; count += 1) change();
  // The first change is told at once, the others later, when it may not have read yet.
  slow.drain();
  expect(slow.written).toEqual(["retry: 1000\ndata: 0\n\n", "data: 3\n\n"]);
});

test("there is room for so many readers, and again for as many as left", () => {
  const { readers, reader } = opened();
  const all = Array.from({ length: READERS }, () => reader());
  expect(readers.isFull).toBe(true);
  all[0]?.emit("close");
  expect(readers.isFull).toBe(false);
});

test("the last is told without waiting, and is over when all have left", async () => {
  const { readers, reader, change } = opened();
  const one = reader();
  change();
  change();
  const last = readers.last();
  expect(one.written.at(-1)).toBe("data: 2\n\n");
  one.emit("close");
  await last;
});

test("a line feed within the state ends no message", () => {
  const response = new FakeResponse();
  const readers = openReaders(() => "a\n\ndata: b\r\nc\rd", { now: () => 0, sleep: () => Promise.resolve() });
  readers.add(response as unknown as ServerResponse);
  expect(response.written.join("").split("\n\n")).toHaveLength(2);
  expect(response.written[0]).toBe("retry: 1000\ndata: a\ndata: \ndata: data: b\ndata: c\ndata: d\n\n");
});
