import { EventEmitter } from "node:events";
import { buildConnector } from "undici";

export interface WatchedConnections {
  /** For a target's `connect`. */
  readonly connect: buildConnector.connector;
  /** Emits `arrived` when one of them has something to read. */
  readonly arrivals: EventEmitter;
}

/** Connections that say when an endpoint's bytes have come, so that no test waits in the hope that they have. */
export function watchedConnections(options: buildConnector.BuildOptions = {}): WatchedConnections {
  const arrivals = new EventEmitter();
  const open = buildConnector(options);
  const connect: buildConnector.connector = (given, callback) =>
    open(given, (...result) => {
      if (result[0] === null) result[1].on("readable", () => arrivals.emit("arrived"));
      callback(...result);
    });
  return { connect, arrivals };
}
