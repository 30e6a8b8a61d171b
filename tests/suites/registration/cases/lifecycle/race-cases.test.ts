import { describe, expect, test } from "@jest/globals";
import { CONCURRENCY_CASES } from "../../../../../suites/registration/cases/lifecycle/race-cases.ts";
import type { WireResponse } from "../../../../../protocol/exchange.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import type { Fate, Script } from "../../../fake-target.ts";
import { caseOf, faultsFound, judgeCase, type Endpoint } from "../judge-case.ts";

const error = (status: number, name: string): WireResponse =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });

test.each(CONCURRENCY_CASES)("$id finds nothing wrong with the reference implementation", async (subject) => {
  const { verdicts, target } = await judgeCase(subject);
  expect(subject.requirements.map((id) => verdicts[id])).toEqual(subject.requirements.map(() => "pass"));
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(target.reference.clusterNames()).toEqual([]);
});

/** Looks whether a name is free, and takes it a moment later. */
const RACY: Endpoint = {
  patch: (to) => ({
    ...to,
    claimName: async (cluster, { state }) => {
      await new Promise((resolve) => setImmediate(resolve));
      state.clusters.set(cluster.name, cluster);
      return true;
    },
  }),
};

/** Answers the requests of a method in turn. */
const inTurn = (method: string, ...answers: readonly (WireResponse | undefined)[]): Script => {
  let asked = 0;
  return (request, _number, work) => {
    if (request.method !== method) return work();
    asked += 1;
    return answers[asked - 1] ?? work();
  };
};

/** Nobody wins the race, and a registration by itself succeeds. */
const withoutWinner = (): Script => {
  let posts = 0;
  return (request, _number, work) => {
    if (request.method !== "POST") return work();
    posts += 1;
    return posts % 5 === 0 ? work() : error(409, "ResourceInUseException");
  };
};

/** Answers so to the second of so many requests of a method, again and again. */
function secondOf(many: number, method: string, answer: Fate): Script {
  let seen = 0;
  return (request, _number, work) => {
    if (request.method !== method) return work();
    seen += 1;
    return seen % many === 2 ? answer : work();
  };
}

test.each([
  ["same-name-a", "POST", "register.parallel.same-name"],
  ["same-token-a", "POST", "register.parallel.same-token"],
  ["distinct-names", "POST", "register.parallel.distinct-names"],
  ["deregister", "DELETE", "register.parallel.deregister"],
])("%s shows nothing where a request of the race is refused for its pace", async (id, method, requirement) => {
  const page = aResponse({ status: 503, headers: [["content-type", "text/html"]], text: "<h1>503</h1>" });
  const { verdicts } = await judgeCase(caseOf(CONCURRENCY_CASES, `concurrency/${id}`), {
    script: secondOf(3, method, page),
  });
  expect(verdicts[requirement]).toBe("inconclusive");
});

describe("registrations of one name at once", () => {
  const subject = caseOf(CONCURRENCY_CASES, "concurrency/same-name-a");
  const ID = "register.parallel.same-name";

  test("are four, each with its own token", async () => {
    const { target } = await judgeCase(subject);
    const bodies = target.sent
      .filter(({ method }) => method === "POST")
      .map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>);
    expect(new Set(bodies.map(({ name }) => name)).size).toBe(1);
    expect(new Set(bodies.map(({ clientRequestToken }) => clientRequestToken)).size).toBe(4);
  });

  test.each<[string, Endpoint]>([
    ["all win", RACY],
    ["nobody wins", { script: withoutWinner() }],
    ["the losers are refused for another reason", { script: inTurn("POST", undefined, error(400, "ClientException")) }],
    [
      "the losers are refused with another status",
      { script: inTurn("POST", undefined, error(400, "ResourceInUseException")) },
    ],
    ["one of them fails", { script: secondOf(4, "POST", error(500, "ServerException")) }],
  ])("%s: that fails", async (_what, endpoint) => {
    expect(await faultsFound(subject, endpoint)).toEqual({ [ID]: "fail" });
  });

  test("are told by how many of each answer came", async () => {
    const { received } = await judgeCase(subject);
    expect(received[ID]).toBe("once 200, 3 times 409 ResourceInUseException");
  });
});

describe("one registration sent several times at once", () => {
  const subject = caseOf(CONCURRENCY_CASES, "concurrency/same-token-b");
  const ID = "register.parallel.same-token";

  test("may be refused but once", async () => {
    const script = inTurn(
      "POST",
      undefined,
      error(409, "ResourceInUseException"),
      error(409, "ResourceInUseException"),
      error(409, "ResourceInUseException"),
    );
    expect(await faultsFound(subject, { script })).toEqual({});
  });

  test.each<[string, Endpoint]>([
    ["makes several clusters", RACY],
    ["makes none", { script: withoutWinner() }],
    ["fails in part", { script: secondOf(4, "POST", error(500, "ServerException")) }],
  ])("%s: that fails", async (_what, endpoint) => {
    expect(await faultsFound(subject, endpoint)).toEqual({ [ID]: "fail" });
  });
});

describe("registrations of different names at once", () => {
  const subject = caseOf(CONCURRENCY_CASES, "concurrency/distinct-names");
  const ID = "register.parallel.distinct-names";

  test.each<[string, Endpoint]>([
    ["mix their tags", { patch: (to) => ({ ...to, tagsDocument: () => ({ x: "x" }) }) }],
    ["lose their tags", { patch: (to) => ({ ...to, tagsDocument: () => ({}) }) }],
    [
      "mix their names",
      {
        patch: (to) => ({
          ...to,
          clusterDocument: (cluster, view, call) => ({ ...to.clusterDocument(cluster, view, call), name: "one" }),
        }),
      },
    ],
    ["do not all succeed", { script: inTurn("POST", undefined, error(400, "ClientException")) }],
  ])("%s: that fails", async (_what, endpoint) => {
    expect(await faultsFound(subject, endpoint)).toEqual({ [ID]: "fail" });
  });
});

test.each(["concurrency/same-name-a", "concurrency/same-token-a", "concurrency/distinct-names"])(
  "%s is not judged where no registration succeeds",
  async (id) => {
    const subject = caseOf(CONCURRENCY_CASES, id);
    const script: Script = ({ method }, _number, work) => (method === "POST" ? error(400, "ClientException") : work());
    const { verdicts } = await judgeCase(subject, { script });
    expect(verdicts).toMatchObject({ [subject.requirements[0] ?? ""]: "inconclusive", "register.valid": "fail" });
  },
);

describe("deregistrations of one cluster at once", () => {
  const subject = caseOf(CONCURRENCY_CASES, "concurrency/deregister");
  const ID = "register.parallel.deregister";

  test("may all succeed, or meet a 409", async () => {
    expect(
      await faultsFound(subject, { script: inTurn("DELETE", undefined, error(409, "ResourceInUseException")) }),
    ).toEqual({});
    const ok = aResponse({ status: 200, body: { cluster: { name: "a" } } });
    expect(await faultsFound(subject, { script: inTurn("DELETE", ok, ok, ok) })).toEqual({});
  });

  test("wait until the cluster is known", async () => {
    let looks = 0;
    const unknown = error(404, "ResourceNotFoundException");
    const late: Endpoint = {
      script: (request, _number, work) => {
        if (request.method === "GET") looks += 1;
        return request.method === "POST" || looks > 2 ? work() : unknown;
      },
    };
    expect(await faultsFound(subject, late)).toEqual({});
  });

  test.each<[string, Endpoint]>([
    [
      "none succeeds",
      { script: inTurn("DELETE", ...Array.from({ length: 3 }, () => error(404, "ResourceNotFoundException"))) },
    ],
    ["one fails", { script: secondOf(3, "DELETE", error(500, "ServerException")) }],
    ["one is refused for another reason", { script: inTurn("DELETE", undefined, error(400, "ClientException")) }],
    ["one is refused with another type", { script: inTurn("DELETE", undefined, error(404, "ClientException")) }],
    [
      "one is refused with another status",
      { script: inTurn("DELETE", undefined, error(409, "ResourceNotFoundException")) },
    ],
  ])("%s: that fails", async (_what, endpoint) => {
    expect(await faultsFound(subject, endpoint)).toEqual({ [ID]: "fail" });
  });
});

test.each(["same-name-a", "same-token-b", "distinct-names"])(
  "%s is run again with other names when somebody else took one",
  async (id) => {
    let taken: string | undefined;
    const script: Script = ({ method, path, body }, _number, work) => {
      const name =
        body === undefined ? undefined : (JSON.parse(new TextDecoder().decode(body)) as { name: string }).name;
      if (method === "POST") taken ??= name;
      if (method === "POST" && name === taken) return error(409, "ResourceInUseException");
      if (method === "GET" && path === `/clusters/${taken}`) {
        return aResponse({ status: 200, body: { cluster: { name: taken ?? "", createdAt: 1 } } });
      }
      return work();
    };
    const { verdicts, target } = await judgeCase(caseOf(CONCURRENCY_CASES, `concurrency/${id}`), { script });
    expect(verdicts[`register.parallel.${id.replace(/-[ab]$/, "")}`]).toBe("pass");
    expect(target.reference.clusterNames()).toEqual([]);
  },
);
