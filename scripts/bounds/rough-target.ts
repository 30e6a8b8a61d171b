// Targets that work no more, or never did, for measuring how soon a run tells.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Patch } from "#reference/fault.ts";
import { referenceOf } from "#reference/server/reference-of.ts";
import { type Habits, SOUND } from "#reference/service/habits.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import type { Header } from "#reference/message.ts";
import { type Asked, treating, type Treatment } from "./treatment.ts";

export interface RoughTarget {
  readonly url: string;
  clusterNames(): string[];
  close(): void;
}

export interface RoughServer {
  readonly spec?: "register-cluster" | "eks" | undefined;
  /** Of registered clusters alone. */
  readonly patches?: readonly Patch[] | undefined;
  /** Of all of EKS alone. */
  readonly habits?: Partial<Habits> | undefined;
}

/** A working server that treats each request as it is told. */
export async function startRough(
  treat: (asked: Asked) => Treatment,
  { spec = "register-cluster", patches = [], habits }: RoughServer = {},
): Promise<RoughTarget> {
  const reference =
    habits === undefined
      ? await referenceOf({ spec, hooks: true, patches })
      : createServiceReference(serviceOf("eks"), { hooks: true, habits: { ...SOUND, ...habits } });
  const treated = treating(treat, reference, sleep);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await wholeBody(request);
    const { method = "", url: path = "" } = request;
    const end = await treated({ method, path, headers: headersOf(request), body });
    if (end === "silence") return;
    if (end === "death") {
      server.close();
      server.closeAllConnections();
      return;
    }
    const send = (): void => void response.writeHead(end.status, end.headers.flat()).end(end.body);
    if (end.afterMs === undefined) send();
    else setTimeout(send, end.afterMs);
  };
  const server: Server = createServer((request, response) => void serve(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, clusterNames: () => reference.clusterNames(), close };
}

async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function headersOf({ rawHeaders }: IncomingMessage): Header[] {
  return rawHeaders.flatMap((name, at): Header[] => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""]] : []));
}
