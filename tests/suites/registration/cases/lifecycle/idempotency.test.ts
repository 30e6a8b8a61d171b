import { describe, expect, test } from "@jest/globals";
import { IDEMPOTENCY_CASES } from "#suites/registration/cases/lifecycle/idempotency.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { caseOf, faultsFound, judgeCase, type Endpoint } from "#tests/suites/registration/cases/judge-case.ts";

test.each(IDEMPOTENCY_CASES)("$id finds nothing wrong with the reference implementation", async (subject) => {
  const { verdicts, target } = await judgeCase(subject);
  const others = subject.requirements.filter((id) => !["pass", "info"].includes(verdicts[id] ?? "none"));
  expect(others).toEqual([]);
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(target.reference.clusterNames()).toEqual([]);
});

/** Answers the second registration so. */
const secondly = (status: number, name: string): Script => {
  let registrations = 0;
  return (request, _number, work) =>
    request.method === "POST" && (registrations += 1) > 1
      ? aResponse({ status, headers: errorHeaders(name), body: { message: "no" } })
      : work();
};

/** Forgets tokens, and hands out what is there under a name with other activations. */
const CARELESS: Endpoint = {
  patch: (to) => ({
    ...to,
    findCluster: (name, call) => (call.route?.operation === "RegisterCluster" ? undefined : to.findCluster(name, call)),
    replay: () => undefined,
    claimName: (cluster, { state }) => {
      state.clusters.set(cluster.name, cluster);
      return true;
    },
  }),
};

describe("a registration sent twice with its token", () => {
  const subject = caseOf(IDEMPOTENCY_CASES, "idempotency/replay");

  test.each<[string, Endpoint, Record<string, Verdict | undefined>]>([
    [
      "is carried out twice",
      CARELESS,
      { "register.token.replay": "warn", "register.token.not-executed-twice": "fail" },
    ],
    [
      "is refused as taken",
      { patch: (to) => ({ ...to, replay: () => undefined }) },
      { "register.token.replay": "warn" },
    ],
    [
      "is refused for another reason",
      { script: secondly(400, "ClientException") },
      { "register.token.replay": "warn" },
    ],
    [
      "is answered with another time of creation",
      {
        patch: (to) => {
          let answers = 0;
          return {
            ...to,
            timestamp: (ms, member, call) =>
              to.timestamp(member === "createdAt" ? ms + 1_000 * (answers += 1) : ms, member, call),
          };
        },
      },
      { "register.token.replay": "warn" },
    ],
    [
      "is answered with another arn",
      {
        patch: (to) => {
          let answers = 0;
          return {
            ...to,
            clusterDocument: (cluster, view, call) => ({
              ...to.clusterDocument(cluster, view, call),
              arn: `${cluster.arn}${(answers += 1)}`,
            }),
          };
        },
      },
      { "register.token.replay": "warn" },
    ],
  ])("%s", async (_what, endpoint, faults) => {
    expect(await faultsFound(subject, endpoint)).toEqual(faults);
  });

  test("says as data what would have met it, for a script to look for", async () => {
    const { judgements } = await judgeCase(subject, { script: secondly(409, "ResourceInUseException") });
    const condition = judgements.find(({ requirement }) => requirement === "register.token.replay")?.condition;
    expect(condition?.answers).toEqual([{ from: 200, to: 200, object: true }]);
    expect(condition?.members?.map(({ at }) => at)).toEqual([
      "/cluster/name",
      "/cluster/arn",
      "/cluster/createdAt",
      "/cluster/connectorConfig/activationId",
    ]);
  });

  test("is told by what came", async () => {
    const careless = await judgeCase(subject, CARELESS);
    expect(careless.received["register.token.not-executed-twice"]).toBe("200 with another activation");
    expect((await judgeCase(subject)).received["register.token.not-executed-twice"]).toBe(
      "200 with the same activation",
    );
    const refused = await judgeCase(subject, { script: secondly(409, "ResourceInUseException") });
    expect(refused.received["register.token.replay"]).toBe("409 ResourceInUseException");
  });
});

describe("a taken name", () => {
  test.each(["idempotency/other-token", "idempotency/no-token"])("%s: must be refused with 409", async (id) => {
    const subject = caseOf(IDEMPOTENCY_CASES, id);
    const own = Object.fromEntries(subject.requirements.map((requirement) => [requirement, "fail"]));
    expect(await faultsFound(subject, CARELESS)).toEqual(own);
    expect(await faultsFound(subject, { script: secondly(400, "ResourceInUseException") })).toEqual(own);
    expect(await faultsFound(subject, { script: secondly(409, "InvalidParameterException") })).toEqual(own);
  });

  test("is asked for with another token, or with none", async () => {
    const tokens = async (id: string) => {
      const { target } = await judgeCase(caseOf(IDEMPOTENCY_CASES, id));
      const bodies = target.sent
        .filter(({ method }) => method === "POST")
        .map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>);
      expect(new Set(bodies.map(({ name }) => name)).size).toBe(1);
      return bodies.map(({ clientRequestToken }) => clientRequestToken);
    };
    const [one, other] = await tokens("idempotency/other-token");
    expect(typeof one).toBe("string");
    expect(typeof other).toBe("string");
    expect(one === other).toBe(false);
    // The third is another one of the name.
    expect(await tokens("idempotency/no-token")).toEqual([undefined, undefined, expect.any(String)]);
  });
});

describe("tokens that differ in case", () => {
  const subject = caseOf(IDEMPOTENCY_CASES, "idempotency/case-twin");

  test("are sent as such, on two names", async () => {
    const { target } = await judgeCase(subject);
    const tokens = target.sent.flatMap(({ body }) =>
      body === undefined ? [] : [/"clientRequestToken":"([^"]+)"/.exec(new TextDecoder().decode(body))?.[1] ?? ""],
    );
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(tokens[0]).toBe(tokens[1]?.toLowerCase());
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toHaveLength(2);
  });

  test.each<[string, Endpoint]>([
    [
      "refused as one",
      {
        patch: (to) => ({
          ...to,
          readRegistration: (document, call) => lowerToken(to.readRegistration(document, call)),
        }),
      },
    ],
    [
      "answered with the cluster of the other",
      {
        patch: (to) => ({
          ...to,
          sameParameters: () => true,
          readRegistration: (document, call) => lowerToken(to.readRegistration(document, call)),
        }),
      },
    ],
  ])("%s", async (_what, endpoint) => {
    expect(await faultsFound(subject, endpoint)).toEqual({ "register.token.case-sensitive": "fail" });
  });

  test("are tried with other names when somebody else took the second", async () => {
    const names: string[] = [];
    const script: Script = (request, _number, work) => {
      const [, name = ""] = /"name":"([^"]+)"/.exec(Buffer.from(request.body ?? []).toString()) ?? [];
      if (request.method === "POST") names.push(name);
      if (request.method === "POST" && name === names[1]) {
        return aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: { message: "no" } });
      }
      return request.method === "GET" && request.path === `/clusters/${names[1]}`
        ? aResponse({ status: 200, body: { cluster: { name: names[1] ?? "", createdAt: 1 } } })
        : work();
    };
    expect(await faultsFound(subject, { script })).toEqual({});
    expect(names).toHaveLength(4);
  });

  test("are told to be mixed up", async () => {
    const mixed = await judgeCase(subject, {
      patch: (to) => ({
        ...to,
        sameParameters: () => true,
        readRegistration: (document, call) => lowerToken(to.readRegistration(document, call)),
      }),
    });
    expect(mixed.received["register.token.case-sensitive"]).toBe("200 with the cluster of the other token");
  });
});

function lowerToken<T extends { readonly clientRequestToken: string | undefined }>(input: T): T {
  return { ...input, clientRequestToken: input.clientRequestToken?.toLowerCase() };
}

test("one token on two names is only observed", async () => {
  const subject = caseOf(IDEMPOTENCY_CASES, "idempotency/other-parameters");
  const tokenIn = (body?: Uint8Array) => /"clientRequestToken":"([^"]+)"/.exec(Buffer.from(body ?? []).toString())?.[1];
  const seen = new Set<string>();
  const failing: Script = ({ method, body }, _number, work) => {
    const token = method === "POST" ? tokenIn(body) : undefined;
    if (token !== undefined && seen.has(token)) {
      return aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });
    }
    if (token !== undefined) seen.add(token);
    return work();
  };
  for (const endpoint of [{}, { script: failing }]) {
    expect(await faultsFound(subject, endpoint)).toEqual({ "register.token.other-parameters": "info" });
  }
  const { target } = await judgeCase(subject);
  const tokens = target.sent.filter(({ method }) => method === "POST").map(({ body }) => tokenIn(body));
  // A round each: in a case of several operations, a failure counts once it was seen in three.
  expect(seen.size).toBe(3);
  expect(tokens[0] !== undefined).toBe(true);
  expect(tokens[0] === tokens[1]).toBe(true);
  expect(new Set(target.log.filter((line) => line.startsWith("POST"))).size).toBe(2);
});

describe("a token after the deregistration of its cluster", () => {
  const subject = caseOf(IDEMPOTENCY_CASES, "idempotency/after-deregistration");

  test.each<[string, Endpoint, Record<string, Verdict | undefined>]>([
    [
      "brings the old activation back",
      { patch: (to) => ({ ...to, forgetToken: () => undefined }) },
      { "register.token.after-deregistration": "warn" },
    ],
    [
      "is refused",
      { script: secondly(400, "InvalidParameterException") },
      { "register.token.after-deregistration": "warn" },
    ],
    [
      "is refused for the quota",
      { script: secondly(400, "ResourceLimitExceededException") },
      { "register.token.after-deregistration": "inconclusive" },
    ],
    [
      "is not asked for where nothing was deregistered",
      {
        script: (request, _number, work) =>
          request.method === "DELETE"
            ? aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} })
            : work(),
      },
      { "register.token.after-deregistration": undefined },
    ],
  ])("%s", async (_what, endpoint, faults) => {
    expect(await faultsFound(subject, endpoint)).toEqual(faults);
  });

  test("is not sent while a description is behind the registration, and the departure lasts", async () => {
    let looks = 0;
    let depart: (() => Promise<unknown>) | undefined;
    const script: Script = async ({ method, path }, _number, work) => {
      if (method === "DELETE") {
        depart ??= work;
        return aResponse({ status: 200, body: { cluster: { name: path.split("/")[2] ?? "", status: "DELETING" } } });
      }
      if (method !== "GET") return work();
      looks += 1;
      if (looks === 4) await depart?.();
      return looks === 1
        ? aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} })
        : work();
    };
    expect(await faultsFound(subject, { script })).toEqual({});
  });
});

test.each([32, 36, 64, 100])("long tokens are told apart beyond their first %i characters", async (length) => {
  const subject = caseOf(IDEMPOTENCY_CASES, "idempotency/long-twin");
  const patch: Endpoint["patch"] = (to) => ({
    ...to,
    completeRegistration: (input, call) => {
      const whole = to.completeRegistration(input, call);
      return { ...whole, clientRequestToken: whole.clientRequestToken?.slice(0, length) };
    },
  });
  expect(await faultsFound(subject, { patch })).toEqual({ "register.token.case-sensitive": "fail" });
});
