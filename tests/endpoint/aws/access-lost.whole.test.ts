import { expect, test } from "@jest/globals";
import { runSuite } from "#suites/registration/registration-run.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const EXPIRED = aResponse({
  status: 403,
  headers: errorHeaders("ExpiredTokenException"),
  body: { message: "expired" },
});

test.each([5, 20, 60, 200])(
  "credentials that expire at request %i: inconclusive, nothing failed, what is left named",
  async (at) => {
    const clock = new RecordingClock();
    const target = fakeTarget((_request, number, work) => (number >= at ? EXPIRED : work()), { now: clock.now });
    const record = await runSuite(testRun({ target, clock }));
    const verdicts = new Set(record.requirements.map(({ verdict }) => verdict));
    expect([...verdicts]).not.toContain("fail");
    expect([...verdicts]).not.toContain("error");
    expect(record.outcome.verdict).toBe("inconclusive");
    // What is there is named, and besides it only what nobody could look for any more.
    const there = target.reference.clusterNames();
    expect(record.clusters.left.map(({ name }) => name)).toEqual(expect.arrayContaining(there));
    for (const { name, reason } of record.clusters.left) {
      if (!there.includes(name)) expect(reason).toMatch(/^nobody can say whether it is there: .*ExpiredToken/);
    }
    expect(record.outcome.exitCode).toBe(record.clusters.left.length > 0 ? 5 : 3);
  },
);

test("credentials that cannot be fetched again end the run in the same way", async () => {
  const clock = new RecordingClock();
  const target = fakeTarget((_request, number, work) => {
    if (number >= 40) throw Object.assign(new Error("the profile's session has ended"), { name: "CredentialsError" });
    return work();
  });
  const record = await runSuite(testRun({ target, clock }));
  expect(record.outcome.verdict).toBe("inconclusive");
  expect(record.requirements.find(({ verdict }) => verdict === "inconclusive")?.reason).toMatch(
    /credentials ended under way|session has ended/,
  );
});

test("a signature that was broken on purpose may be called expired", async () => {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now });
  const send = target.send.bind(target);
  const refusing = Object.assign(target, {
    send: async (...[request, options]: Parameters<typeof send>) => {
      const delivery = await send(request, options);
      const signed = options?.signing === undefined || options.signing.kind === "sign";
      return signed ? delivery : { ...delivery, last: { ...delivery.last, response: EXPIRED } };
    },
  });
  const requirements = onlyRequirements(/^(register\.(route|name\.m)|api)/);
  const record = await runSuite(testRun({ target: refusing, clock, requirements }));
  expect(record.run.interrupted).toBe(false);
  expect(record.traffic.cases).toBeGreaterThan(100);
});
