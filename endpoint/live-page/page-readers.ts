import type { ServerResponse } from "node:http";
import type { Clock } from "#endpoint/clock.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";

/** Browsers that are told what is new, as server-sent events: of each message the whole state, on one line. */
export interface PageReaders {
  /** There is no room for another one. */
  readonly isFull: boolean;
  /** Tells the state now, and again whenever it changes. */
  add(response: ServerResponse): void;
  /** The state has changed. What comes soon after it is told with it. */
  tell(): void;
  /** Tells it once more without waiting, and nothing after that; resolves when none is left. */
  last(): Promise<void>;
  /** Ends all that are left. */
  end(): void;
}

/** Readers at once: a browser opens six connections to a server, and the page itself needs one. */
export const READERS = 5;
/** Milliseconds between two messages: as often as somebody can look. */
export const PAUSE_MS = 200;
/** Milliseconds that a reader may leave a message unread. */
export const UNREAD_MS = 30_000;

interface Reader {
  readonly response: ServerResponse;
  /** Since when, by `clock.now()`, it has had a message that it has not read. */
  unreadSince?: number | undefined;
  isBehind: boolean;
}

/**
 * A reader has one message on its way at most, and gets the newest state once it has read that: one that never reads
 * holds no more, and nobody waits for it.
 */
export function openReaders(state: () => string, clock: Pick<Clock, "now" | "sleep">): PageReaders {
  const readers = new Set<Reader>();
  const over = new AbortController();
  const scope = new AbortScope(over.signal);
  let rest: "none" | "resting" | "changed" = "none";
  let onEmpty: (() => void) | undefined;
  const send = (reader: Reader, message: string): void => {
    reader.isBehind = false;
    if (reader.response.write(message)) return;
    reader.unreadSince = clock.now();
    reader.response.once("drain", () => {
      reader.unreadSince = undefined;
      if (reader.isBehind) send(reader, messageOf(state()));
    });
  };
  const sendAll = (): void => {
    if (readers.size === 0) return;
    const message = messageOf(state());
    for (const reader of readers) {
      const { unreadSince } = reader;
      if (unreadSince === undefined) send(reader, message);
      else if (clock.now() - unreadSince > UNREAD_MS) reader.response.destroy();
      else reader.isBehind = true;
    }
  };
  const tell = (): void => {
    if (rest !== "none") return void (rest = "changed");
    sendAll();
    rest = "resting";
    clock.sleep(PAUSE_MS, scope).then(
      () => {
        const isDue = rest === "changed";
        rest = "none";
        if (isDue) tell();
      },
      () => undefined,
    );
  };
  return {
    get isFull() {
      return readers.size >= READERS;
    },
    add: (response) => {
      const reader: Reader = { response, isBehind: false };
      readers.add(reader);
      response.once("close", () => {
        readers.delete(reader);
        if (readers.size === 0) onEmpty?.();
      });
      send(reader, `retry: ${RETRY_MS}\n${messageOf(state())}`);
    },
    tell,
    last: () => {
      over.abort();
      sendAll();
      return readers.size === 0 ? Promise.resolve() : new Promise((resolve) => (onEmpty = resolve));
    },
    end: () => {
      for (const { response } of readers) response.destroy();
    },
  };
}

/** Milliseconds after which a browser asks again. */
const RETRY_MS = 1_000;

/** A line feed would end the message: JSON has none, and what has is sent in parts, as the format wants it. */
function messageOf(state: string): string {
  return `data: ${state.replace(/\r\n|\r|\n/g, "\ndata: ")}\n\n`;
}
