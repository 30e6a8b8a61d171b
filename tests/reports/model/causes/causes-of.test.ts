import { describe, expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";
import { failure, answered, refused, met, titles } from "./failures.ts";

describe("findings are grouped by what has to be mended", () => {
  test("rules of one member that get one kind of answer have one cause", () => {
    const rules = ["register.name.max-length", "register.name.pattern"];
    expect(titles(...rules.map((id) => failure({ id, statuses: [200], ...refused("name") })), met)).toEqual([
      "RegisterCluster accepts an invalid `name`",
    ]);
  });

  test("a race is told by itself, although its last answer is one that another requirement must not get", () => {
    const replay = answered({ id: "register.token.replay", level: "SHOULD" }, 409, "ResourceInUseException");
    const race = answered({ id: "register.parallel.same-name" }, 409, "ResourceInUseException");
    const [first] = race.cases;
    const cases =
      first === undefined ? [] : [aCase({ ...first, judgement: { ...first.judgement, condition: { race: true } } })];
    expect(
      causesOf(aRecord({ requirements: [replay, { ...race, cases }, met] })).map(({ shownBy }) => shownBy.length),
    ).toEqual([1, 1]);
    const taken = answered(
      { id: "register.token.type", ...refused("clientRequestToken") },
      409,
      "ResourceInUseException",
    );
    expect(titles(taken, { ...race, cases }, met)).toHaveLength(2);
  });

  test("an entry of the expectations file that has expired is not told as one that no longer fails", () => {
    const stale = { verdict: "stale", reason: "the expectation expired on 2026-11-23" } as const;
    const failed = { ...failure({ id: "register.name.x", statuses: [200], ...refused("name") }), ...stale };
    const passed = aRequirement({ id: "register.name.y", ...stale });
    const counts = { ...failed.counts, fail: 1 };
    expect(titles({ ...failed, counts }, passed, met)).toEqual([
      "The expectations file excuses failures until a date that has passed, and they still occur",
      "The expectations file lists failures that no longer occur",
    ]);
  });

  test("server errors of several operations, each told with its input, are no cause besides", () => {
    const on = (id: string, operation: string) =>
      answered({ id, operation, ...refused("maxResults") }, 500, "ServerException");
    const [register, list] = [on("register.name.type", "RegisterCluster"), on("list.max-results.type", "ListClusters")];
    const asked = (method: string, path: string) => {
      const exchange = { ...anEvidence({ status: 500 }), response: register.cases[0]?.exchanges[0]?.response };
      return aCase({ verdict: "fail", exchanges: [{ ...exchange, request: { ...exchange.request, method, path } }] });
    };
    const cases = [asked("POST", "/cluster-registrations"), asked("GET", "/clusters")];
    const never = aRequirement({ id: "api.no-server-error", operation: "*", verdict: "fail", cases });
    const operations = [anOperation("RegisterCluster"), anOperation("ListClusters")];
    const told = (...requirements: readonly RequirementResult[]) =>
      causesOf(aRecord({ requirements, operations })).map(({ title }) => title);
    expect(told(register, list, never)).toHaveLength(2);
    expect(told(register, never)).toHaveLength(2);
  });

  test("what the answer to invalid input shows of it is no cause besides that it is taken", () => {
    const taken = failure({ id: "register.tags.values.type", statuses: [200], ...refused("tags.values") });
    const differences = [{ at: "/cluster/tags/a", expected: "string", received: "[]" }];
    const shown = (expectation: "must-reject" | "must-accept") => {
      const one = aCase({ verdict: "fail", exchanges: [anEvidence({ status: 200 })], expectation });
      const cases = [{ ...one, judgement: { ...one.judgement, differences } }];
      return aRequirement({ id: "register.response.cluster.tags", area: "response-shape", verdict: "fail", cases });
    };
    expect(titles(taken, shown("must-reject"), met)).toHaveLength(1);
    expect(titles(taken, shown("must-accept"), met)).toHaveLength(2);
  });

  test("what shows of input in which nothing is checked is no cause besides, in its answer or among listed names", () => {
    const rules = ["name", "tags", "connectorConfig"].map((input) =>
      failure({ id: `register.${input}.x`, statuses: [200], ...refused(input) }),
    );
    const mistyped = (about: Pick<RequirementResult, "id" | "operation">, at: string, shown: string) => {
      const exchange = anEvidence({ status: 200, responseBody: body(shown) });
      const expectation = about.operation === "ListClusters" ? "must-accept" : "must-reject";
      const one = aCase({ verdict: "fail", exchanges: [exchange], expectation });
      const differences = [{ at, expected: "must be a string", received: "7" }];
      const cases = [{ ...one, judgement: { ...one.judgement, differences } }];
      return aRequirement({ ...about, area: "response-shape", verdict: "fail", cases });
    };
    const register = { id: "register.response.cluster.name", operation: "RegisterCluster" };
    const answer = mistyped(register, "/cluster/name", '{"cluster":{"name":7}}');
    const list = (clusters: string) =>
      mistyped({ id: "list.response.clusters", operation: "ListClusters" }, "/clusters/0", `{"clusters":${clusters}}`);
    expect(titles(...rules, answer, list('[7,"a"]'))).toEqual(["RegisterCluster does not validate its input"]);
    expect(titles(...rules, list("[7]"))).toHaveLength(2);
    expect(titles(list('[7,"a"]'), met)).toHaveLength(1);
  });

  test("an error with another status than all operations give it has one cause, what is refused by it included", () => {
    const status = answered({ id: "api.error.status", operation: "*" }, 422, "SerializationException");
    const types = ["name", "tags", "clientRequestToken"].map((input) =>
      answered({ id: `register.${input}.type`, ...refused(input) }, 422, "SerializationException"),
    );
    expect(titles(status, ...types, met)).toHaveLength(1);
  });

  test("an error that a success names in its body alone is one, and no input taken", () => {
    const responseBody = body('{"__type":"InvalidParameterException","message":"No."}');
    const named = aCase({ verdict: "fail", exchanges: [anEvidence({ status: 200, responseBody })] });
    const shown = aCase({
      verdict: "fail",
      exchanges: [anEvidence({ status: 200, responseBody: body('{"cluster":{}}') })],
    });
    const titleOf = (example: typeof named) =>
      titles(aRequirement({ id: "register.name.x", verdict: "fail", ...refused("name"), cases: [example] }), met);
    expect(titleOf(named)).toEqual([expect.stringContaining("InvalidParameterException")]);
    expect(titleOf(shown)).toEqual(["RegisterCluster accepts an invalid `name`"]);
  });

  test("several errors with the status of a success have one cause, whatever they are about", () => {
    const name = answered({ id: "register.name.x", ...refused("name") }, 200, "InvalidParameterException");
    const taken = answered({ id: "register.error.taken-name", subject: { error: "X" } }, 200, "ResourceInUseException");
    const unknown = answered({ id: "describe.error.unknown-name" }, 202, "ResourceNotFoundException");
    const [cause, ...others] = causesOf(aRecord({ requirements: [name, taken, unknown, met] }));
    expect(cause?.title).toBe("Errors come with status 200 and 202");
    expect(cause?.follows).toHaveLength(2);
    expect(others).toEqual([]);
  });

  test("two members have two causes", () => {
    const [name, tags] = ["name", "tags"].map((input) =>
      failure({ id: `register.${input}.x`, statuses: [200], ...refused(input) }),
    );
    expect(titles(name as RequirementResult, tags as RequirementResult, met)).toEqual([
      "RegisterCluster accepts an invalid `name`",
      "RegisterCluster accepts invalid `tags`",
    ]);
  });

  test.each([
    ["name", "an invalid `name`"],
    ["tags", "invalid `tags`"],
    ["connectorConfig", "an invalid `connectorConfig`"],
    ["status", "an invalid `status`"],
    ["tags.keys", "an invalid key of `tags`"],
  ])("input at %s is %s", (input, words) => {
    expect(titles(failure({ id: "register.x", statuses: [200], ...refused(input) }), met)).toEqual([
      `RegisterCluster accepts ${words}`,
    ]);
  });

  test("keys and values of one map that get one answer have one cause", () => {
    const rules = ["keys", "values"].map((part) =>
      failure({
        id: `register.tags.${part}.max-length.accepts`,
        statuses: [400],
        subject: { input: `tags.${part}`, side: "accept" },
      }),
    );
    expect(titles(...rules, met)).toEqual([
      "RegisterCluster refuses some valid `tags` with 400 InvalidParameterException",
    ]);
  });

  test("input, valid or not, that gets no answer has one cause", () => {
    const silent = (id: string, side: "accept" | "reject") => {
      const exchanges = [
        { ...anEvidence(), response: undefined, failure: { kind: "reset" as const, message: "closed" } },
      ];
      const cases = [aCase({ requirement: id, verdict: "fail", exchanges })];
      return aRequirement({ id, verdict: "fail", subject: { input: "tags.keys", side }, cases });
    };
    const requirements = [silent("register.a", "accept"), silent("register.b", "reject"), met];
    expect(causesOf(aRecord({ requirements })).map(({ title, mend }) => [title, mend])).toEqual([
      [
        "RegisterCluster does not answer some key of `tags`: the connection is closed",
        "Answer each such input as documented, the one shown with 400 InvalidParameterException.",
      ],
    ]);
  });

  test("two kinds of answer to one rule have two causes", () => {
    const both = failure({ id: "register.name.max-length", statuses: [200, 500], ...refused("name") });
    expect(titles(both, met)).toEqual([
      "RegisterCluster accepts an invalid `name`",
      "RegisterCluster fails with 500 InvalidParameterException on some `name`",
    ]);
  });

  test("where nothing is checked, just that is said", () => {
    const rules = ["name", "tags", "connectorConfig"].map((input) =>
      failure({ id: `register.${input}.x`, statuses: [200], ...refused(input) }),
    );
    expect(titles(...rules)).toEqual(["RegisterCluster does not validate its input"]);
  });

  test("one refusal for many members is one error to mend", () => {
    const rules = ["name", "tags", "connectorConfig"].map((input) =>
      failure({ id: `register.${input}.x`, statuses: [422], ...refused(input) }),
    );
    expect(titles(...rules, met)).toEqual(["RegisterCluster refuses invalid input with 422 InvalidParameterException"]);
  });

  test("an error that looks like a success is one error to mend", () => {
    const rules = ["name", "tags"].map((input) =>
      answered({ id: `register.${input}.x`, ...refused(input) }, 200, "InvalidParameterException"),
    );
    const shape = answered(
      { id: "register.cluster", subject: { output: "/cluster" } },
      200,
      "InvalidParameterException",
    );
    expect(
      titles(...rules, answered({ id: "register.z.x", ...refused("z") }, 200, "InvalidParameterException"), shape),
    ).toEqual(["RegisterCluster answers 200 InvalidParameterException"]);
  });

  test("one situation that several operations answer alike is one error to mend", () => {
    const [describing, deregistering] = ["DescribeCluster", "DeregisterCluster"].map((operation, at) =>
      answered(
        { id: `${["describe", "deregister"][at] ?? ""}.error.unknown-name`, operation },
        404,
        "NotFoundException",
      ),
    );
    const requirements = [describing as RequirementResult, deregistering as RequirementResult];
    expect(causesOf(aRecord({ requirements, operations: [] })).map(({ title }) => title)).toEqual([
      "DescribeCluster and DeregisterCluster answer 404 NotFoundException to a name that is not registered",
    ]);
  });

  test("records without subjects are grouped by requirement and answer", () => {
    const names = ["register.a", "register.b"].map((id) => failure({ id, statuses: [200] }));
    expect(titles(...names)).toHaveLength(2);
  });
});
