import type { Socket } from "node:net";

/** How an interim answer begins; 101 is the last one in HTTP. */
const INTERIM = /^HTTP\/1\.[01] 1(?!01)\d\d[ \r]/;
const SAMPLE = "HTTP/1.1 100 ";
const END_OF_HEAD = "\r\n\r\n";
/** Bytes of a head; of a longer one the parser is to say that it is too long. HTTP sets no limit, Node's own is 16 KiB. */
export const LONGEST_HEAD = 262_144;

/**
 * Takes interim answers out of what the socket reads before an answer. A client must be able to read one that it did not
 * ask for (RFC 9110, 15.2), and undici closes the socket at a 100. One request at a time is on its way, so what is read
 * first after a write begins an answer.
 */
export function passOverInterim(socket: Socket): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  /** The beginning of an answer, as far as it may be an interim one; undefined within an answer. */
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

/** As far as it has come, which may be a few bytes. */
function mayBeInterim(bytes: Buffer): boolean {
  const start = bytes.toString("latin1", 0, SAMPLE.length);
  return INTERIM.test(start + SAMPLE.slice(start.length));
}
