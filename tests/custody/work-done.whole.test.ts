import { afterEach, describe, expect, test } from "@jest/globals";
import { hostileTarget, type Answer } from "#tests/helpers/servers/hostile-target.ts";
import { hostileRun } from "./hostile-run.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

// Many more of them are in tests/long/safety/work-done.test.ts.
const FEW: readonly (readonly [Answer, number])[] = [
  [404, 1],
  [504, 1],
];

describe("a target that does the work and does not say so is left with nothing", () => {
  test.each(FEW)("answered %s, every %i", async (answer, every) => {
    const server = await hostileTarget({ insteadOfSuccess: { every, answer } });
    const { record, outstanding } = await hostileRun(server);
    expect(server.ours()).toEqual([]);
    expect(record.clusters.left).toEqual([]);
    expect(outstanding).toEqual([]);
  });

  test("the finding says what it did", async () => {
    const server = await hostileTarget({ insteadOfSuccess: { every: 2, answer: 500 } });
    const { record } = await hostileRun(server);
    const found = record.requirements.find(({ id }) => id === "register.rejected-leaves-no-state");
    const words = found?.cases.map(({ judgement }) => judgement.received).join("\n");
    expect(found?.verdict).toBe("fail");
    expect(words).toMatch(/a cluster named ".*", although the registration was answered 500 WorkDoneAllTheSame/);
  });

  test("without a list, too", async () => {
    const server = await hostileTarget({ insteadOfSuccess: { every: 2, answer: 500 }, noList: true });
    const { outstanding } = await hostileRun(server);
    expect(server.ours()).toEqual([]);
    // No path can name the empty name, so nothing but a list can prove it absent.
    expect(outstanding.filter(({ name }) => name !== "")).toEqual([]);
  });
});

describe("a target that goes by other rules than its word", () => {
  test.each([2, 3, 5])(
    "clusters that it only says to have removed are left, and the journal has them: every %i",
    async (every) => {
      const server = await hostileTarget({ onlySaysRemoved: { every } });
      const { record, outstanding } = await hostileRun(server);
      const left = record.clusters.left.map(({ name }) => name);
      expect(server.requests.filter((request) => request.startsWith("DELETE")).length).toBeGreaterThan(every);
      expect(left).toEqual(expect.arrayContaining(server.ours()));
      expect(outstanding.map(({ name }) => name)).toEqual(expect.arrayContaining(server.ours()));
    },
  );

  test("clusters under names in capitals are told of, and not touched", async () => {
    const server = await hostileTarget({ capitals: true });
    const { record } = await hostileRun(server);
    const bearing = server.ours().filter((name) => name.startsWith("ECF-"));
    expect(bearing.length).toBeGreaterThan(0);
    expect(record.clusters.left).toEqual(
      expect.arrayContaining(bearing.map((name) => expect.objectContaining({ name, command: undefined }))),
    );
  });

  test.each([200, 404, 405] as const)(
    "nothing is left of what registers by any method and says %i",
    async (anyMethod) => {
      const server = await hostileTarget({ anyMethod });
      const { record, outstanding } = await hostileRun(server);
      expect(server.requests).toContain("PUT /cluster-registrations");
      expect(server.ours()).toEqual([]);
      expect(record.clusters.left).toEqual([]);
      expect(outstanding).toEqual([]);
    },
  );
});
