import { expect, test } from "@jest/globals";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { renderHtml } from "#reports/html/render.tsx";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const ASKED = onlyRequirements(/^(register\.(route|cluster|arn|valid|name|tags|echo|rejected)|describe|api)\.?/);
const CRASH = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });

/** Every so-many-th registration is carried out, and answered with 500. */
function failing(nth: number): Script {
  let taken = 0;
  return async ({ method, path }, _number, work) => {
    const answer = await work();
    if (method !== "POST" || path !== "/cluster-registrations" || answer.status !== 200) return answer;
    taken += 1;
    return taken % nth === 0 ? CRASH : answer;
  };
}

test("what a target fails at now and then is tolerated as chance, and told with what it did", async () => {
  const clock = new RecordingClock();
  const target = fakeTarget(failing(23), { now: clock.now });
  const settings = { ...SETTINGS, provoke: undefined };
  const record = await runSuite(testRun({ clock, requirements: ASKED, settings, target }));
  expect(record.outcome.verdict).toBe("conformant");
  const [told, ...others] = record.traffic.failures ?? [];
  expect(others).toEqual([]);
  expect(told).toMatchObject({ operation: "RegisterCluster", answer: "500" });
  expect(told?.failures).toBeGreaterThan(1);
  // What a case sends to compare with is not judged.
  expect(told?.registered).toBeGreaterThan((told?.failures ?? 0) / 2);
  const inWords =
    /RegisterCluster answered 500 to \d+ of [\d,]+ requests; (?:all|at least \d+) of them registered all the same/;
  expect(renderConsole(record, { width: 200 })).toMatch(inWords);
  expect(renderMarkdown(record)).toMatch(inWords);
  expect(renderHtml(record, pageTools())).toMatch(inWords);
  expect(target.reference.clusterNames()).toEqual([]);
});

test("errors that were asked for are no failures", async () => {
  const clock = new RecordingClock();
  const record = await runSuite(testRun({ clock, requirements: ASKED, settings: SETTINGS }));
  expect(record.traffic.failures).toBeUndefined();
});
