import { describe, expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Difference, RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

interface Missed {
  readonly id: string;
  readonly status?: number;
  readonly expected?: string;
  readonly condition?: Condition;
  readonly differences?: readonly Difference[];
}

function missed(
  { id, status = 200, expected = "what is right", condition, differences }: Missed,
  about: Partial<RequirementResult> = {},
): RequirementResult {
  const judgement = {
    requirement: id,
    verdict: "fail",
    expected,
    received: "another",
    condition,
    differences,
  } as const;
  const exchanges = [anEvidence({ status, responseBody: body("{}") })];
  const cases = [aCase({ requirement: id, verdict: "fail", exchanges, judgement })];
  return aRequirement({ id, verdict: "fail", cases, ...about });
}

const told = (...requirements: readonly RequirementResult[]) =>
  causesOf(
    aRecord({ requirements, operations: ["RegisterCluster", "DescribeCluster"].map((id) => anOperation(id)) }),
  ).map(({ title, mend }) => [title, mend]);

describe("a cause is a sentence that says who does what wrong", () => {
  const refused = [{ from: 400, to: 400, error: "InvalidParameterException" }];

  test("the errors to refuse it with are those of each operation, where two document others", () => {
    const taken = (operation: string, expected: string) =>
      missed(
        { id: `${operation === "RegisterCluster" ? "register" : "describe"}.tags.max-properties`, expected },
        { operation, subject: { input: "tags", side: "reject" } },
      );
    expect(told(taken("RegisterCluster", "400 One"), taken("DescribeCluster", "400 Two"))).toMatchObject([
      [expect.any(String), "Refuse it with 400 Two at DescribeCluster, 400 One at RegisterCluster."],
    ]);
    expect(told(taken("RegisterCluster", "400 One"), taken("DescribeCluster", "400 One"))).toMatchObject([
      [expect.any(String), "Refuse it with 400 One."],
    ]);
  });

  test("input that is taken is told by the one rule that it breaks, or the two", () => {
    const subject = { input: "name", side: "reject", values: "`name` of 101 or more characters" } as const;
    const long = missed(
      { id: "register.name.max-length", expected: "400 X", condition: { answers: refused } },
      { subject },
    );
    const odd = { ...long, id: "register.name.pattern", subject: { ...subject, values: "`name` with a dot" } };
    const met = aRequirement({ id: "met", subject: { input: "met", side: "reject" } });
    expect(told(long, met)).toEqual([
      ["RegisterCluster accepts a `name` of 101 or more characters", "Refuse it with 400 X."],
    ]);
    expect(told(long, odd, met)).toEqual([
      ["RegisterCluster accepts a `name` of 101 or more characters or a `name` with a dot", "Refuse it with 400 X."],
    ]);
    const scalar = { ...odd, id: "register.name.type.scalar", level: "SHOULD" } as const;
    expect(told(long, scalar, met)[0]?.[0]).toBe("RegisterCluster accepts a `name` of 101 or more characters");
    const empty = { ...long, id: "register.name.min-length", subject: { ...subject, values: "`name` of nothing" } };
    const [three] = told(long, odd, empty, met);
    expect(three).toEqual(["RegisterCluster accepts an invalid `name`", "Refuse it with 400 X."]);
  });

  test("what is refused at one number of items alone is told by the number, and not by the items", () => {
    const untagging = (id: string, counts: readonly number[], input: string, values: string): RequirementResult => {
      const subject = { input, side: "accept", values } as const;
      const one = missed({ id, status: 400 }, { operation: "UntagResource", subject });
      const sent = (count: number) => {
        const [exchange] = one.cases[0]?.exchanges ?? [];
        const query = Array.from({ length: count }, (_, at) => `tagKeys=${at}`).join("&");
        const request = { ...anEvidence().request, method: "DELETE", path: `/tags/arn?${query}` } as const;
        return one.cases.map((each) => ({ ...each, exchanges: [{ ...anEvidence(), ...exchange, request }] }));
      };
      return { ...one, cases: counts.flatMap(sent) };
    };
    const count = untagging("untag.max-items", [50], "tagKeys", "`tagKeys` of up to 50 items");
    const item = (counts: readonly number[]) =>
      untagging("untag.items.max-length", counts, "tagKeys.items", "item of `tagKeys` of up to 128 characters");
    expect(told(count, item([50, 50])).map(([title]) => title)).toEqual([
      "UntagResource refuses `tagKeys` of up to 50 items with 400 InvalidParameterException",
    ]);
    expect(told(count, item([1, 50]))[0]?.[0]).toContain("item of `tagKeys`");
  });

  test("a greatest number of things is one number", () => {
    const subject = { input: "maxResults", side: "reject" } as const;
    const met = aRequirement({ id: "met", subject: { input: "met", side: "reject" } });
    const one = missed({ id: "list.max-results.type", condition: { answers: refused } }, { subject });
    expect(told(one, met)[0]?.[0]).toBe("RegisterCluster accepts an invalid `maxResults`");
  });

  test("another success than the documented one is no matter of what was sent", () => {
    const subject = { input: "name", side: "accept", values: "`name` of 1 character" } as const;
    const condition = { answers: [{ from: 200, to: 200 }] };
    const one = missed(
      { id: "register.name.min-length.accepts", status: 201, expected: "200", condition },
      { subject },
    );
    expect(told(one)).toEqual([["RegisterCluster answers valid input with 201", "Accept it: answer 200."]]);
  });

  test("several operations answer, one answers", () => {
    const of = (...operations: readonly string[]) =>
      told(...operations.map((operation) => missed({ id: "api.json" }, { operation })))[0]?.[0];
    expect(of("ListClusters")).toMatch(/^ListClusters answers successfully with/);
    expect(of("ListClusters", "DescribeCluster")).toMatch(/ and [A-Za-z]+ answer successfully with/);
  });

  test("an answer that shows the wrong thing is told by the sentence of its requirement", () => {
    expect(told(missed({ id: "list.include-all" }, { operation: "ListClusters" }))).toEqual([
      [
        "ListClusters with include=all leaves out a registered cluster",
        "List every registered cluster, whatever its status, where include is all.",
      ],
    ]);
    const replay = { answers: [{ from: 200, to: 200 }] };
    expect(told(missed({ id: "register.token.replay", condition: replay }))[0]?.[0]).toBe(
      "A registration repeated with the same token does not return the original cluster",
    );
    expect(told(missed({ id: "register.token.replay", status: 409, condition: replay }))[0]?.[0]).toBe(
      "RegisterCluster answers 409 InvalidParameterException to a registration repeated with its token",
    );
  });

  test("what a table promises of a service has its sentence, whatever the operation", () => {
    const listed = missed({ id: "list-boxes.listed.small-box" }, { operation: "ListBoxes" });
    expect(told(listed)).toEqual([["ListBoxes leaves out a small box that was created", "List every one there is."]]);
  });

  test("a repeat that is refused took effect once, and one that is taken once more", () => {
    const repeated = (status: number) =>
      told(missed({ id: "create-box.token", status }, { operation: "CreateBox", area: "idempotency" }))[0]?.[0];
    expect(repeated(409)).toBe("A repeat of CreateBox with the same client token is refused");
    expect(repeated(200)).toBe("A repeat of CreateBox with the same client token takes effect once more");
  });

  test("what has the name of another kind, and more tags than there may be, is told as that", () => {
    const kind = missed({ id: "create-box.other-kind.tin-box" }, { operation: "CreateBox" });
    const tags = missed({ id: "tag-box.tags.most" }, { operation: "TagBox" });
    expect(told(kind, tags).map(([title]) => title)).toEqual([
      "CreateBox accepts the name of a tin box, which it is not for",
      "TagBox adds more tags in all than a resource may have",
    ]);
  });

  test("more operations than a title can hold are counted", () => {
    const many = ["A", "B", "C", "D", "E", "F"].map((name) =>
      missed({ id: `list-${name}.pages.size` }, { operation: `List${name}` }),
    );
    expect(told(...many).map(([title]) => title)).toEqual(["6 operations put more on a page than was asked for"]);
    expect(told(...many.slice(4)).map(([title]) => title)).toEqual([
      "ListE and ListF put more on a page than was asked for",
    ]);
  });

  test("what answers lack where the server fails, and there alone, is told with that", () => {
    const crash = (id: string) => missed({ id, status: 500, expected: "what is right" }, { operation: "*" });
    expect(told(crash("api.request-id")).map(([title]) => title)).toEqual([
      "Where the server fails, answers carry no x-amzn-requestid",
    ]);
    expect(told(crash("api.error.documented"))[0]?.[0]).toMatch(/fails with 500/);
  });

  test("a crash on one kind of body is told with that body", () => {
    const answers = [{ from: 400, to: 400, error: "SerializationException" }];
    const empty = missed({
      id: "api.body.empty",
      status: 500,
      expected: "400 SerializationException",
      condition: { answers },
    });
    const crash = missed({ id: "api.no-server-error", status: 500, expected: "no 5xx" });
    expect(told(crash, empty)).toEqual([
      [
        expect.stringMatching(/^RegisterCluster fails with 500 .* on a body without a byte, or of white space$/),
        "Answer 400 SerializationException.",
      ],
    ]);
  });

  test("where any refusal will do, what to do is to refuse", () => {
    const condition = { answers: [{ from: 300, to: 499 }] };
    const one = missed({ id: "shop.closed", expected: "a refusal", condition });
    expect(told(one)[0]?.[1]).toBe("Refuse it, with a 4xx status and an error that says what is wrong.");
  });

  test("a member that no answer should show is one cause, in however many answers it is", () => {
    const at = "/cluster/connectorConfig/activationCode";
    const shown = (id: string, operation: string) =>
      missed({ id, condition: { members: [{ at, absent: true }] } }, { operation, subject: { output: at } });
    const both = [
      shown("describe.no-activation-code", "DescribeCluster"),
      shown("register.no-activation-code", "RegisterCluster"),
    ];
    expect(told(...both)).toHaveLength(1);
    expect(told(...both)[0]?.[0]).toMatch(/^`cluster\.connectorConfig\.activationCode` is shown in the answer of /);
  });

  test("a type that is wrong below a member is told, and mended, where it is wrong", () => {
    const at = "/cluster/connectorConfig/activationExpiry";
    const differences = [{ at, expected: "must be a number or null", received: '"soon"' }];
    const one = missed(
      { id: "register.response.cluster.connector-config", differences },
      { area: "response-shape", subject: { output: "/cluster/connectorConfig" } },
    );
    expect(told(one)[0]?.[0]).toBe(
      "`cluster.connectorConfig.activationExpiry` has a wrong type in the answer of RegisterCluster",
    );
    expect(told(one)[0]?.[1]).toBe(
      "Answer as documented: `cluster.connectorConfig.activationExpiry` must be a number or null.",
    );
  });
});
