import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import {
  aCase,
  aCaseWithFile,
  aCounts,
  anEvidence,
  anOperation,
  anOutcome,
  aRecord,
  aSheet,
  body,
} from "./producers.ts";

export const conformant: RunRecord = aRecord({
  requirements: aSheet({
    "api.auth.unsigned": { verdict: "not-applicable", reason: `The kind "emulator" has no feature "auth".` },
    "register.error.limit": { verdict: "not-applicable", reason: "Not exercised: no request met the quota." },
  }),
});

const lenient = (id: string, text: string): Partial<RequirementResult> => ({
  subject: { input: id.split(".")[1] ?? "", side: "reject" },
  verdict: "fail",
  counts: aCounts({ pass: 3, fail: 9 }),
  firstFailureAtRequest: 17,
  casesLeftOut: 4,
  cases: [
    aCaseWithFile({
      requirement: id,
      summary: text,
      exchanges: [anEvidence({ status: 200, responseBody: body(registered("x")) })],
      reduced: { requests: 12, fromBytes: 5321, toBytes: 118 },
    }),
    aCase({ requirement: id, id: `${id}/boundary-2`, verdict: "pass" }),
  ],
});

export const failing: RunRecord = aRecord({
  outcome: anOutcome(
    "non-conformant",
    1,
    "Not conformant",
    "MUST 9 of 15 met, SHOULD 2 of 3 met, 1 requirement inconclusive, 2 not tested, 1 known to fail",
  ),
  requirements: aSheet({
    "register.name.max-length": lenient(
      "register.name.max-length",
      "name of 101 characters, the first above the maximum of 100",
    ),
    "register.name.pattern": lenient(
      "register.name.pattern",
      "a dot at the second position of name, outside the pattern",
    ),
    "register.tags.max-properties": lenient(
      "register.tags.max-properties",
      "51 tags, the first count above the maximum of 50",
    ),
    "register.response.echo": {
      verdict: "fail",
      counts: aCounts({ pass: 40, fail: 2 }),
      cases: [echoFailure()],
    },
    "api.error.status": {
      verdict: "fail",
      counts: aCounts({ pass: 90, fail: 1 }),
      cases: [
        aCase({
          requirement: "api.error.status",
          id: "api.error.status/seen-7",
          kind: "random",
          verdict: "fail",
          summary: "the status of an error that another case met",
          judgement: {
            requirement: "api.error.status",
            verdict: "fail",
            expected: "409 with ResourceInUseException",
            received: "400 with ResourceInUseException",
          },
        }),
      ],
    },
    "api.protocol.content-type": { verdict: "warn", counts: aCounts({ pass: 2, warn: 3 }) },
    "register.tags.keys.max-length": {
      verdict: "fail",
      expectedFailure: {
        pattern: "register.tags.*",
        reason: "Tag limits are on the roadmap.",
        link: "https://example.org/issues/12",
        expires: "2027-03-01",
      },
    },
    "register.concurrent.one-wins": {
      verdict: "inconclusive",
      reason: "The endpoint throttled every parallel attempt.",
    },
    "api.auth.unsigned": { verdict: "not-applicable", reason: `The kind "emulator" has no feature "auth".` },
    "register.error.limit": { verdict: "not-applicable", reason: "Not exercised: no request met the quota." },
  }),
});

function registered(name: string): string {
  return JSON.stringify({
    cluster: {
      name,
      arn: `arn:aws:eks:us-west-2:111122223333:cluster/${name}`,
      createdAt: 1795528800.412,
      status: "PENDING",
      tags: { env: "test" },
      connectorConfig: {
        activationId: "dfb5ad28-13c3-4e26-8a19-5b2457638c74",
        activationCode: "***",
        activationExpiry: 1795788000.01,
        provider: "OTHER",
        roleArn: "arn:aws:iam::111122223333:role/agent",
      },
    },
  });
}

function echoFailure(): CaseResult {
  const requirement = "register.response.echo";
  return aCase({
    requirement,
    id: `${requirement}/random-31`,
    kind: "random",
    expectation: "must-accept",
    verdict: "fail",
    summary: "a valid request with every optional member and the provider EKS_ANYWHERE",
    judgement: {
      requirement,
      verdict: "fail",
      expected: "provider and tags as sent",
      received: 'another provider and no tag "team"',
      differences: [
        { at: "/cluster/connectorConfig/provider", expected: `"EKS_ANYWHERE"`, received: `"OTHER"` },
        { at: "/cluster/tags", expected: `{"env":"test","team":"a"}`, received: `{"env":"test"}` },
        { at: "content-type", expected: "application/json", received: "application/x-amz-json-1.1" },
      ],
    },
    exchanges: [
      { ...anEvidence({ status: 429, responseBody: body(`{"message":"Too Many Requests"}`) }), durationMs: 1.2 },
      {
        ...anEvidence({
          requestBody: `{"name":"conf-1","connectorConfig":{"roleArn":"arn:aws:iam::111122223333:role/agent","provider":"EKS_ANYWHERE"},"tags":{"env":"test","team":"a"}}`,
          status: 200,
          responseBody: body(registered("conf-1")),
        }),
        attempt: 2,
      },
    ],
  });
}

/** What an endpoint could send to break out of a report. */
export const HOSTILE: readonly string[] = [
  `<script>alert("pwned")</script>`,
  `</script></style></pre></details><script>alert(1)</script>`,
  "$& $1 $` $' $$",
  `<svg onload=alert(1)><image href=x onerror=alert(1)></svg>`,
  `"><img src=x onerror=alert(1)> ' onmouseover='alert(1)`,
  "javascript:alert(1)",
  "admin\u202etxt.exe\u2066hidden\u2069 \u200bzero\u200dwidth\ufeff",
  "nul\u0000 bell\u0007 esc\u001b[31mred\u001b[0m del\u007f c1\u0085",
  "lone \ud800 surrogate \udc00 and \uffff \u2028 \u2029",
  "]]> <!-- --> <![CDATA[ &amp; &#0; %s",
  "| table | cell \\| `code` ``two`` @everyone #1 [link](javascript:x) ![i](http://x/y.png)",
  "# heading\n- list\n```\nfence\n```\n",
];

/** Every text that comes from outside carries a hostile value; one body is 5 MB, one is not UTF-8. */
export const hostile: RunRecord = aRecord({
  target: {
    endpoint: `http://127.0.0.1:1/<b>${HOSTILE[0] ?? ""}`,
    kind: "emulator",
    region: "us-west-2",
  },
  outcome: anOutcome("non-conformant", 1, "Not conformant", "MUST 14 of 17 met, the endpoint answers with <script>"),
  requirements: aSheet(
    Object.fromEntries([
      ["register.name.pattern", { verdict: "fail", counts: aCounts({ fail: 12 }), cases: HOSTILE.map(hostileCase) }],
      ["register.response.shape", { verdict: "fail", counts: aCounts({ fail: 2 }), cases: [hugeCase(), binaryCase()] }],
      ["register.error.limit", { verdict: "inconclusive", reason: HOSTILE.join(" ") }],
      [
        "register.tags.max-properties",
        { verdict: "fail", expectedFailure: { pattern: "*", reason: HOSTILE.join(" "), link: "javascript:alert(1)" } },
      ],
    ]),
  ),
});

/** The same as far as a file can bring it: endpoint, ids and links have a form, and are refused where they have it not. */
export const hostileInForm: RunRecord = {
  ...hostile,
  target: { ...hostile.target, endpoint: "http://127.0.0.1:1/~b" },
  requirements: hostile.requirements.map(({ expectedFailure, ...requirement }) => ({
    ...requirement,
    ...(expectedFailure === undefined ? {} : { expectedFailure: { ...expectedFailure, link: "https://a.example/1" } }),
    cases: requirement.cases.map((each, index) => ({ ...each, id: `${requirement.id}/wire-${index}` })),
  })),
};

function hostileCase(text: string, index: number): CaseResult {
  const requirement = "register.name.pattern";
  return aCase({
    requirement,
    id: `${requirement}/wire ${index} ${text.slice(0, 20)}`,
    kind: "wire",
    verdict: "fail",
    summary: `a name holding ${text}`,
    judgement: {
      requirement,
      verdict: "fail",
      expected: `400 ${text}`,
      received: `500 ${text}`,
      differences: [{ at: `/message/${text}`, expected: text, received: text }],
    },
    exchanges: [
      {
        ...anEvidence({
          requestBody: text,
          status: 500,
          responseBody: body(`{"message":${JSON.stringify(text)}, "${index}":"${index}"}`),
        }),
      },
      { ...anEvidence({ status: 500, responseBody: body(text) }), attempt: 2 },
    ],
  });
}

function hugeCase(): CaseResult {
  const text = `<html>${"A".repeat(5 * 1024 * 1024)}</html>`;
  const requirement = "register.response.shape";
  return aCase({
    requirement,
    verdict: "fail",
    exchanges: [anEvidence({ requestBody: text.replaceAll("AA", "AB"), status: 502, responseBody: body(text) })],
  });
}

function binaryCase(): CaseResult {
  const requirement = "register.response.shape";
  return aCase({
    requirement,
    id: `${requirement}/wire-binary`,
    verdict: "fail",
    exchanges: [anEvidence({ status: 200, responseBody: { base64: "gICA/v8AwK8=", bytes: 8, truncated: false } })],
  });
}

const MISSING = "POST /cluster-registrations answers 404 as an absurd path does.";

export const notImplemented: RunRecord = aRecord({
  outcome: anOutcome(
    "not-implemented",
    1,
    "RegisterCluster is not implemented",
    "MUST none judged, SHOULD none judged, 22 requirements not implemented",
  ),
  operations: [
    anOperation("RegisterCluster", { verdict: "not-implemented", reason: MISSING }),
    anOperation("DeregisterCluster", {
      verdict: "not-implemented",
      reason: "DELETE /cluster-registrations/{name} is not there.",
    }),
    anOperation("DescribeCluster"),
    anOperation("ListClusters"),
  ],
  requirements: aSheet({}).map((one) => ({
    ...one,
    verdict: "not-implemented" as const,
    reason: MISSING,
    counts: aCounts(),
    cases: [],
  })),
  clusters: { registered: 0, deregistered: 0, left: [] },
});

export const inconclusive: RunRecord = aRecord({
  outcome: anOutcome(
    "inconclusive",
    3,
    "Inconclusive",
    "MUST none judged, SHOULD none judged, 22 requirements inconclusive",
  ),
  requirements: aSheet({}).map((one) => ({
    ...one,
    verdict: "inconclusive" as const,
    reason: "Connection refused.",
    counts: aCounts(),
    cases: [],
  })),
  traffic: {
    requests: 3,
    cases: 0,
    retries: 2,
    throttled: 0,
    lostReplies: 0,
    latency: [],
    perSecond: [{ requests: 3, retries: 2 }],
  },
});

export const interrupted: RunRecord = aRecord({
  run: { ...aRecord().run, interrupted: true, partial: true, shard: { index: 1, of: 4 } },
  outcome: anOutcome(
    "inconclusive",
    130,
    "Inconclusive (interrupted)",
    "MUST 16 of 16 met, SHOULD 2 of 2 met, 1 requirement in error, 1 stale, 1 not tested, 1 cluster left behind",
  ),
  requirements: aSheet({
    "register.token.replay": { verdict: "disabled", reason: "Not selected." },
    "lifecycle.deregister": { verdict: "stale", reason: `Expected to fail by "lifecycle.*", and it passed.` },
    "register.error.limit": { verdict: "error", reason: "TypeError in the oracle: please report." },
  }),
  clusters: {
    registered: 40,
    deregistered: 39,
    left: [
      {
        name: "conf-17",
        reason: "DeregisterCluster answered 500 three times.",
        command: "aws eks deregister-cluster --name conf-17 --region us-west-2 --endpoint-url http://127.0.0.1:4566",
      },
    ],
  },
});

export const ALL_RECORDS: Readonly<Record<string, RunRecord>> = {
  conformant,
  failing,
  hostile,
  notImplemented,
  inconclusive,
  interrupted,
};
