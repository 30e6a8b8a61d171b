import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { hostileTarget, type Behaviour } from "#tests/helpers/servers/hostile-target.ts";
import { seededRandom } from "#tests/helpers/bad-weather/weather.ts";
import { runCli, startCli, withFolder } from "#tests/helpers/cli-process.ts";
import { beforeItEnds } from "#tests/helpers/milestones.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";

// The tests run side by side, and most of their time they wait.
afterAll(closeOpened);

/** Names that a run sends itself among them, and some that look like its own. */
const STRANGERS = ["a", "A", "0", "Z", "a-", "x".repeat(100), "theirs", "ecf-prod", "ecf-0000000-a", "ecf-0000000s1-a"];

const BEHAVIOURS: readonly (readonly [string, Behaviour])[] = [
  ["names strangers in its answers", { namesInAnswers: "theirs" }],
  ["lists what is not there", { alsoLists: ["theirs", "nowhere", "ecf-0000000-b"] }],
  ["copies our tags onto theirs", { copiesTags: true }],
  ["does the work and answers 500, every time", { insteadOfSuccess: { every: 1, answer: 500 } }],
  ["does the work and answers 400, every second time", { insteadOfSuccess: { every: 2, answer: 400 } }],
  ["does the work and answers 403, every second time", { insteadOfSuccess: { every: 2, answer: 403 } }],
  ["does the work and answers 504, every third time", { insteadOfSuccess: { every: 3, answer: 504 } }],
  ["does the work and cuts the answer off", { insteadOfSuccess: { every: 2, answer: "cut off" } }],
  ["does the work, answers 500, and lists nothing", { insteadOfSuccess: { every: 2, answer: 500 }, noList: true }],
];

const KILLS = sizes(1, 12);

test.concurrent.each(
  BEHAVIOURS.flatMap((each) => Array.from({ length: KILLS }, (_, kill) => [...each, kill] as const)),
)("a target that %s: what a killed run left is swept, and nothing else (%#)", async (_what, behaviour, kill) => {
  const server = await hostileTarget(behaviour, STRANGERS);
  await withFolder(async (folder) => {
    const kind = ["--kind", "aws", "--rps", "1000", "--feature", "auth=absent", "--no-sign"];
    const run = startCli(["run", "--endpoint-url", server.origin, ...kind, "--out", folder, "--seed", "7"]);
    await beforeItEnds(run, server.asked(3 + Math.floor(seededRandom(kill)() * 120)));
    run.child.kill("SIGKILL");
    await run.done;
    const swept = await runCli(["sweep", "--no-sign", "--journal", join(folder, "journal.ndjson")]);
    expect(server.ours()).toEqual([]);
    expect(server.theirs()).toEqual(STRANGERS);
    for (const name of STRANGERS) expect(swept.stdout).not.toMatch(new RegExp(`deregister-cluster.*${name}`));
  });
});
