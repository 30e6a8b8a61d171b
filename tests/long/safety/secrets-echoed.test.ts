import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { createReference } from "#reference/server/reference.ts";
import { runCli, withFolder } from "#tests/helpers/cli-process.ts";
import { PLANTED_KEYS } from "#tests/helpers/servers/gossiping-server.ts";
import { startLoopback, wholeRequest, type LoopbackServer } from "#tests/helpers/servers/loopback.ts";
import { ENCODINGS, saysAgain, searchable } from "#tests/helpers/secret-encodings.ts";

type Place =
  "message" | "error type" | "member" | "header value" | "header name" | "plain body" | "cluster name" | "tag key";
const PLACES: readonly Place[] = [
  "message",
  "error type",
  "member",
  "header value",
  "header name",
  "plain body",
  "cluster name",
  "tag key",
];
/** Each way: an encoding at a place. */
const WAYS = Object.values(ENCODINGS).flatMap((encode) => PLACES.map((place) => ({ encode, place })));

interface EchoingServer extends LoopbackServer {
  /** Signatures that it was sent, activations that it gave out. */
  readonly told: Set<string>;
  readonly waysUsed: Set<number>;
}

/** Works, but says a secret again with every answer, each time in the next way. */
async function startEchoing(): Promise<EchoingServer> {
  const reference = createReference({ hooks: true });
  const [told, waysUsed] = [new Set<string>(), new Set<number>()];
  let count = 0;
  let activation = "";
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await reference.handle(await wholeRequest(request));
    const text = Buffer.from(answer.body).toString();
    const { authorization = "" } = request.headers;
    const signature = /Signature=([0-9a-f]{64})/.exec(authorization)?.[1] ?? "";
    if (signature !== "") told.add(signature);
    const secrets = [...Object.values(PLANTED_KEYS), signature, activation, authorization].filter(
      (each) => each !== "",
    );
    const way = count % WAYS.length;
    const { encode, place } = WAYS[way] ?? { encode: String, place: "message" as const };
    const words = secrets.map(encode).join(" ");
    count += 1;
    const givesOut = place !== "plain body" && request.method !== "HEAD";
    for (const [, code = ""] of givesOut ? text.matchAll(/"activation(?:Id|Code)":\[?"([^"]{8,})"/g) : []) {
      told.add(code);
      activation = code;
    }
    waysUsed.add(way);
    const headers = answer.headers.flat();
    if (place === "header value") headers.push("x-told", headerText(words));
    if (place === "header name") headers.push(words.replaceAll(/[^\w.%+-]/g, "").slice(0, 4_000) || "x-none", "told");
    response.writeHead(place === "plain body" ? 500 : answer.status, headers);
    response.end(request.method === "HEAD" ? "" : bodyOf(text, place, words));
  };
  return { told, waysUsed, ...(await startLoopback((request, response) => void serve(request, response))) };
}

/** Headers hold bytes. */
function headerText(words: string): string {
  return Buffer.from(words.replaceAll(/[\r\n]+/g, " ").slice(0, 8_000)).toString("latin1");
}

/** The words go into the JSON as they stand where they are escapes of JSON already. */
function bodyOf(text: string, place: Place, words: string): string {
  const quoted = words.includes("\\") ? `"${words.replaceAll("\n", " ")}"` : JSON.stringify(words);
  const members: Partial<Record<Place, string>> = {
    message: `"message":${quoted},`,
    "error type": `"__type":${quoted},`,
    member: `"told":${quoted},`,
    "cluster name": `"clusters":[${quoted}],"name":${quoted},`,
  };
  if (place === "plain body") return `<html>${words}</html>`;
  if (place === "tag key") {
    return text.replace(/"tags":\{(\})?/, (_all, end = ",") => `"tags":{${quoted}:"told"${end}`);
  }
  return text.replace(/^\{/, `{${members[place] ?? ""}`);
}

test("no secret is said again in any output, whatever an endpoint makes of it", async () => {
  const server = await startEchoing();
  try {
    await withFolder(async (folder) => {
      const args = ["run", "--endpoint-url", server.url, "--region", "us-east-1", "--seed", "3", "--time-limit", "300"];
      const { stdout, stderr } = await runCli([...args, "--cases", "1", "--out", folder], PLANTED_KEYS);
      expect(server.waysUsed.size).toBeGreaterThanOrEqual(60);
      expect(readFileSync(join(folder, "run.json"), "utf8").match(/\[redacted/g)?.length).toBeGreaterThan(1_000);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
      const outputs = files
        .filter((file) => statSync(join(folder, file)).isFile())
        .map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
      const secrets = [...Object.values(PLANTED_KEYS), ...[...server.told].slice(0, 20)];
      const found = [...outputs, ["stdout", stdout] as const, ["stderr", stderr] as const].flatMap(([file, text]) => {
        const layers = searchable(text);
        return secrets.flatMap((secret) => {
          const how = saysAgain(layers, secret);
          return how === undefined ? [] : [`${file}: ${secret.slice(0, 12)} ${how}`];
        });
      });
      expect(found).toEqual([]);
    });
  } finally {
    server.close();
  }
});
