import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { createReference } from "#reference/server/reference.ts";
import { startLoopback, wholeRequest, type LoopbackServer } from "./loopback.ts";

/** Keys that must not be found again in anything that a run leaves. */
export const PLANTED_KEYS = {
  AWS_ACCESS_KEY_ID: "AKIAPLANTEDKEYID0001",
  AWS_SECRET_ACCESS_KEY: "planted/secret+access/key/0123456789abcd",
  AWS_SESSION_TOKEN: "planted-session-token-0123456789abcdef0123456789",
};

export interface GossipingServer extends LoopbackServer {
  /** Activation ids and codes that it gave out. */
  readonly given: Set<string>;
}

/** A faulty server that says back, in headers and bodies, what it was told in confidence. */
export async function startGossiping(fault?: string): Promise<GossipingServer> {
  const reference = createReference({ hooks: true, fault });
  const given = new Set<string>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await reference.handle(await wholeRequest(request));
    const text = Buffer.from(answer.body).toString();
    for (const [, secret = ""] of text.matchAll(/"activation(?:Id|Code)":\[?"([^"]{8,})"/g)) given.add(secret);
    const told = `${request.headers.authorization} ${String(request.headers["x-amz-security-token"])}`;
    const body = answer.status >= 400 ? text.replace(/^\{/, `{"told":${JSON.stringify(told)},`) : text;
    response.writeHead(answer.status, [...answer.headers.flat(), "x-told", told]);
    response.end(request.method === "HEAD" ? "" : body);
  };
  return { given, ...(await startLoopback((request, response) => void serve(request, response))) };
}

/** All text in the files of a folder and those below it. */
export function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
}
