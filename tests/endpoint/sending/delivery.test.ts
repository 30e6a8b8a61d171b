import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import type { Sender } from "#endpoint/sending/delivery.ts";
import type { SendOptions } from "#endpoint/target.ts";
import { type Exchange, type Header, readAs } from "#protocol/exchange.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { answer, failure, REQUEST, scripted, simulated } from "./simulation.ts";

const OK = answer(200);
const retryAfter = (seconds: number): Header[] => [["Retry-After", String(seconds)]];

const fateOf = ({ response, failure: lost }: Exchange) => response?.status ?? lost?.kind;

/** Sends one request that is answered so, the last answer again and again. */
async function delivered(answers: readonly RawAnswer[], parts: Partial<Sender> = {}, options: SendOptions = {}) {
  const clock = new RecordingClock();
  const { earlier, last } = await simulated(clock, scripted(answers), parts).send(options);
  return { earlier, last, clock, attempts: [...earlier, last] };
}

test("earlier attempts are kept in order, each with its number, and told of as they end", async () => {
  const seen: Exchange[] = [];
  const answers = [answer(429), failure("reset", false), answer(503), answer(409)];
  const { attempts } = await delivered(answers, { seen: (exchange) => seen.push(exchange) }, { mayChangeState: true });
  expect(attempts.map((exchange) => [exchange.attempt, fateOf(exchange)])).toEqual([
    [1, 429],
    [2, "reset"],
    [3, 503],
    [4, 409],
  ]);
  expect(seen).toEqual(attempts);
});

test("each reason for another attempt is counted by itself", async () => {
  const timeout = failure("timeout", true);
  const { attempts } = await delivered([timeout, answer(429), failure("reset", true), answer(429), timeout, OK]);
  expect(attempts.map(fateOf)).toEqual(["timeout", 429, "reset", 429, "timeout"]);
});

test.each([
  ["throttled, with a pause asked for", answer(429, undefined, retryAfter(7))],
  ["refused a connection", failure("refused", false)],
])("once means once, without a pause, where it is %s", async (_how, first) => {
  const { attempts, clock } = await delivered([first, OK], {}, { once: true });
  expect(attempts.length).toBe(1);
  expect(clock.naps).toEqual([]);
});

test.each([
  ["that has answered before is given time to come back", true, 12],
  ["that never answered is not", false, 3],
])("a refusing endpoint %s", async (_what, answered, attempts) => {
  const sent = await delivered([failure("refused", false)], { everAnswered: () => answered });
  expect(sent.attempts).toHaveLength(attempts);
});

test("each attempt is signed anew, as asked, when it leaves, and shows what was signed", async () => {
  const asked: unknown[] = [];
  const signer: Sender["signer"] = ({ target, signing, epochMs }) => {
    asked.push([target, signing.kind]);
    return Promise.resolve([["x-date", String(epochMs)]]);
  };
  const answers = [answer(503, undefined, retryAfter(5)), OK];
  const { attempts } = await delivered(answers, { signer, basePath: "/eks" }, { signing: { kind: "wrong-secret" } });
  expect(asked).toEqual(Array(2).fill(["/eks/cluster-registrations", "wrong-secret"]));
  expect(attempts.map(({ request }) => request.headers)).toEqual(
    attempts.map(({ startedAt }) => [["x-date", String(startedAt)]]),
  );
  expect(attempts[1]?.startedAt).toBeGreaterThanOrEqual((attempts[0]?.startedAt ?? 0) + 5_000);
  expect(attempts[0]?.request).toMatchObject({
    path: "/cluster-registrations",
    url: "http://localhost/eks/cluster-registrations",
  });
});

test("whatever attempts are made at it and however they are signed, a request is read once", async () => {
  const { attempts } = await delivered([answer(429), OK]);
  expect(attempts.map((attempt) => readAs(attempt) === REQUEST)).toEqual([true, true]);
});

test.each<[what: string, parts: (fail: () => Promise<never>) => Partial<Sender>]>([
  ["signing", (fail) => ({ signer: fail })],
  ["sending", (fail) => ({ connections: { exchange: fail, close: () => Promise.resolve() } })],
  [
    "waiting for a target that is started again",
    (fail) => ({ lifeline: { ready: fail, deaths: 0, suspect: () => undefined } }),
  ],
])("a request that ends by %s gives its slot back", async (_what, parts) => {
  const clock = new RecordingClock();
  const { send } = simulated(clock, () => OK, {
    concurrency: 1,
    ...parts(() => Promise.reject(new Error("it ended"))),
  });
  const ended = () => send().catch(({ message }: Error) => message);
  expect(await ended()).toBe("it ended");
  expect(await Promise.race([ended(), clock.sleep(60_000)])).toBe("it ended");
});

test("a throttled answer's pause is everybody's, an unavailable one's only its own request's", async () => {
  const waited = async (status: number) => {
    const clock = new RecordingClock();
    const { send } = simulated(clock, scripted([answer(status, undefined, retryAfter(5)), OK]));
    await send({ once: true });
    const before = clock.now();
    await send();
    return clock.now() - before;
  };
  expect(await waited(429)).toBe(5_000);
  expect(await waited(503)).toBe(0);
});

test.each<[what: string, ending: string, suspected: boolean, RawAnswer]>([
  ["a 200", "answered", false, OK],
  ["a 500", "answered", false, answer(500)],
  ["a 428", "answered", false, answer(428)],
  ["a 429", "throttled", false, answer(429)],
  ["a 503", "unavailable", false, answer(503)],
  ["silence", "timed out", false, failure("timeout", true)],
  ["what is no HTTP", "answered", false, failure("malformed", true)],
  ["a connection cut off", "reset", true, failure("reset", true)],
  ["no connection", "refused", true, failure("refused", false)],
  ["a host without address", "refused", false, failure("dns", false)],
])("%s counts as %s, and whether the target may have died of it: %s", async (_what, ending, suspected, raw) => {
  const watched: unknown[] = [];
  let suspicions = 0;
  const lifeline = { ready: () => undefined, deaths: 0, suspect: () => void (suspicions += 1) };
  await delivered(
    [raw],
    { lifeline, watch: ({ method }, told) => watched.push({ ending: told.ending, method }) },
    { once: true },
  );
  expect(watched).toEqual([{ ending, method: "POST" }]);
  expect(suspicions > 0).toEqual(suspected);
});

test.each([
  ["the target's", {}, false, 1_000],
  ["half of it where nothing seems to be there", {}, true, 500],
  ["the request's own, whatever seems", { timeoutMs: 300 }, true, 300],
])("the time for an answer is %s", async (_what, options, silent, timeoutMs) => {
  const limits: number[] = [];
  const exchange = (_request: unknown, limit: number) => (limits.push(limit), Promise.resolve(OK));
  await delivered(
    [],
    { connections: { exchange, close: () => Promise.resolve() }, seemsSilent: () => silent },
    options,
  );
  expect(limits).toEqual([timeoutMs]);
});

test("once answers are hurried, one that takes longer is waited for no more, not sent again, and marked", async () => {
  const hurried = { timeoutMs: 1_000, hurriedMs: () => 200 };
  const lost = await delivered([failure("timeout", true), OK], hurried);
  expect(lost.attempts).toMatchObject([{ failure: { kind: "timeout" }, hurried: true }]);
  const slow = await delivered([failure("timeout", true), OK], { ...hurried, hurriedMs: () => 2_000 });
  expect(slow.attempts.map(fateOf)).toEqual(["timeout", 200]);
  expect(slow.attempts.map((each) => each.hurried)).toEqual([undefined, undefined]);
});

test("whether an answer is worth another attempt is read from its body as it was before it was coded", async () => {
  const body = gzipSync('{"__type":"ThrottlingException"}');
  const coded = { status: 400, headers: [["Content-Encoding", "gzip"]] as const, body, truncated: false };
  const { attempts } = await delivered([{ response: coded, written: true }, OK]);
  expect(attempts.map(fateOf)).toEqual([400, 200]);
});
