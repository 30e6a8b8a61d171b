import type { Socket } from "node:net";
import { errorCode } from "./failure.ts";

const STATUS_LINE = /HTTP\/1\.[01] \d\d\d[ \r]/g;
/** A server may tell that it closes an idle connection, with a 408 for example. */
const FAREWELL = /\r\nconnection: *close\r\n/i;

/**
 * Calls `seen` if an answer arrives while no request is under way on the socket. undici then closes it, with an error
 * that does not hold the bytes.
 */
export function watchForUnasked(socket: Socket, seen: () => void): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  /** Since the last request. */
  let chunks = 0;
  let last = Buffer.alloc(0);
  socket.write = (...args: unknown[]) => {
    chunks = 0;
    return write(...args);
  };
  socket.read = (size?: number) => {
    const chunk = read(size);
    if (chunk === null) return chunk;
    chunks += 1;
    last = chunk as typeof last;
    return chunk;
  };
  socket.once("error", (error) => {
    if (errorCode(error) !== "UND_ERR_SOCKET" || !error.message.startsWith("bad response")) return;
    const bytes = last.toString("latin1");
    const answers = [...bytes.matchAll(STATUS_LINE)];
    // What came first after the request was the answer to it.
    const isUnasked = answers.length > (chunks === 1 ? 1 : 0);
    if (isUnasked && !FAREWELL.test(bytes.slice(answers.at(-1)?.index))) seen();
  });
}
