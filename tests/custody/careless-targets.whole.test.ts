import { afterEach, describe, expect, test } from "@jest/globals";
import { RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { type Carelessness, hostileTarget } from "#tests/helpers/servers/hostile-target.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { hostileRun } from "./hostile-run.ts";

afterEach(closeOpened);

const SELECTED = /^(register\.(valid|name\.(required|type))|api\.(body|route|json|content))/;

const CARELESS: readonly Carelessness[] = ["no name", "null", "no object", "no JSON", "no body", "GET"];

describe("a target that answers 200 to a request without a name, and calls the cluster something of its own", () => {
  test.each(CARELESS.map((each) => [each]))(
    "%s: each cluster that it keeps is told, with the answer",
    async (careless) => {
      const server = await hostileTarget({ careless });
      const { record } = await hostileRun(server, {}, { selected: SELECTED });
      expect(server.ours().length).toBeGreaterThan(0);
      expect(record.clusters.left.map(({ name }) => name).sort()).toEqual(server.ours().sort());
      expect(record.clusters.left[0]?.reason).toMatch(/^the answer 200 to a request of the run's \(case .*\) names it/);
      expect(record.clusters.left[0]?.command).toBeUndefined();
      expect(record.outcome.exitCode).toBe(5);
    },
  );

  test("what shows the run's tag is removed", async () => {
    const ownTags = { [RUN_TAG_KEY]: "run-1" };
    const server = await hostileTarget({ careless: "no name", ownTags });
    const { record } = await hostileRun(server, { runTagKey: RUN_TAG_KEY }, { selected: SELECTED });
    expect(server.chosen()).toBeGreaterThan(0);
    expect(server.ours()).toEqual([]);
    expect(record.clusters.left).toEqual([]);
  });

  test("a stranger's that an answer names is neither told nor touched, as it was there before", async () => {
    const server = await hostileTarget({ careless: "no name", namesInAnswers: "theirs" }, ["theirs"]);
    const { record } = await hostileRun(server, {}, { selected: SELECTED });
    expect(server.theirs()).toEqual(["theirs"]);
    expect(record.clusters.left.map(({ name }) => name)).not.toContain("theirs");
    expect(server.requests.filter((line) => line.startsWith("DELETE") && line.endsWith("/theirs"))).toEqual([]);
  });
});
