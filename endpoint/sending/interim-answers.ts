import type { Socket } from "node:net";

/** How an interim answer begins, except 101, which is the last answer in HTTP. */
const INTERIM = /^HTTP\/1\.[01] 1(?!01)\d\d[ \r]/;
const SAMPLE = "HTTP/1.1 100 ";
const END_OF_HEAD = "\r\n\r\n";
/**
 * The most bytes of a head; a longer one is left for the parser to refuse. HTTP sets no limit; Node's own is 16 KiB.
 */
export const LONGEST_HEAD = 262_144;

/**
 * Removes interim answers from what the socket reads before an answer. A client must be able to read one that it did
 * not ask for (RFC 9110, 15.2), but undici closes the socket at a 100. Only one request at a time is under way, so the
 * first bytes read after a write begin an answer.
 */
export function passOverInterim(socket: Socket): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  /** The beginning of an answer while it may still be an interim one; undefined within an answer. */
  let beginning: Buffer | undefined;
  socket.write = (...args: unknown[]) => {
    beginning = Buffer.alloc(0);
    return write(...args);
  };
  socket.read = (size?: number) => {
    for (let chunk = read(size); ; chunk = read(size)) {
      if (chunk === null || beginning === undefined) return chunk;
      const bytes = withoutInterim(Buffer.concat([beginning, chunk]));
      beginning = mayBeInterim(bytes) && bytes.length <= LONGEST_HEAD ? bytes : undefined;
      if (beginning === undefined) return bytes;
    }
  };
}

function withoutInterim(bytes: Buffer): Buffer {
  const end = mayBeInterim(bytes) ? bytes.indexOf(END_OF_HEAD) : -1;
  return end === -1 ? bytes : withoutInterim(bytes.subarray(end + END_OF_HEAD.length));
}

/** Judges what has arrived so far, which may be a few bytes. */
function mayBeInterim(bytes: Buffer): boolean {
  const start = bytes.toString("latin1", 0, SAMPLE.length);
  return INTERIM.test(start + SAMPLE.slice(start.length));
}
