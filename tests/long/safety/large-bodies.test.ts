import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request as send } from "node:http";
import { afterEach, expect, test } from "@jest/globals";
import { heldBytes } from "#endpoint/forwarding/held-bytes.ts";
import { forwarding } from "#tests/endpoint/forwarding/forwarding.ts";
import { closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const MB = 1024 * 1024;
const COUNT = 16;

async function digestOf(message: IncomingMessage): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of message) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

test("sixteen bodies of 59 MB each way arrive whole, and hold no more than 64 MB", async () => {
  const body = randomBytes(59 * MB);
  const digest = createHash("sha256").update(body).digest("hex");
  const arrived: string[] = [];
  const origin = await httpServer(async (request, response) => {
    arrived.push(await digestOf(request));
    response.end(body);
  });
  const own = heldBytes();
  let most = 0;
  const share = () => {
    const one = own.share();
    const keep = (bytes: number): boolean => {
      const isKept = one.keep(bytes);
      most = Math.max(most, own.held);
      return isKept;
    };
    return Object.create(one, { keep: { value: keep } }) as typeof one;
  };
  const { url, counts } = await forwarding(origin, { bytes: { held: 0, share } });
  const answers = Array.from({ length: COUNT }, async () => {
    const request = send(`${url}/clusters`, { method: "POST", headers: { "content-length": body.length } }).end(body);
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    return digestOf(answer);
  });
  expect(await Promise.all(answers)).toEqual(Array<string>(COUNT).fill(digest));
  expect(arrived).toEqual(Array<string>(COUNT).fill(digest));
  expect(counts.unjudged).toBe(COUNT);
  expect(most).toBeLessThanOrEqual(64 * MB);
}, 300_000);
