import { describe, expect, test } from "@jest/globals";
import { historyCases } from "../../../../../suites/registration/cases/lifecycle/history-cases.ts";
import type { Patch } from "../../../../../reference/fault.ts";
import type { Verdict } from "../../../../../suites/record/verdicts/verdict.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import type { Script } from "../../../fake-target.ts";
import { runCase } from "../../../../../suites/registration/run-case.ts";
import { RecordingClock } from "../../../../helpers/recording-clock.ts";
import { fakeTarget } from "../../../fake-target.ts";
import { testContext } from "../../../test-run.ts";
import { judgeCase, type Endpoint } from "../judge-case.ts";

const CASES = [...historyCases({ seed: 3, count: 12 })];
const ID = "register.history";
const error = (status: number, name: string) =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });

/** The verdicts of all histories against an endpoint made anew for each. */
async function verdictsOn(endpoint: () => Endpoint): Promise<Set<Verdict | undefined>> {
  const verdicts = new Set<Verdict | undefined>();
  for (const subject of historyCases({ seed: 3, count: 20 }))
    verdicts.add((await judgeCase(subject, endpoint())).verdicts[ID]);
  return verdicts;
}

test("are as many as asked for, the same for the same seed, and need every operation", () => {
  expect(CASES).toHaveLength(12);
  const summaries = (seed: number) => [...historyCases({ seed, count: 12 })].map(({ id, summary }) => [id, summary]);
  expect(summaries(3)).toEqual(CASES.map(({ id, summary }) => [id, summary]));
  expect(summaries(4)).not.toEqual(summaries(3));
  for (const { requirements, kind, live, needs, effect } of CASES) {
    expect(requirements).toEqual([ID]);
    expect(kind).toBe("history");
    expect(live).toBe(3);
    expect(effect).toBe("create");
    expect(needs).toHaveLength(4);
  }
});

test("register something: one that does not would pass anywhere", () => {
  for (const { registers, summary } of historyCases({ seed: 3, count: 40 })) {
    expect(registers).toBe(summary.split(/\bcreate cluster/).length - 1);
    expect(registers).toBeGreaterThan(0);
  }
});

test("registers as often as its steps register a free name", async () => {
  for (const subject of CASES) {
    const { target } = await judgeCase(subject);
    const accepted = target.log.filter((line) => line.startsWith("POST")).length;
    expect(subject.registers ?? 0).toBeLessThanOrEqual(accepted);
  }
});

test("go as foretold on the reference implementation, and leave nothing", async () => {
  for (const subject of CASES) {
    const { verdicts, received, target } = await judgeCase(subject);
    expect(verdicts[ID]).toBe("pass");
    expect(received[ID]).toBe("as expected");
    expect(target.reference.clusterNames()).toEqual([]);
  }
});

describe("faults that some history meets", () => {
  test.each<[string, () => Endpoint]>([
    [
      "a name that is taken twice",
      () => ({
        patch: (to) => ({
          ...to,
          findCluster: (name, call) =>
            call.route?.operation === "RegisterCluster" ? undefined : to.findCluster(name, call),
          claimName: (cluster, { state }) => state.clusters.set(cluster.name, cluster).size > 0,
        }),
      }),
    ],
    [
      "a repeat that is carried out",
      () => ({
        patch: (to) => ({
          ...to,
          replay: () => undefined,
          findCluster: (name, call) =>
            call.route?.operation === "RegisterCluster" ? undefined : to.findCluster(name, call),
          claimName: (cluster, { state }) => state.clusters.set(cluster.name, cluster).size > 0,
        }),
      }),
    ],
    ["a deregistration that does nothing", () => ({ patch: (to) => ({ ...to, removeCluster: () => undefined }) })],
    [
      "a description of another cluster",
      () => ({
        patch: (to) => ({
          ...to,
          clusterDocument: (cluster, view, call) => ({
            ...to.clusterDocument(cluster, view, call),
            ...(view === "DescribeCluster" ? { name: "other" } : {}),
          }),
        }),
      }),
    ],
    ["a list that lacks names", () => ({ patch: (to) => ({ ...to, listedNames: () => [] }) })],
    [
      "a list that names them unasked",
      () => ({
        patch: (to) => ({
          ...to,
          listedNames: (listing, call) => to.listedNames({ ...listing, includeConnected: true }, call),
        }),
      }),
    ],
    [
      "a list that fails",
      () => ({
        script: (request, _number, work) =>
          request.path.startsWith("/clusters") && !request.path.startsWith("/clusters/")
            ? error(400, "ClientException")
            : work(),
      }),
    ],
    [
      "an unknown name that is described with another status",
      () => ({
        patch: (to) => ({
          ...to,
          errorStatus: (refusal, call) =>
            refusal.code === "ResourceNotFoundException" ? 400 : to.errorStatus(refusal, call),
        }),
      }),
    ],
  ])("%s", async (_what, endpoint) => {
    expect(await verdictsOn(endpoint)).toContain("fail");
  });

  test("are told by the step that went another way", async () => {
    const words = new Set<string | undefined>();
    for (const subject of historyCases({ seed: 3, count: 12 })) {
      words.add((await judgeCase(subject, { patch: (to) => ({ ...to, listedNames: () => [] }) })).received[ID]);
    }
    expect([...words].join("\n")).toMatch(/^step \d+ of \d+, list each cluster: not listed$/m);
  });

  test.each<[string, Patch, readonly string[]]>([
    [
      "lists names unasked",
      (to) => ({ ...to, listedNames: (listing, call) => to.listedNames({ ...listing, includeConnected: true }, call) }),
      ["list.excludes-connected"],
    ],
    ["lists nothing", (to) => ({ ...to, listedNames: () => [] }), ["list.include-all", "list.paging"]],
    [
      "removes nothing",
      (to) => ({ ...to, removeCluster: () => undefined }),
      ["describe.after-deregister", "list.after-deregister", "register.again"],
    ],
  ])("name the requirement on that step: a server that %s", async (_what, patch, expected) => {
    const steps = new Set<string | undefined>();
    for (const subject of historyCases({ seed: 3, count: 20 })) {
      const { judgements } = await judgeCase(subject, { patch });
      for (const { requirement, verdict, step } of judgements)
        if (requirement === ID && verdict === "fail") steps.add(step);
    }
    expect([...steps].sort()).toEqual(expected);
  });
});

describe("a history that cannot be played to its end", () => {
  const unfinished: readonly (readonly [string, Script])[] = [
    ["for the pace", () => error(429, "TooManyRequestsException")],
    ["for want of answers", () => "timeout"],
  ];

  test.each(unfinished)("%s says nothing", async (_what, script) => {
    const [subject] = CASES.filter(({ summary }) => summary !== "");
    if (subject === undefined) throw new Error("no history");
    const { verdicts } = await judgeCase(subject, { script });
    expect(verdicts[ID]).toBe("inconclusive");
  });
});

test("a list that is too long for its pages is walked in vain once in a run", async () => {
  const clock = new RecordingClock();
  const eks = Array.from({ length: 900 }, (_, index) => `cluster-${index}`);
  const target = fakeTarget(undefined, { now: clock.now, existing: { eks } });
  const context = testContext({ target, clock });
  context.control.passed = true;
  const walking = [...historyCases({ seed: 3, count: 40 })].filter(({ summary }) => /list each/.test(summary));
  expect(walking.length).toBeGreaterThan(2);
  for (const subject of walking) {
    const { judgements } = await runCase(context, subject);
    expect(judgements.map(({ verdict }) => verdict)).not.toContain("fail");
  }
  expect(target.sent.filter(({ path }) => /maxResults=1&.*include=all/.test(path)).length).toBeLessThan(500);
});
