import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request as send, type ClientRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { heldBytes, type HeldBytes } from "#endpoint/forwarding/held-bytes.ts";
import { bodyOf, closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";
import { forwarding, raw } from "./forwarding.ts";

afterEach(closeOpened);

const MB = 1024 * 1024;

/** Notes the most that was ever held. */
function watched() {
  const own = heldBytes();
  let full: () => void = () => undefined;
  let released: () => void = () => undefined;
  const watch = {
    /** Something was not kept. */
    full: new Promise<void>((resolve) => (full = resolve)),
    bytes: {
      get held() {
        return own.held;
      },
      share: () => {
        const share = own.share();
        const keep = (bytes: number): boolean => {
          const isKept = share.keep(bytes);
          watch.most = Math.max(watch.most, own.held);
          if (!isKept) full();
          return isKept;
        };
        return {
          keep,
          release: () => {
            share.release();
            released();
          },
          get isFull() {
            return share.isFull;
          },
        };
      },
    } satisfies HeldBytes,
    most: 0,
    /** Resolves once so many exchanges have given back what they held. */
    over: (count: number) =>
      new Promise<void>((resolve) => {
        let left = count;
        released = () => {
          left -= 1;
          if (left === 0) resolve();
        };
      }),
  };
  return watch;
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function posting(url: string, length: number): ClientRequest {
  return send(`${url}/cluster-registrations`, { method: "POST", headers: { "content-length": length } });
}

async function answerTo(request: ClientRequest): Promise<Buffer> {
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  return bodyOf(answer);
}

describe("what is kept of bodies", () => {
  test("is at most 2 MB of one exchange, and nothing once something did not fit", () => {
    const bytes = heldBytes();
    const share = bytes.share();
    expect(share.keep(2 * MB)).toBe(true);
    expect(share.isFull).toBe(false);
    expect(share.keep(1)).toBe(false);
    expect(share.keep(0)).toBe(false);
    expect(share.isFull).toBe(true);
    expect(bytes.held).toBe(2 * MB);
    share.release();
    share.release();
    expect(bytes.held).toBe(0);
  });

  test("is at most 64 MB of all, and there is room again once one is over", () => {
    const bytes = heldBytes();
    const shares = Array.from({ length: 33 }, () => bytes.share());
    expect(shares.map((share) => share.keep(2 * MB))).toEqual(shares.map((_, at) => at < 32));
    shares[0]?.release();
    expect(bytes.share().keep(2 * MB)).toBe(true);
  });
});

describe("a body that is too large to be kept", () => {
  const LARGE = randomBytes(5 * MB);

  test("of a request arrives whole, while it is still on its way, and is not seen", async () => {
    let begun: () => void = () => undefined;
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    const got: string[] = [];
    const origin = await httpServer(async (request, response) => {
      begun();
      got.push(`${request.headers["content-length"]} ${digest(await bodyOf(request))}`);
      response.end("{}");
    });
    const { url, seen, counts } = await forwarding(origin);
    const request = posting(url, LARGE.length);
    request.write(LARGE.subarray(0, 4 * MB));
    await beginning;
    request.end(LARGE.subarray(4 * MB));
    expect((await answerTo(request)).toString()).toBe("{}");
    expect(got).toEqual([`${LARGE.length} ${digest(LARGE)}`]);
    expect(seen).toEqual([]);
    expect(counts).toEqual({ refused: 0, unjudged: 1 });
  });

  test("of a request in chunks arrives whole", async () => {
    const got: string[] = [];
    const origin = await httpServer(async (request, response) => {
      got.push(digest(await bodyOf(request)));
      response.end("{}");
    });
    const { url } = await forwarding(origin);
    const request = send(`${url}/clusters`, { method: "POST" });
    request.write(LARGE.subarray(0, MB));
    request.end(LARGE.subarray(MB));
    await answerTo(request);
    expect(got).toEqual([digest(LARGE)]);
  });

  test("of an answer comes back whole, while it is still on its way, and is not seen", async () => {
    let rest: () => void = () => undefined;
    const origin = await httpServer((_request, response) => {
      response.writeHead(200, { "content-length": LARGE.length, "X-A": "1" });
      response.write(LARGE.subarray(0, 4 * MB));
      rest = () => void response.end(LARGE.subarray(4 * MB));
    });
    const { url, seen, counts } = await forwarding(origin);
    const [answer] = (await once(send(`${url}/clusters`).end(), "response")) as [IncomingMessage];
    rest();
    expect(answer.rawHeaders).toEqual(expect.arrayContaining(["X-A", "1"]));
    expect(digest(await bodyOf(answer))).toBe(digest(LARGE));
    expect(seen).toEqual([]);
    expect(counts.unjudged).toBe(1);
  });

  test("once it is decoded, too, is not seen", async () => {
    const zipped = gzipSync(Buffer.alloc(3 * MB, " "));
    const origin = await httpServer((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(zipped);
    });
    const { url, seen, counts } = await forwarding(origin);
    expect((await answerTo(send(`${url}/clusters`).end())).equals(zipped)).toBe(true);
    expect(seen).toEqual([]);
    expect(counts.unjudged).toBe(1);
  });

  test("of an answer that is cut off is cut off for the client, too", async () => {
    const origin = await httpServer((_request, response) => {
      response.writeHead(200, { "content-length": LARGE.length + 1 });
      response.write(LARGE, () => response.destroy());
    });
    const { url } = await forwarding(origin);
    const got = await raw(url, "GET /clusters HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(digest(Buffer.from(got.slice(got.indexOf("\r\n\r\n") + 4), "latin1"))).toBe(digest(LARGE));
  });

  test("of an answer is not read on once the client has gone", async () => {
    const endless = Buffer.alloc(64 * 1024);
    let gone: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (gone = resolve));
    const origin = await httpServer((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(endless));
      };
      response.on("drain", more).on("close", gone);
      more();
    });
    const { url } = await forwarding(origin);
    const [answer] = (await once(send(`${url}/clusters`).end(), "response")) as [IncomingMessage];
    answer.destroy();
    await over;
  });

  test("that the endpoint answers before it is read leaves a connection for the next request", async () => {
    const origin = await httpServer((_request, response) => {
      response.writeHead(413);
      response.end("no");
    });
    const { url } = await forwarding(origin);
    const head = `POST /a HTTP/1.1\r\nHost: localhost\r\ncontent-length: ${LARGE.length}\r\n\r\n`;
    const next = "GET /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const got = await raw(url, head + LARGE.toString("hex").slice(0, LARGE.length) + next);
    expect(got.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 413"]);
  });
});

test("bodies that are stuck on their way hold no more than 64 MB, and each arrives whole", async () => {
  const arrived: string[] = [];
  const origin = await httpServer(async (request, response) => {
    arrived.push(digest(await bodyOf(request)));
    response.end("{}");
  });
  const watch = watched();
  const { url, seen, counts } = await forwarding(origin, { bytes: watch.bytes });
  const bodies = Array.from({ length: 40 }, () => randomBytes(1.9 * MB));
  const requests = bodies.map((body) => posting(url, body.length));
  for (const [at, request] of requests.entries()) request.write(bodies[at]?.subarray(0, 1.8 * MB));
  await watch.full;
  const answers = requests.map(answerTo);
  for (const [at, request] of requests.entries()) request.end(bodies[at]?.subarray(1.8 * MB));
  await Promise.all(answers);
  expect(arrived.sort()).toEqual(bodies.map(digest).sort());
  expect(seen.length + counts.unjudged).toBe(40);
  expect(watch.most).toBeLessThanOrEqual(64 * MB);
  expect(counts.unjudged).toBeGreaterThan(0);
});

test("nothing is held of a client that went away, nor of what is over", async () => {
  const watch = watched();
  const origin = await httpServer((_request, response) => void response.end("{}"));
  const { url, close } = await forwarding(origin, { bytes: watch.bytes });
  const over = watch.over(2);
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(`POST /a HTTP/1.1\r\nHost: localhost\r\ncontent-length: ${MB}\r\n\r\n${"x".repeat(1000)}`);
  await answerTo(posting(url, 3).end("abc"));
  socket.destroy();
  await over;
  await close(60_000);
  expect(watch.most).toBeGreaterThan(0);
  expect(watch.bytes.held).toBe(0);
});
