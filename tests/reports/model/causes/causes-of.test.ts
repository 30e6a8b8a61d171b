import { describe, expect, test } from "@jest/globals";
import { causesOf } from "../../../../reports/model/causes/causes-of.ts";
import type { RequirementResult } from "../../../../suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "../../producers.ts";
import { failing, notImplemented } from "../../records.ts";

interface Failure
  extends Pick<RequirementResult, "id">, Partial<Pick<RequirementResult, "subject" | "operation" | "level">> {
  /** Each a case of its own. */
  readonly statuses: readonly number[];
}

function failure({ id, statuses, ...about }: Failure): RequirementResult {
  const cases = statuses.map((status, index) =>
    aCase({
      requirement: id,
      id: `${id}/${index}`,
      verdict: "fail",
      exchanges: [anEvidence({ status, responseBody: body("{}") })],
    }),
  );
  return aRequirement({ id, verdict: "fail", cases, ...about });
}

/** Not met by an answer that names an error. */
function answered(about: Omit<Failure, "statuses">, status: number, error: string): RequirementResult {
  const { id } = about;
  const exchange = anEvidence({ status, responseBody: body("{}") });
  const named = { ...exchange, response: exchange.response && { ...exchange.response, headers: typed(error) } };
  return aRequirement({
    verdict: "fail",
    ...about,
    cases: [aCase({ requirement: id, verdict: "fail", exchanges: [named] })],
  });
}

const typed = (error: string) => [["x-amzn-errortype", error] as const];
const refused = (input: string) => ({ subject: { input, side: "reject" } as const });
const met = aRequirement({ id: "register.met", ...refused("met") });
const titles = (...requirements: readonly RequirementResult[]) =>
  causesOf(aRecord({ requirements })).map(({ title }) => title);

describe("findings are grouped by what has to be mended", () => {
  test("rules of one member that get one kind of answer have one cause", () => {
    const rules = ["register.name.max-length", "register.name.pattern"];
    expect(titles(...rules.map((id) => failure({ id, statuses: [200], ...refused("name") })), met)).toEqual([
      "RegisterCluster takes an invalid `name`",
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
      "The expectations file excuses failures until a day that has passed, and they still occur",
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
      const differences = [{ at, expected: "must be string", received: "7" }];
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
    expect(titleOf(shown)).toEqual(["RegisterCluster takes an invalid `name`"]);
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
      "RegisterCluster takes an invalid `name`",
      "RegisterCluster takes invalid `tags`",
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
      `RegisterCluster takes ${words}`,
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
      const exchanges = [{ ...anEvidence(), response: undefined, failure: { kind: "reset", message: "closed" } }];
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
      "RegisterCluster takes an invalid `name`",
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
    expect(titles(describing as RequirementResult, deregistering as RequirementResult)).toEqual([
      "DescribeCluster and DeregisterCluster answer 404 NotFoundException to a name that is not registered",
    ]);
  });

  test("records without subjects are grouped by requirement and answer", () => {
    const names = ["register.a", "register.b"].map((id) => failure({ id, statuses: [200] }));
    expect(titles(...names)).toHaveLength(2);
  });
});

describe("what follows from a cause hangs below it", () => {
  test("a story below its part", () => {
    const part = failure({ id: "list.paging", operation: "ListClusters", statuses: [200] });
    const story = failure({ id: "register.history", statuses: [200] });
    const [cause, ...others] = causesOf(aRecord({ requirements: [part, story] }));
    expect(others).toEqual([]);
    expect(cause?.follows.map(({ requirement }) => requirement.id)).toEqual(["register.history"]);
  });

  test("a history below what tells of the step that went wrong in it, not below what comes first in it", () => {
    const replay = failure({ id: "register.token.not-executed-twice", statuses: [200] });
    const excludes = failure({ id: "list.excludes-connected", operation: "ListClusters", statuses: [200] });
    const history = failure({ id: "register.history", statuses: [200, 200] });
    const [one, other] = history.cases;
    const at = (each: typeof one, step: string) =>
      each === undefined ? [] : [aCase({ ...each, judgement: { ...each.judgement, step } })];
    const told = (...steps: readonly string[]) =>
      causesOf(
        aRecord({
          requirements: [
            replay,
            excludes,
            { ...history, cases: steps.flatMap((step, index) => at([one, other][index], step)) },
          ],
        }),
      ).map(({ shownBy, follows }) => [...shownBy, ...follows].map(({ requirement }) => requirement.id).sort());
    expect(told("list.excludes-connected")).toEqual([
      ["list.excludes-connected", "register.history"],
      ["register.token.not-executed-twice"],
    ]);
    expect(told("register.token.not-executed-twice", "list.excludes-connected")).toEqual([
      ["register.history", "register.token.not-executed-twice"],
      ["list.excludes-connected", "register.history"],
    ]);
    expect(told("list.paging")).toHaveLength(3);
  });

  test("no MUST below a SHOULD, which would then be told as one", () => {
    const part = failure({ id: "register.token.replay", level: "SHOULD", statuses: [200] });
    const story = failure({ id: "register.history", statuses: [200] });
    expect(causesOf(aRecord({ requirements: [part, story] })).map(({ level }) => level)).toEqual(["MUST", "SHOULD"]);
  });

  test("what needs an operation below its absence", () => {
    const missing = (operation: string, reason: string) =>
      aRequirement({ id: `${operation}.x`, operation, verdict: "not-implemented", reason });
    const record = aRecord({
      operations: [anOperation("RegisterCluster", { verdict: "not-implemented" }), anOperation("DescribeCluster")],
      requirements: [missing("DescribeCluster", "needs RegisterCluster"), missing("RegisterCluster", "404")],
    });
    expect(causesOf(record).map(({ title }) => title)).toEqual(["RegisterCluster is not implemented"]);
  });

  test("what needs an absent operation is told as that absence where nothing else of it is judged", () => {
    const reason = "needs RegisterCluster, which is not implemented";
    const needing = {
      operation: "ListClusters",
      verdict: "not-implemented",
      reason,
      missing: "RegisterCluster",
    } as const;
    const record = aRecord({
      operations: [anOperation("RegisterCluster", { verdict: "not-implemented" }), anOperation("ListClusters")],
      requirements: [aRequirement({ id: "list.paging", ...needing }), aRequirement({ id: "list.order", ...needing })],
    });
    expect(causesOf(record).map(({ title, mend }) => [title, mend])).toEqual([
      ["RegisterCluster is not implemented", expect.stringMatching(/^Serve POST /)],
    ]);
  });

  test("what needs an operation hangs below the absence of that one, not of another", () => {
    const absent = (operation: string, missing = operation) =>
      aRequirement({ id: `${operation}.x`, operation, verdict: "not-implemented", reason: missing, missing });
    const record = aRecord({
      operations: ["ListClusters", "RegisterCluster"].map((id) => anOperation(id, { verdict: "not-implemented" })),
      requirements: [
        absent("ListClusters"),
        absent("RegisterCluster"),
        { ...absent("DescribeCluster", "RegisterCluster"), reason: "needs RegisterCluster" },
      ],
    });
    expect(
      causesOf(record).map(({ title, follows }) => [title, follows.map(({ requirement }) => requirement.id)]),
    ).toEqual([
      ["RegisterCluster is not implemented", ["DescribeCluster.x"]],
      ["ListClusters is not implemented", []],
    ]);
  });

  test("what a service lacks of one resource is one cause, after the faults of what is there", () => {
    const operation = (id: string, resource: string, verdict: "pass" | "not-implemented" = "not-implemented") =>
      anOperation(id, { resource, verdict });
    const missing = (id: string) =>
      aRequirement({ id: `${id}.valid`, operation: id, verdict: "not-implemented", reason: `${id} answered 404` });
    const lacking = ["MakeLid", "BurnLid", "PaintBox", "OpenBox"];
    const record = aRecord({
      operations: [
        operation("MakeBox", "box", "pass"),
        ...["MakeLid", "BurnLid"].map((id) => operation(id, "box-lid")),
        ...["PaintBox", "OpenBox"].map((id) => operation(id, "box")),
      ],
      requirements: [
        ...lacking.map(missing),
        failure({ id: "make-box.name.x", operation: "MakeBox", statuses: [200], ...refused("name") }),
      ],
    });
    expect(causesOf(record).map(({ title }) => title)).toEqual([
      "MakeBox takes an invalid `name`",
      "box lid: none of MakeLid and BurnLid is implemented",
      "PaintBox and OpenBox are not implemented",
    ]);
  });

  test("a missing operation is one cause for all that depends on it", () => {
    expect(causesOf(notImplemented)).toHaveLength(1);
    expect(causesOf(notImplemented)[0]?.follows).toHaveLength(21);
  });
});

/** An answer in HTML to an operation's request, from which nothing can be read but its status. */
function inHtml(id: string, status: number, [method, path]: readonly [string, string]) {
  const evidence = anEvidence({ status, responseBody: body("<html>No.</html>") });
  const request = { ...evidence.request, method, path };
  const response = evidence.response && { ...evidence.response, headers: [["content-type", "text/html"]] as const };
  return aCase({
    requirement: id,
    id: `${id}/${path}`,
    verdict: "fail",
    exchanges: [{ ...evidence, request, response }],
  });
}

const REGISTER = ["POST", "/cluster-registrations"] as const;
const LIST = ["GET", "/clusters"] as const;

describe("what fails on the server's side", () => {
  const rule = (status: number) => {
    const cases = [REGISTER, LIST].map((asked) => inHtml("api.error.json", status, asked));
    return aRequirement({ id: "api.error.json", operation: "*", area: "error-mapping", verdict: "fail", cases });
  };
  const member = (status: number) => {
    const cases = [inHtml("list.max-results.type", status, LIST)];
    return aRequirement({
      ...{ id: "list.max-results.type", operation: "ListClusters", verdict: "fail", cases },
      ...refused("maxResults"),
    });
  };

  test("does not follow from an error body that is no JSON: with such a body it would fail still", () => {
    expect(titles(rule(500), member(500), met)).toHaveLength(2);
    expect(titles(rule(500), member(500), met)).toContainEqual(expect.stringMatching(/^ListClusters fails with 500/));
  });

  test("unlike a refusal without one", () => {
    expect(titles(rule(400), member(400), met)).toHaveLength(1);
  });
});

test("a header that no answer carries is one cause, whatever else is wrong with an answer without it", () => {
  const header = answered({ id: "api.request-id", operation: "*" }, 409, "ResourceInUseException");
  const token = answered({ id: "register.token.replay" }, 409, "ResourceInUseException");
  const requirements = [{ ...header, area: "response-shape" as const }, token];
  expect(causesOf(aRecord({ requirements })).map(({ shownBy }) => shownBy.length)).toEqual([1, 1]);
});

test.each([
  [200, "", "DescribeCluster answers 200 instead of ResourceNotFoundException"],
  [
    500,
    "",
    "DescribeCluster answers 500 without an error type instead of ResourceNotFoundException to a name that does not exist",
  ],
  [
    404,
    "NotFoundException",
    "DescribeCluster answers 404 NotFoundException instead of ResourceNotFoundException to a name that does not exist",
  ],
  [418, "ResourceNotFoundException", "DescribeCluster sends ResourceNotFoundException with status 418"],
])("an error that is due, and %s %s comes, is told as what came", (status, name, title) => {
  const exchange = anEvidence({ status, responseBody: body("{}") });
  const headers = name === "" ? [] : typed(name);
  const exchanges = [{ ...exchange, response: exchange.response && { ...exchange.response, headers } }];
  const unknown = aRequirement({
    id: "describe.unknown",
    operation: "DescribeCluster",
    verdict: "fail",
    subject: { error: "ResourceNotFoundException" },
    cases: [aCase({ verdict: "fail", exchanges })],
  });
  expect(titles(unknown)).toEqual([title]);
});

test.each([
  ["nothing", "`name` is absent in the answer of ListClusters after RegisterCluster"],
  ['"other"', "`name` has a wrong value in the answer of ListClusters after RegisterCluster"],
])("a member of which %s is shown is told with the operation that showed it", (received, title) => {
  const exchange = anEvidence({ status: 200, responseBody: body('{"cluster":{}}') });
  const [method, path] = LIST;
  const exchanges = [{ ...exchange, request: { ...exchange.request, method, path } }];
  const differences = [{ at: "/name", expected: '"one"', received }];
  const judgement = { requirement: "register.shown", verdict: "fail", expected: "as it was made", received } as const;
  const shown = aCase({ verdict: "fail", exchanges, judgement: { ...judgement, differences } });
  expect(
    titles(aRequirement({ id: "register.shown", area: "response-semantics", verdict: "fail", cases: [shown] })),
  ).toEqual([title]);
});

test("a member under another name is told with both", () => {
  const exchange = anEvidence({ status: 200, responseBody: body('{"Cluster":{}}') });
  const one = aCase({ verdict: "fail", exchanges: [exchange] });
  const differences = [
    { at: "/cluster", expected: "must be called just this", received: "called Cluster", as: "Cluster" },
  ];
  const cases = [{ ...one, judgement: { ...one.judgement, differences } }];
  const requirement = aRequirement({ id: "register.response.cluster", area: "response-shape", verdict: "fail", cases });
  const [cause] = causesOf(aRecord({ requirements: [requirement] }));
  expect(cause?.title).toBe("`cluster` is called `Cluster` in the answer of RegisterCluster");
  expect(cause?.mend).toBe("Give it the name that is documented: `cluster`.");
});

test("an excused failure has no cause", () => {
  const ids = causesOf(failing).flatMap(({ shownBy, follows }) => [...shownBy, ...follows]);
  expect(ids.map(({ requirement }) => requirement.id)).not.toContain("register.tags.keys.max-length");
});

test("the smallest request shows it", () => {
  const shown = (id: string, requestBody: string) =>
    aCase({ id, verdict: "fail", exchanges: [anEvidence({ requestBody, status: 200, responseBody: body("{}") })] });
  const cases = [shown("long", "x".repeat(50)), shown("short", "x"), shown("other", "xx")];
  const [cause] = causesOf(
    aRecord({ requirements: [aRequirement({ verdict: "fail", cases, ...refused("name") }), met] }),
  );
  expect(cause?.shownBy[0]?.example?.id).toBe("short");
});

test("the plainest story shows it: all its bodies count, and asking again for the same does not", () => {
  const post = (bytes: number) => anEvidence({ requestBody: "x".repeat(bytes), status: 200, responseBody: body("{}") });
  const get = { ...post(0), request: { ...post(0).request, method: "GET", path: "/clusters/a", body: undefined } };
  const told = (id: string, exchanges: readonly ReturnType<typeof anEvidence>[]) =>
    aCase({ id, verdict: "fail", exchanges });
  const cases = [told("large", [post(500), get]), told("polled", [post(20), get, get, get, get, get, get, get, get])];
  const [cause] = causesOf(aRecord({ requirements: [aRequirement({ verdict: "fail", cases }), met] }));
  expect(cause?.shownBy[0]?.example?.id).toBe("polled");
});

test("a wrong answer to one situation is told as what came to it, with what a client has of it", () => {
  const exchange = anEvidence({ status: 200, responseBody: body("{}") });
  const one = aCase({ verdict: "fail", exchanges: [exchange] });
  const condition = { answers: [{ from: 400, to: 400 }] };
  const cases = [{ ...one, judgement: { ...one.judgement, condition } }];
  const [cause] = causesOf(
    aRecord({
      requirements: [aRequirement({ id: "api.body.invalid-json", area: "protocol", verdict: "fail", cases })],
    }),
  );
  expect(cause?.title).toBe("RegisterCluster answers 200 to a body that is not JSON");
  expect(cause?.matters).toBe("A program that does this goes on here, and gets an error on EKS.");
});

test("what to do is said by the case that shows it", () => {
  const shown = (bytes: number, expected: string) => {
    const exchange = anEvidence({ requestBody: "x".repeat(bytes), status: 422, responseBody: body("{}") });
    const one = aCase({ verdict: "fail", exchanges: [exchange] });
    return { ...one, judgement: { ...one.judgement, expected } };
  };
  const long = aRequirement({
    id: "register.name.x",
    verdict: "fail",
    ...refused("name"),
    cases: [shown(90, "400 Long")],
  });
  const short = aRequirement({
    id: "register.name.y",
    verdict: "fail",
    ...refused("name"),
    cases: [shown(9, "400 Short")],
  });
  const [cause] = causesOf(aRecord({ requirements: [long, short, met] }));
  expect(cause?.mend).toContain("400 Short");
});
