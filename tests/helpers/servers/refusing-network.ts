import { Socket } from "node:net";

export interface RefusingNetwork {
  /** Hosts that a connection was asked for, but for 127.0.0.1. */
  readonly asked: string[];
  restore(): void;
}

/** Lets sockets connect to 127.0.0.1 and nowhere else; no name is looked up. */
export function refuseNetwork(): RefusingNetwork {
  const asked: string[] = [];
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const { host, port } = optionsIn(args);
    if (host === "127.0.0.1") return Reflect.apply(connect, this, args) as Socket;
    asked.push(`${host}:${port}`);
    process.nextTick(() => this.destroy(Object.assign(new Error("refused by the test"), { code: "ECONNREFUSED" })));
    return this;
  };
  return { asked, restore: () => void (Socket.prototype.connect = connect) };
}

/** net.connect normalises its arguments to one array that holds the options. */
function optionsIn(args: readonly unknown[]): { host: string; port: string } {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  const { host = "localhost", port = "" } = Object(first) as { host?: string; port?: string | number };
  return { host, port: String(port) };
}
