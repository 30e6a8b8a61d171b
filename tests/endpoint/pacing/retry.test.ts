import { describe, expect, test } from "@jest/globals";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import type { Delivery } from "#protocol/exchange.ts";
import { retryAfterMs, retryDelay, retryReason, type RetryReason } from "#endpoint/pacing/retry.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { answer, failure, scripted, simulated } from "#tests/endpoint/sending/simulation.ts";

const OK = answer(200);

async function delivered(answers: readonly RawAnswer[], options = {}): Promise<Delivery & { elapsedMs: number }> {
  const clock = new VirtualClock();
  const start = clock.now();
  const { send } = simulated(clock, scripted(answers));
  return { ...(await send(options)), elapsedMs: clock.now() - start };
}

function statuses({ earlier, last }: Delivery): (number | string | undefined)[] {
  return [...earlier, last].map(({ response, failure }) => response?.status ?? failure?.kind);
}

describe("tried again, earlier answers kept", () => {
  test.each<[string, RawAnswer]>([
    ["429", answer(429)],
    ["503", answer(503)],
    ["428", answer(428, "ResourcePropagationDelayException")],
    ["400 with a throttling code", answer(400, "ThrottlingException")],
    ["403 with a throttling code", answer(403, "com.amazonaws.eks#TooManyRequestsException:http://internal/")],
    ["503 with SlowDown", answer(503, "SlowDown")],
    ["a reset", failure("reset", true)],
    ["a timeout", failure("timeout", true)],
    ["a refused connection", failure("refused", false)],
    ["a name server that is busy", { ...failure("dns", false), isNameServerBusy: true }],
  ])("%s", async (_name, first) => {
    const { earlier, last } = await delivered([first, OK]);
    expect(last.response?.status).toBe(200);
    expect(earlier).toHaveLength(1);
    expect(earlier[0]?.attempt).toBe(1);
    expect(last.attempt).toBe(2);
  });

  test("the code is read from the body where no header has it", async () => {
    for (const body of [
      '{"code":"Throttling"}',
      '{"__type":"x#RequestLimitExceeded"}',
      '{"code":1,"__type":"SlowDown"}',
    ]) {
      const throttled = {
        response: { status: 400, headers: [], body: Buffer.from(body), truncated: false },
        written: true,
      };
      expect(statuses(await delivered([throttled, OK]))).toEqual([400, 200]);
    }
  });
});

describe("never tried again", () => {
  test.each<[string, RawAnswer]>([
    ["500", answer(500)],
    ["500 with a throttling code", answer(500, "ThrottlingException")],
    ["502", answer(502)],
    ["504", answer(504)],
    ["409", answer(409, "ResourceInUseException")],
    ["200 with a throttling code", answer(200, "ThrottlingException")],
    ["a quota", answer(400, "ResourceLimitExceededException")],
    ["what is not HTTP", failure("malformed", true)],
    ["a certificate that is not trusted", failure("tls", false)],
    ["a name that does not exist", failure("dns", false, "getaddrinfo ENOTFOUND eks.example")],
  ])("%s", async (_name, first) => {
    expect((await delivered([first, OK])).earlier).toEqual([]);
  });

  test("anything, when the case is about this very answer", async () => {
    expect(statuses(await delivered([answer(429), OK], { once: true }))).toEqual([429]);
    expect(statuses(await delivered([failure("refused", false), OK], { once: true }))).toEqual(["refused"]);
  });
});

describe("requests that may change state", () => {
  test.each(["reset", "timeout"] as const)("are not sent again after a %s once they had left", async (kind) => {
    expect(statuses(await delivered([failure(kind, true), OK], { mayChangeState: true }))).toEqual([kind]);
  });

  test.each<[string, RawAnswer]>([
    ["429", answer(429)],
    ["503", answer(503)],
    ["428", answer(428)],
    ["a refused connection", failure("refused", false)],
    ["a reset before they left", failure("reset", false)],
    ["a timeout before they left", failure("timeout", false)],
  ])("are sent again after %s", async (_name, first) => {
    expect((await delivered([first, OK], { mayChangeState: true })).last.response?.status).toBe(200);
  });
});

describe("bounds", () => {
  test.each<[string, RawAnswer, number]>([
    ["429", answer(429), 10],
    ["503", answer(503), 5],
    ["428", answer(428), 7],
    ["a reset", failure("reset", true), 3],
    ["a timeout", failure("timeout", true), 2],
    ["a refused connection", failure("refused", false), 3],
  ])("%s to the end: the last answer is returned", async (_name, always, attempts) => {
    const delivery = await delivered([always]);
    expect(statuses(delivery)).toHaveLength(attempts);
    expect(delivery.last).toMatchObject({ attempt: attempts });
    expect(delivery.elapsedMs).toBeLessThan(91_000);
  });

  test("time is bounded too, whatever Retry-After says", async () => {
    const delivery = await delivered([answer(429, undefined, [["Retry-After", "86400"]])]);
    expect(delivery.elapsedMs).toBeLessThan(91_000);
    expect(delivery.earlier.length).toBeGreaterThan(0);
  });
});

describe("Retry-After", () => {
  test.each([
    ["seconds", "7", 7_000],
    ["a date", new Date(new VirtualClock().epoch() + 8_000).toUTCString(), 8_000],
    ["a date that has passed", new Date(0).toUTCString(), 0],
    ["more than is reasonable", "3600", 10_000],
    ["nonsense", "soon", 0],
    ["negative seconds", "-5", 0],
  ])("%s", async (_name, value, pauseMs) => {
    const { elapsedMs } = await delivered([answer(503, undefined, [["retry-after", value]]), OK]);
    expect(elapsedMs).toBeGreaterThanOrEqual(pauseMs);
    expect(elapsedMs).toBeLessThanOrEqual(pauseMs + 100);
  });

  test.each([
    ["blanks around seconds", " 7\t", 7_000],
    ["a date after a blank", " Thu, 01 Jan 1970 00:00:20 GMT", 10_000],
    ["a date in C's form", "Sun Nov  6 08:49:37 1994", 10_000],
    ["a fraction", "1.5", 0],
    ["a date without the day's name", "1 Jan 2030 00:00:00 GMT", 0],
    ["a date run together", "1Jan 2030 00:00:00 GMT", 0],
    ["two letters before a year", "ab 2030", 0],
  ])("of %s, at ten seconds past the epoch", (_name, value, pauseMs) => {
    expect(retryAfterMs(answer(503, undefined, [["Retry-After", value]]).response, 10_000)).toBe(pauseMs);
  });

  test("that is not there asks for no pause", () => {
    expect(retryAfterMs(undefined, 0)).toBe(0);
    expect(retryAfterMs(answer(503).response, 0)).toBe(0);
  });

  test("of a throttled answer holds back every other request too", async () => {
    const clock = new VirtualClock();
    const arrivals: number[] = [];
    const respond = scripted([answer(429, undefined, [["Retry-After", "5"]]), OK]);
    const { send } = simulated(clock, (at) => (arrivals.push(at), respond()));
    const first = send({ once: true });
    await first;
    await send();
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(5_000);
  });
});

describe("the reason", () => {
  test.each<[string, RawAnswer, RetryReason | undefined]>([
    ["429", answer(429), "throttled"],
    ["503", answer(503), "unavailable"],
    ["428", answer(428), "propagating"],
    ["a reset", failure("reset", true), "lost"],
    ["a timeout", failure("timeout", true), "timed-out"],
    ["a refused connection", failure("refused", false), "refused"],
    ["a busy name server", { ...failure("dns", false), isNameServerBusy: true }, "refused"],
    ["a name nobody has, whose message says EAI_AGAIN", failure("dns", false, "EAI_AGAIN.example"), undefined],
    ["neither an answer nor a failure", { written: false }, undefined],
  ])("of %s", (_name, from, reason) => {
    expect(retryReason(from, { mayChangeState: false, everAnswered: false })).toBe(reason);
  });

  test("of a refused connection is that the endpoint is away, where it answered before", () => {
    expect(retryReason(failure("refused", false), { mayChangeState: true, everAnswered: true })).toBe("away");
  });

  test.each([
    "BandwidthLimitExceeded",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "EC2ThrottledException",
  ])("of a 400 %s is throttling", (code) => {
    expect(retryReason(answer(400, code), { mayChangeState: true, everAnswered: true })).toBe("throttled");
  });
});

describe("the delay", () => {
  const at = (random: number) => Object.assign(new VirtualClock(), { random: () => random });

  test.each<[RetryReason, readonly (number | undefined)[]]>([
    ["throttled", [100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, undefined]],
    ["unavailable", [100, 200, 400, 800, undefined]],
    ["propagating", [500, 1000, 2000, 4000, 8000, 8000, undefined]],
    ["lost", [50, 100, undefined]],
    ["timed-out", [50, undefined]],
    ["refused", [50, 100, undefined]],
  ])("after %s doubles up to a cap, at most", (reason, delays) => {
    expect(delays.map((_delay, index) => retryDelay(reason, index + 1, 0, at(1)))).toEqual(delays);
  });

  test("is a random share of that, after the pause the answer asked for", () => {
    expect(retryDelay("throttled", 3, 7_000, at(0.25))).toBe(7_100);
    expect(retryDelay("throttled", 3, 7_000, at(0))).toBe(7_000);
  });
});
