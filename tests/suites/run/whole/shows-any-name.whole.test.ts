import { expect, test } from "@jest/globals";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import { SETTINGS, testRun, fewOfEach } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const ASKED = onlyRequirements(/^(register\.(route|cluster|arn|valid|rejected|name\.m)|describe|deregister|list)\.?/);

type Shown = (name: string, now: number) => JsonObject;

/** Who asks for a name that nobody has is shown a cluster. */
const showing =
  (clock: RecordingClock, shown: Shown): Script =>
  async (request, _number, work) => {
    const answer = await work();
    const name = nameAskedFor(request);
    if (name === undefined || answer.status !== 404) return answer;
    return aResponse({ status: 200, body: { cluster: shown(name, clock.now() / 1000) } });
  };

function nameAskedFor({ method, path }: WireRequest): string | undefined {
  const label = method === "GET" ? /^\/clusters\/([^/?]+)$/.exec(path)?.[1] : undefined;
  return label === undefined ? undefined : decodeURIComponent(label);
}

test.each<[what: string, shown: Shown]>([
  ["of that name, made just now", (name, now) => ({ name, createdAt: now, status: "ACTIVE" })],
  ["of that name, made long ago", (name) => ({ name, createdAt: 1_000_000_000, status: "ACTIVE", tags: {} })],
  ["of that name, made at no time", (name) => ({ name })],
  ["of that name, in doubt of its time", (name, now) => ({ name, createdAt: now + 3_600, status: "PENDING" })],
  ["of another name", (_name, now) => ({ name: "example", createdAt: now })],
  ["of no name", (_name, now) => ({ createdAt: now })],
])("a target that shows under any name a cluster %s has none left behind", async (_what, shown) => {
  const clock = new RecordingClock();
  const target = fakeTarget(showing(clock, shown), { now: clock.now });
  const settings = { ...SETTINGS, casesPerConstraint: 0 };
  const record = await runSuite(testRun({ clock, requirements: ASKED, settings, plan: fewOfEach, target }));
  expect(target.reference.clusterNames()).toEqual([]);
  expect(record.clusters.left).toEqual([]);
  expect(withVerdict(record, "fail")).toContain("describe.error.unknown-name");
  expect(record.outcome.exitCode).toBe(1);
});
