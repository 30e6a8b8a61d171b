import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createReference } from "../../reference/reference.ts";

/** Keys that must not be found again in anything that a run leaves. */
export const PLANTED_KEYS = {
  AWS_ACCESS_KEY_ID: "AKIAPLANTEDKEYID0001",
  AWS_SECRET_ACCESS_KEY: "planted/secret+access/key/0123456789abcd",
  AWS_SESSION_TOKEN: "planted-session-token-0123456789abcdef0123456789",
};

export interface GossipingServer {
  readonly url: string;
  /** Activation ids and codes that it gave out. */
  readonly given: Set<string>;
  close(): void;
}

/** A faulty server that says back, in headers and bodies, what it was told in confidence. */
export async function startGossiping(fault?: string): Promise<GossipingServer> {
  const reference = createReference({ hooks: true, fault });
  const given = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const answerWith = async (): Promise<void> => {
      const headers = request.rawHeaders.flatMap((name, index, raw) =>
        index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : [],
      );
      const { method = "", url: path = "" } = request;
      const answer = await reference.handle({ method, path, headers, body: Buffer.concat(chunks) });
      const text = Buffer.from(answer.body).toString();
      for (const [, secret = ""] of text.matchAll(/"activation(?:Id|Code)":\[?"([^"]{8,})"/g)) given.add(secret);
      const told = `${request.headers.authorization} ${String(request.headers["x-amz-security-token"])}`;
      const body = answer.status >= 400 ? text.replace(/^\{/, `{"told":${JSON.stringify(told)},`) : text;
      response.writeHead(answer.status, [...answer.headers.flat(), "x-told", told]);
      response.end(method === "HEAD" ? "" : body);
    };
    request.on("end", () => void answerWith());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, given, close: () => closeAll(server) };
}

function closeAll(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** All text in the files of a folder and those below it. */
export function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
}
