import { expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Difference, RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";
import { typed } from "./failures.ts";

interface Failed extends Partial<Omit<RequirementResult, "cases">> {
  readonly id: string;
  readonly status: number;
  readonly error?: string;
  /** Bodies that were sent, each in a case of its own. */
  readonly sent?: readonly string[];
  readonly got: string;
  readonly expected?: string;
  readonly condition?: Condition;
  readonly differences?: readonly Difference[];
}

function failed({ status, error, sent = ["{}"], got, expected = "x", condition, differences, ...about }: Failed) {
  const cases = sent.map((text) => {
    const exchange = anEvidence({ requestBody: text, status, responseBody: body(got) });
    const headers = error === undefined ? [] : typed(error);
    const exchanges = [{ ...exchange, response: exchange.response && { ...exchange.response, headers } }];
    const judgement = {
      requirement: about.id,
      verdict: "fail",
      expected,
      received: "y",
      condition,
      differences,
    } as const;
    return aCase({ requirement: about.id, verdict: "fail", exchanges, judgement });
  });
  return aRequirement({ verdict: "fail", cases, ...about });
}

const told = (...requirements: readonly RequirementResult[]) =>
  causesOf(aRecord({ requirements, operations: ["RegisterCluster", "TagResource"].map((id) => anOperation(id)) })).map(
    ({ title, mend, matters }) => [title, mend, matters],
  );

const SHAPE = { area: "response-shape", subject: { output: "/cluster/tags" } } as const;
const LIST_ENDS = aRequirement({ id: "list.max-results.x", verdict: "pass" });
const REFUSED = { condition: { answers: [{ from: 400, to: 400, error: "InvalidParameterException" }] } };

const at = (received: string, absent?: true): Difference => ({
  at: "/cluster/tags/a",
  expected: "must be a string",
  received,
  ...(absent && { absent }),
});

test.each<[what: string, requirement: RequirementResult, title: string, mend: string, matters: RegExp]>([
  [
    "a success that Content-Length cuts short",
    failed({ id: "api.json", operation: "*", area: "protocol", status: 200, got: '{"cluster":{"name":"a"' }),
    "RegisterCluster breaks off an answer in the middle of the JSON",
    "Send the body to its end: Content-Length is its length in bytes, not in characters.",
    /^AWS SDKs fail to parse the answer/,
  ],
  [
    "an error that Content-Length cuts short",
    failed({ id: "api.error.json", operation: "*", area: "error-mapping", status: 400, got: '{"message":"no such' }),
    "Errors break off in the middle of their JSON",
    "Send the body to its end: Content-Length is its length in bytes, not in characters.",
    /^AWS SDKs fail to parse the answer/,
  ],
  [
    "a refusal whose message breaks the JSON",
    failed({
      id: "register.name.pattern",
      status: 400,
      error: "InvalidParameterException",
      got: '{"message":"no "." in names"}',
      expected: "400 InvalidParameterException with a JSON object",
      subject: { input: "name", side: "reject", values: "`name` with a dot" },
      ...REFUSED,
    }),
    "RegisterCluster refuses a `name` with a dot with 400 InvalidParameterException with an object that is not valid JSON",
    "Write the body with a JSON encoder: a quotation mark, a backslash and a control character in a string are escaped.",
    /^AWS SDKs choose/,
  ],
  [
    "a tag whose value is null",
    failed({ id: "register.response.cluster.tags", status: 200, got: "{}", differences: [at("null", true)], ...SHAPE }),
    "An entry of `cluster.tags` is null in the answer of RegisterCluster",
    "Answer as documented: each entry of `cluster.tags` must be a string.",
    /^AWS SDKs drop an entry that is null/,
  ],
  [
    "a tag whose value is a number",
    failed({ id: "register.response.cluster.tags", status: 200, got: "{}", differences: [at("a number")], ...SHAPE }),
    "An entry of `cluster.tags` has a wrong type in the answer of RegisterCluster",
    "Answer as documented: each entry of `cluster.tags` must be a string.",
    /^Typed AWS SDKs .* the call has succeeded/,
  ],
  [
    "an error whose member has a wrong type",
    failed({
      id: "register.error.in-use.members",
      title: "`clusterName` of ResourceInUseException is a string.",
      status: 409,
      error: "ResourceInUseException",
      got: "{}",
      differences: [{ at: "/clusterName", expected: "must be a string", received: "a number" }],
      subject: { error: "ResourceInUseException" },
    }),
    "`clusterName` has a wrong type in ResourceInUseException",
    "Required: `clusterName` of ResourceInUseException is a string.",
    /fail to deserialise the error: the program gets an exception/,
  ],
  [
    "a time in milliseconds",
    failed({
      id: "register.activation.expiry-three-days",
      area: "response-semantics",
      status: 200,
      got: '{"cluster":{"connectorConfig":{"activationExpiry":1796000000000}}}',
      differences: [
        { at: "/cluster/connectorConfig/activationExpiry", expected: "within three days", received: "20768473 days" },
      ],
      subject: { output: "/cluster/connectorConfig/activationExpiry" },
    }),
    "An activation expires later than three days from now",
    "Send `cluster.connectorConfig.activationExpiry` in epoch seconds: this value looks like milliseconds.",
    /take milliseconds for a date far beyond/,
  ],
  [
    "an empty nextToken on the last page",
    failed({ id: "list.last-page", operation: "ListClusters", status: 200, got: '{"clusters":[],"nextToken":""}' }),
    "The last page of ListClusters has a nextToken",
    "Leave nextToken out, or send null, where nothing is left.",
    /end at a nextToken that is empty/,
  ],
])("%s is told in lines that name the fault", (_what, requirement, title, mend, matters) => {
  expect(told(requirement, LIST_ENDS)).toEqual([[title, mend, expect.stringMatching(matters)]]);
});

const due = (id: string, operation: string, input: string) =>
  failed({
    id,
    operation,
    status: 200,
    sent: [JSON.stringify(input.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), "text"))],
    got: "{}",
    expected: "400 X",
    subject: { input, side: "reject", values: `\`${input}\` that is not an object`, type: "an object" },
    ...REFUSED,
  });
const passing = (input: string, operation = "RegisterCluster") =>
  aRequirement({ id: `ok.${operation}.${input}`, operation, verdict: "pass", subject: { input, side: "reject" } });

test("a string that is taken for an object in many places is one cause, in however many operations", () => {
  const places = ["tags", "connectorConfig", "connectorConfig.logging"].map((input) =>
    due(`register.${input}.type`, "RegisterCluster", input),
  );
  const causes = causesOf(
    aRecord({
      requirements: [
        ...places,
        due("tag-resource.tags.type", "TagResource", "tags"),
        passing("name"),
        passing("x", "TagResource"),
      ],
      operations: ["RegisterCluster", "TagResource"].map((id) => anOperation(id)),
    }),
  );
  expect(causes.map(({ title, mend, id, shownBy }) => [title, mend, id, shownBy.length])).toEqual([
    [
      "RegisterCluster and TagResource accept a string where an object is due, in 4 places",
      "Refuse it with 400 X: check the type of each member before doing anything.",
      "takes-invalid/string-for-an-object",
      4,
    ],
  ]);
});

test("a member that takes another type and breaks a limit has two causes, unless nothing of it is checked", () => {
  const type = due("register.tags.type", "RegisterCluster", "tags");
  const subject = { input: "tags", side: "reject", values: "`tags` of 51 or more entries" } as const;
  const limit = failed({
    id: "register.tags.max-properties",
    status: 200,
    got: "{}",
    expected: "400 X",
    subject,
    ...REFUSED,
  });
  expect(told(type, limit, passing("tags"), passing("name")).map(([title]) => title)).toEqual([
    "RegisterCluster accepts a `tags` that is not an object",
    "RegisterCluster accepts `tags` of 51 or more entries",
  ]);
  expect(told(type, limit, passing("name"))).toHaveLength(1);
});
