import { once } from "node:events";
import { connect } from "node:net";
import { systemClock } from "#endpoint/clock.ts";
import { startForwarder, type ForwarderOptions } from "#endpoint/forwarding/forwarder.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { onCleanUp } from "#tests/helpers/servers/loopback.ts";

/** A forwarder to an endpoint, with what it has seen; closed by `closeOpened`. */
export async function forwarding(endpoint: string, given: Partial<ForwarderOptions> = {}) {
  const seen: Exchange[] = [];
  const proxy = await startForwarder({
    endpoint,
    host: "127.0.0.1",
    port: 0,
    names: [],
    clock: systemClock,
    timeoutMs: 60_000,
    seen: (exchange) => void seen.push(exchange),
    ...given,
  });
  const close = (graceMs: number) => (closed ??= proxy.close(graceMs));
  let closed: Promise<void> | undefined;
  onCleanUp(() => close(0));
  return { url: proxy.url, counts: proxy.counts, seen, close };
}

/** The bytes that come back for these bytes, until the connection is closed. */
export async function raw(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let got = "";
  socket.on("data", (chunk: Buffer) => (got += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  socket.write(request);
  await once(socket, "close");
  return got;
}
