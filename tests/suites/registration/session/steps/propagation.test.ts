import { describe, expect, test } from "@jest/globals";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { WireResponse } from "#protocol/exchange.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { planned } from "#tests/suites/bundled-contract.ts";

const AWS = { ...KIND_SETTINGS.aws, concurrency: 1 };
/** A few requirements, so that a run is short. */
const requirements = planned.map((each) =>
  each.id === "register.route" ? each : { ...each, excluded: { verdict: "disabled", reason: "short" } as const },
);

function refusal(status: number, name: string, message: string): WireResponse {
  const headers = [
    ["content-type", "application/json"],
    ["x-amzn-errortype", name],
  ] as const;
  return { status, headers, body: Buffer.from(JSON.stringify({ message })), truncated: false };
}

const ROLE = refusal(
  400,
  "InvalidRequestException",
  "Nonexistent role or missing ssm service principal in trust policy",
);
const LINKED = refusal(
  400,
  "InvalidRequestException",
  "Cluster Management role arn:aws:iam::1:role/aws-service-role/eks-connector.amazonaws.com/AWSServiceRoleForAmazonEKSConnector is not available",
);
const SLOW = refusal(428, "ResourcePropagationDelayException", "wait");

describe("a role that has not got around", () => {
  test.each([
    ["the connector role", ROLE],
    ["the service-linked role", LINKED],
    ["428", SLOW],
  ])("%s: is waited for, and then all is as if it had been there", async (_name, answer) => {
    const clock = new RecordingClock();
    const ready = clock.now() + 100_000;
    const target = fakeTarget((request, _number, work) =>
      request.method === "POST" && clock.now() < ready ? answer : work(),
    );
    const record = await runSuite(testRun({ settings: AWS, target, clock, requirements }));
    expect(record.outcome.verdict).toBe("conformant");
    expect(clock.now()).toBeGreaterThanOrEqual(ready);
  });

  test.each([
    ["the connector role", ROLE, /iam-policy --role-trust.*--role-arn/],
    ["the service-linked role", LINKED, /create-service-linked-role/],
    ["428", SLOW, /has not propagated/],
  ])("%s: after three minutes the run is inconclusive and says how to mend it", async (_name, answer, words) => {
    const clock = new RecordingClock();
    const started = clock.now();
    const target = fakeTarget((request, _number, work) => (request.method === "POST" ? answer : work()));
    const record = await runSuite(testRun({ settings: AWS, target, clock, requirements }));
    const route = record.requirements.find(({ id }) => id === "register.route");
    expect(record.outcome).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
    expect(route?.reason).toMatch(words);
    expect(clock.now() - started).toBeGreaterThan(150_000);
    expect(clock.now() - started).toBeLessThanOrEqual(180_000);
  });

  test("no other endpoint is given the time: what it answers counts at once", async () => {
    const clock = new RecordingClock();
    const target = fakeTarget((request, _number, work) => (request.method === "POST" ? ROLE : work()));
    const record = await runSuite(testRun({ target, clock, requirements }));
    expect(record.outcome.verdict).not.toBe("inconclusive");
    expect(clock.naps.reduce((sum, nap) => sum + nap, 0)).toBeLessThan(10_000);
  });
});
