// Faults are drawn that show under a condition alone; a run must meet each of them on each operation.
import { describe, expect, test } from "@jest/globals";
import type { Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import { type AnswerFacts, CONDITIONS } from "#reference/drawn/drawn-condition.ts";
import { drawFault } from "#reference/drawn/drawn-fault.ts";
import type { Patch } from "#reference/fault.ts";
import { ServerRunner } from "#cli/selftest/server-runner.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

const ABOUT_ONE = CONDITIONS.filter(({ looksAt }) => looksAt !== "turn");

function factsOf({ name, tags, connector, clientRequestToken }: Cluster): AnswerFacts | undefined {
  if (connector === undefined) return undefined;
  return { name, tags: tags.size, provider: connector.provider, token: clientRequestToken !== undefined, turn: 0 };
}

/** Notes what each success was about; of an operation on tags, as its cluster was before. */
function recorder(): { readonly patch: Patch; readonly seen: Map<string, AnswerFacts[]> } {
  const seen = new Map<string, AnswerFacts[]>();
  const patch: Patch = (behaviours) => {
    const about = new WeakMap<Call, AnswerFacts | undefined>();
    return {
      clusterDocument: (cluster, view, call) => {
        about.set(call, factsOf(cluster));
        return behaviours.clusterDocument(cluster, view, call);
      },
      findResource: (arn, call) => {
        const cluster = behaviours.findResource(arn, call);
        if (cluster !== undefined) about.set(call, factsOf(cluster));
        return cluster;
      },
      renderSuccess: (document, call) => {
        const [facts, operation] = [about.get(call), call.route?.operation];
        if (facts !== undefined && operation !== undefined)
          seen.set(operation, [...(seen.get(operation) ?? []), facts]);
        return behaviours.renderSuccess(document, call);
      },
    };
  };
  return { patch, seen };
}

test("each operation answers about clusters of every provider, and names and tags of every form", async () => {
  const { patch, seen } = recorder();
  const clock = new RecordingClock();
  await runSuite(testRun({ clock, target: fakeTarget(undefined, { now: clock.now, patches: [patch] }) }));
  const unmet = [...seen].flatMap(([operation, facts]) =>
    ABOUT_ONE.filter(({ holds }) => !facts.some(holds)).map(({ words }) => `${operation} ${words}`),
  );
  expect([...seen.keys()]).toEqual(expect.arrayContaining(["TagResource", "UntagResource", "ListTagsForResource"]));
  expect(unmet).toEqual([]);
});

describe("what goes wrong under a condition alone is found", () => {
  const runner = new ServerRunner({ seed: 3, cases: 1 });

  test.each([
    [9, "UntagResource takes all tags off when the provider is OTHER."],
    [13, "TagResource answers with status 404 when the name has two to nine characters."],
    [32, "TagResource keeps a full stop after each value put on when the cluster has fifty tags."],
    [35, "DeregisterCluster sends the name in an object when the name has two to nine characters."],
    [107, "UntagResource answers with status 201 when the name has one character."],
    [135, "ListTagsForResource sends all tags but the last when the cluster has fifty tags."],
    [143, "TagResource keeps none of the tags before when the name has two to nine characters."],
  ])("drawn-%i: %s", async (number, sentence) => {
    const { id, sentence: drawn } = drawFault(number);
    expect(drawn).toBe(sentence);
    expect((await runner.run({ kind: "drawn", id })).verdict).toBe("non-conformant");
  });
});

describe("a cluster whose name cannot hold the run's id", () => {
  const ONE_CHARACTER = "register/boundary/name/min-length/accept/1-plain";

  async function requestsOf(script?: Script): Promise<readonly string[]> {
    const clock = new RecordingClock();
    const target = fakeTarget(script, { now: clock.now });
    await runSuite(testRun({ clock, target, only: new Set([ONE_CHARACTER]) }));
    return target.log.filter((line) => /(?:[/ ]|cluster%2F)\w(?:\?|$)/.test(line));
  }

  test("is tagged and removed like any other", async () => {
    const lines = await requestsOf();
    expect(lines.filter((line) => line.startsWith("POST /tags/"))).not.toEqual([]);
    expect(lines.filter((line) => line.startsWith("DELETE /cluster-registrations/"))).toHaveLength(1);
  });

  test("is left alone once the name shows another one, which may be somebody else's", async () => {
    const lines = await requestsOf(async ({ method, path }, _number, work) => {
      const response = await work();
      if (method !== "GET" || !/^\/clusters\/\w$/.test(path)) return response;
      const text = new TextDecoder().decode(response.body);
      const another = text.replace(/"activationId":"[^"]*"/, '"activationId":"somebody-elses"');
      return { ...response, body: new TextEncoder().encode(another) };
    });
    expect(lines.filter((line) => line.startsWith("GET /clusters/"))).not.toEqual([]);
    expect(lines.filter((line) => !line.startsWith("GET ") && !line.startsWith("POST /cluster-reg"))).toEqual([]);
  });
});
