import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { UsageError } from "#cli/usage-error.ts";
import { clientOf, NEW_CLUSTER } from "#tests/helpers/mutations/client.mjs";
import { strong, weak } from "#tests/helpers/mutations/test-files.mjs";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";
import { idsWith, inProcess, mutated } from "./rounds.ts";

afterEach(closeOpened);

describe("tests that look at statuses alone", () => {
  let poor: MutationReport;
  beforeAll(async () => void (poor = await mutated(inProcess(weak))), 60_000);

  test("score below tests that look at answers, and what they lack is named", async () => {
    const good = await mutated(inProcess(strong), { most: 60 });
    expect(poor.unchanged.operations).toContain("CreateCluster");
    expect(good.score ?? 0).toBeGreaterThan((poor.score ?? 1) + 0.3);
    const missed = idsWith(poor.faults, "survived");
    for (const id of [
      "DescribeCluster/stale-read",
      "DescribeCluster/still-described/DeleteCluster",
      "DescribeCluster/refusal-accepted/ResourceNotFoundException",
      "ListClusters/still-listed/clusters/DeleteCluster",
    ]) {
      expect(missed).toContain(id);
      expect(idsWith(good.faults, "survived")).not.toContain(id);
    }
  }, 60_000);

  test("get a sentence for each survivor, and the answer before and after", () => {
    const status = poor.faults.find(({ kind }) => kind === "wrong-status");
    expect(status?.sentence).toBe(`no test looks at the HTTP status of ${status?.operation}`);
    expect(status?.exchange).toMatchObject({ before: { status: 200 }, after: { status: 201 } });
  });

  test("ask again where it is to wait: that is absorbed, and not counted", () => {
    const once = poor.faults.filter(({ kind }) => kind.endsWith("-once"));
    expect(once.map(({ outcome }) => outcome)).toEqual(once.map(() => "absorbed"));
    expect(once.length).toBeGreaterThan(0);
  });
});

test("a fault that makes the tests wait for ever is hung, within its time, and counts as found", async () => {
  const waiting = async (endpoint: string, signal: AbortSignal): Promise<void> => {
    const ask = clientOf(endpoint, signal);
    await ask("POST", "/clusters", NEW_CLUSTER);
    for (let status = ""; status !== "ACTIVE";) {
      status = String((await ask("GET", "/clusters/one")).json?.cluster?.status);
    }
  };
  const { faults, unchanged, score } = await mutated(inProcess(waiting), { most: 40 });
  expect(idsWith(faults, "hung")).toContain("DescribeCluster/never-ready/cluster/status");
  const [hung] = faults.filter(({ outcome }) => outcome === "hung");
  expect(hung?.durationMs).toBeLessThan(unchanged.limitMs + 2_000);
  expect(score).toBeGreaterThan(0);
}, 120_000);

describe("a command that cannot be measured", () => {
  test.each([
    ["fails by itself", () => Promise.reject(new Error("3 clusters")), "although nothing was changed"],
    ["asks for nothing", () => Promise.resolve(), "asked nothing of the API"],
  ])("since it %s, is refused", async (_what, file, words) => {
    const notes: string[] = [];
    const run = mutated(inProcess(file), { console: { note: (text) => void notes.push(text) } });
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(words);
  });
});

test("whoever interrupts keeps what is known", async () => {
  const controller = new AbortController();
  const report = await mutated(inProcess(weak), {
    signal: controller.signal,
    onResult: (_result, done) => done === 3 && controller.abort(),
  });
  expect(report.cutShort).toBe("interrupted");
  expect(report.faults).toHaveLength(3);
  expect(report.planned).toBe(100);
});

test("rounds side by side find the same", async () => {
  const outcomes = async (jobs: number) =>
    (await mutated(inProcess(strong), { jobs, most: 16 })).faults.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(await outcomes(4)).toEqual(await outcomes(1));
}, 60_000);

describe("at an endpoint that all rounds share", () => {
  /** Leaves its cluster where it fails. */
  const untidy = async (endpoint: string): Promise<void> => {
    const ask = clientOf(endpoint);
    const made = await ask("POST", "/clusters", NEW_CLUSTER);
    if (made.status !== 200 || made.json?.cluster?.version !== "1.31") throw new Error(`status ${made.status}`);
    await ask("DELETE", "/clusters/one");
  };
  async function shared() {
    const server = await startReferenceServer({ spec: "eks", port: 0 });
    onCleanUp(() => server.close());
    return () => Promise.resolve({ url: server.url, close: () => Promise.resolve() });
  }

  test("what one round leaves is not held against the next: it ends there, and says what is left", async () => {
    const report = await mutated(inProcess(untidy), { isShared: true }, { openTarget: await shared() });
    const last = report.faults.at(-1);
    expect(report.cutShort).toBe("left-behind");
    expect(last).toMatchObject({ outcome: "noticed", left: ["cluster one"] });
    expect(report.warnings.join()).toContain("cluster one");
    expect(idsWith(report.faults, "noticed")).toHaveLength(1);
  });

  test("a reset before each round lets it go on", async () => {
    const run = inProcess(untidy);
    const reset = inProcess(async (endpoint) => void (await clientOf(endpoint)("DELETE", "/clusters/one")));
    const openTarget = await shared();
    const { url } = await openTarget();
    const report = await mutated(
      (words, options) =>
        words[0] === "reset" ? reset(words, { ...options, env: { AWS_ENDPOINT_URL_EKS: url } }) : run(words, options),
      { isShared: true, most: 20 },
      { openTarget, reset: ["reset"] },
    );
    expect(report.cutShort).toBeUndefined();
    expect(report.faults).toHaveLength(20);
  });
});
