import { afterEach, expect, test } from "@jest/globals";
import { RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { hostileTarget, type Behaviour } from "#tests/helpers/servers/hostile-target.ts";
import { hostileRun } from "./hostile-run.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

/** Names that a run sends itself among them: the shortest that the contract allows. */
const STRANGERS = ["a", "A", "0", "Z", "theirs", "ecf-prod"];

test("what a target keeps that shows a stranger's cluster for every name is told of", async () => {
  const server = await hostileTarget(
    { alwaysShows: "theirs", insteadOfSuccess: { every: 2, answer: 504 }, onlySaysRemoved: { every: 3 } },
    STRANGERS,
  );
  const { record } = await hostileRun(server);
  const left = record.clusters.left.map(({ name }) => name);
  expect(server.theirs()).toEqual(STRANGERS);
  expect(server.ours().length).toBeGreaterThan(0);
  expect(server.ours().filter((name) => !left.includes(name))).toEqual([]);
});

test.each<[string, Behaviour]>([
  ["that names them in its answers", { namesInAnswers: "theirs" }],
  ["that lists what is not there", { alsoLists: ["theirs", "nowhere"] }],
  ["that copies our tags onto theirs", { copiesTags: true }],
  ["that does the work and answers 500", { insteadOfSuccess: { every: 2, answer: 500 } }],
  ["that does the work and cuts the answer off", { insteadOfSuccess: { every: 3, answer: "cut off" } }],
])("clusters of others are not touched at a target %s", async (_what, behaviour) => {
  const server = await hostileTarget(behaviour, STRANGERS);
  await hostileRun(server, { runTagKey: RUN_TAG_KEY, kind: "aws" });
  expect(server.theirs()).toEqual(STRANGERS);
  expect(server.ours()).toEqual([]);
  // Nor is anything asked about those that the run does not name itself, but for a look at what an answer to it names.
  const asked = server.requests.filter((line) => /\/(theirs|ecf-prod|nowhere)$/.test(line));
  expect(asked.filter((line) => behaviour.namesInAnswers === undefined || line !== "GET /clusters/theirs")).toEqual([]);
});
