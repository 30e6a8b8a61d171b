import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { ForwarderOptions } from "#endpoint/forwarding/forwarder.ts";
import type { AnswerInPlace, InPlace } from "#endpoint/forwarding/given-answer.ts";
import { heldBytes } from "#endpoint/forwarding/held-bytes.ts";
import { closeOpened, httpServer, onCleanUp } from "#tests/helpers/servers/loopback.ts";
import { forwarding, raw } from "./forwarding.ts";

afterEach(closeOpened);

const CLIENTS = 1_000;

/** Each answer comes later, and longer. */
const changing = (way: Partial<AnswerInPlace>): { readonly inPlace: InPlace } => ({
  inPlace: {
    instead: () => undefined,
    answer: ({ response }) => {
      if (response === undefined) return undefined;
      const body = Buffer.concat([Buffer.from("changed"), response.body]);
      const headers = [["content-length", String(body.length)]] as const;
      return { response: { ...response, headers, body }, ...way };
    },
  },
});

const WAYS: readonly (readonly [words: string, given: Partial<ForwarderOptions>, body: string])[] = [
  ["as the endpoint gave them", {}, ""],
  ["changed", changing({ delayMs: 1 }), "changed"],
];
const HOST = "Host: localhost\r\n";

async function connected(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  onCleanUp(() => Promise.resolve(void socket.destroy()));
  await once(socket, "connect");
  return socket;
}

/** Resolves with what has come once it holds this; rejects where the connection ends before. */
function heard(socket: Socket, end: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = "";
    socket.once("close", () => reject(new Error(`closed before ${end}`)));
    socket.on("data", (chunk: Buffer) => {
      got += chunk.toString("latin1");
      if (got.includes(end)) resolve(got);
    });
  });
}

test.each(WAYS)(
  "of 1,000 connections at once each gets its own answers, %s, and the proxy's end waits for none that rests",
  async (_words, given, body) => {
    const origin = await httpServer((request, response) => void response.end(`<${request.url}>`));
    const { url, seen, close } = await forwarding(origin, given);
    const sockets = await Promise.all(Array.from({ length: CLIENTS }, () => connected(url)));
    const askTwice = async (socket: Socket, at: number): Promise<void> => {
      for (const path of [`/clusters/a-${at}`, `/clusters/b-${at}`]) {
        const answer = heard(socket, `${body}<${path}>`);
        socket.write(`GET ${path} HTTP/1.1\r\n${HOST}\r\n`);
        expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
      }
    };
    await Promise.all(sockets.map(askTwice));
    expect(new Set(seen.map(({ request }) => request.path)).size).toBe(2 * CLIENTS);
    await expect(close(60_000)).resolves.toBeUndefined();
  },
);

describe("clients that vanish", () => {
  test.each(WAYS)(
    "while their requests are under way, %s, leave nothing held, and keep nobody from being served",
    async (_words, given) => {
      const waiting: (() => void)[] = [];
      let arrived: () => void = () => undefined;
      const all = new Promise<void>((resolve) => (arrived = resolve));
      const origin = await httpServer((request, response) => {
        if (request.url === "/clusters") return void response.end("here");
        waiting.push(() => response.end("x".repeat(10_000)));
        if (waiting.length === 60) arrived();
      });
      const bytes = heldBytes();
      const { url, close } = await forwarding(origin, { bytes, ...given });
      const sockets = await Promise.all(Array.from({ length: 60 }, () => connected(url)));
      const body = "y".repeat(1_000);
      for (const socket of sockets) {
        socket.write(`POST /clusters/one HTTP/1.1\r\n${HOST}Content-Length: ${body.length}\r\n\r\n${body}`);
      }
      await all;
      for (const socket of sockets) socket.destroy();
      expect(await raw(url, `GET /clusters HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)).toMatch(/here$/);
      for (const answer of waiting) answer();
      await close(60_000);
      expect(bytes.held).toBe(0);
    },
  );

  test("with requests that still wait for their turn leave none of them to the endpoint, and nothing held", async () => {
    const arrived: string[] = [];
    let first: () => void = () => undefined;
    const isThere = new Promise<void>((resolve) => (first = resolve));
    const origin = await httpServer((request, response) => {
      arrived.push(request.url ?? "");
      first();
      if (arrived.length > 1) response.end();
    });
    const bytes = heldBytes();
    const { url, close } = await forwarding(origin, { bytes });
    const socket = await connected(url);
    const body = "y".repeat(1_000);
    const post = (path: string) => `POST ${path} HTTP/1.1\r\n${HOST}Content-Length: ${body.length}\r\n\r\n${body}`;
    socket.write(post("/clusters/a") + post("/clusters/b") + post("/clusters/c"));
    await isThere;
    socket.destroy();
    // The endpoint still has the first one, which ends with the proxy.
    await close(60_000);
    while (bytes.held > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(arrived).toEqual(["/clusters/a"]);
  });
});

test.each(WAYS)(
  "requests that come together on one connection reach the endpoint one after the other, and are answered so, %s",
  async (_words, given, body) => {
    const steps: string[] = [];
    const origin = await httpServer(async (request, response) => {
      const of = `${request.method} ${request.url}`;
      steps.push(`+ ${of}`);
      request.resume();
      // A turn of the event loop or two, in which another one would arrive.
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      steps.push(`- ${of}`);
      response.end(`<${of}>`);
    });
    const { url, seen } = await forwarding(origin, given);
    const lines = ["POST /clusters", "GET /clusters/one", "DELETE /clusters/one", "GET /clusters"];
    const sent = lines.map((line, at) => {
      const last = at === lines.length - 1 ? "Connection: close\r\n" : "";
      return `${line} HTTP/1.1\r\n${HOST}${last}${at === 0 ? "Content-Length: 2\r\n\r\n{}" : "\r\n"}`;
    });
    const got = await raw(url, sent.join(""));
    expect(steps).toEqual(lines.flatMap((line) => [`+ ${line}`, `- ${line}`]));
    expect(got.match(/(changed)?<[^>]+>/g)).toEqual(lines.map((line) => `${body}<${line}>`));
    expect(seen.map(({ request }) => `${request.method} ${request.path}`)).toEqual(lines);
  },
);
