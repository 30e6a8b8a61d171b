import { expect, test } from "@jest/globals";
import { describeRequest } from "#custody/looking/cluster-requests.ts";
import { patientLooks } from "#custody/looking/patient-looks.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse } from "#tests/suites/made-replies.ts";

const PAGE = aResponse({ status: 503, text: "<html>Service Unavailable</html>" });
const PATIENCE_MS = 10_000;

async function looked(isAlwaysRefused: boolean) {
  const clock = new RecordingClock();
  const target = { ...fakeTarget(() => PAGE, { now: clock.now }), isAlwaysRefused: () => isAlwaysRefused };
  const startedAt = clock.now();
  await patientLooks(target, clock).send(describeRequest("a"));
  return { looks: target.sent.length, ms: clock.now() - startedAt };
}

test("a look that is refused for the moment is made again as long as there is time", async () => {
  const { looks, ms } = await looked(false);
  expect(looks).toBeGreaterThan(5);
  expect(ms).toBeGreaterThan(PATIENCE_MS / 2);
  expect(ms).toBeLessThanOrEqual(PATIENCE_MS);
});

test("a look that is refused as all like it have been is not", async () => {
  expect(await looked(true)).toEqual({ looks: 1, ms: 0 });
});
