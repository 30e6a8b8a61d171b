import { WRITTEN_REQUIREMENTS } from "#spec/all-requirements.ts";
import type { Area, Authority, Level } from "#spec/requirement.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, OperationResult, Outcome, RequirementResult, RunRecord } from "#suites/record/record.ts";
import type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
import type { Verdict, VerdictCounts } from "#suites/record/verdicts/verdict.ts";

const STARTED = Date.UTC(2026, 10, 24, 14, 0, 0);

export function body(text: string): BodyEvidence {
  return { text, bytes: new TextEncoder().encode(text).length, truncated: false };
}

export function aCounts(counts: Partial<VerdictCounts> = {}): VerdictCounts {
  return { pass: 0, fail: 0, warn: 0, info: 0, inconclusive: 0, error: 0, ...counts };
}

export function anEvidence(
  parts: { requestBody?: string; status?: number; responseBody?: BodyEvidence } = {},
): Evidence {
  const requestBody =
    parts.requestBody ??
    `{"name":"","connectorConfig":{"roleArn":"arn:aws:iam::111122223333:role/agent","provider":"EKS_ANYWHERE"}}`;
  return {
    request: {
      method: "POST",
      url: "http://127.0.0.1:4566/cluster-registrations",
      path: "/cluster-registrations",
      headers: [
        ["content-type", "application/json"],
        ["x-amz-date", "20261124T140000Z"],
        [
          "authorization",
          "AWS4-HMAC-SHA256 Credential=***/20261124/us-west-2/eks/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=***",
        ],
      ],
      body: body(requestBody),
    },
    response: {
      status: parts.status ?? 400,
      headers: [
        ["Content-Type", "application/json"],
        ...((parts.status ?? 400) < 300 ? [] : [["x-amzn-ErrorType", "InvalidParameterException"] as const]),
        ["x-amzn-RequestId", "0b1f7c1e-7a39-4a57-9d9b-6a6c2f6a3f11"],
      ],
      body: parts.responseBody ?? body(`{"clusterName":null,"message":"The name parameter must not be empty."}`),
    },
    startedAt: STARTED,
    durationMs: 3.4,
    attempt: 1,
  };
}

export function aCase(parts: Partial<CaseResult> & { requirement?: string } = {}): CaseResult {
  const { requirement = "register.name.min-length", ...rest } = parts;
  const verdict = rest.verdict ?? "pass";
  return {
    id: `${requirement}/boundary-1`,
    kind: "boundary",
    summary: "name of 0 characters, the first below the minimum of 1",
    expectation: "must-reject",
    verdict,
    judgement: {
      requirement,
      verdict,
      expected: "400 InvalidParameterException",
      received: verdict === "fail" ? "200" : "400 InvalidParameterException",
    },
    exchanges: [anEvidence()],
    ...rest,
  };
}

/** One that a file can tell about. */
export function aCaseWithFile(parts: Parameters<typeof aCase>[0] = {}): CaseResult {
  const one = aCase({ verdict: "fail", ...parts });
  return { ...one, judgement: { ...one.judgement, condition: { answers: [{ from: 400, to: 400 }] } } };
}

/** As a run has it. */
const PRESUPPOSED = new Map(WRITTEN_REQUIREMENTS.map(({ id, presupposes }) => [id, presupposes]));

export function aRequirement(parts: Partial<RequirementResult> = {}): RequirementResult {
  const id = parts.id ?? "register.name.min-length";
  const verdict = parts.verdict ?? "pass";
  const judged = verdict === "pass" || verdict === "fail" || verdict === "warn" || verdict === "info";
  return {
    id,
    operation: "RegisterCluster",
    area: "input-constraints",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "A name shorter than 1 character is refused.",
    trace: {
      source: "register-cluster.txt",
      line: 41,
      quote: "Length Constraints: Minimum length of 1. Maximum length of 100.",
      date: "2026-11-24",
      url: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RegisterCluster.html",
    },
    presupposes: PRESUPPOSED.get(id),
    verdict,
    counts: judged ? aCounts({ [verdict]: 12 }) : aCounts(),
    cases: judged ? [aCase({ requirement: id, verdict })] : [],
    casesLeftOut: 0,
    ...parts,
  };
}

const OPERATIONS: readonly (readonly [string, string, string])[] = [
  ["RegisterCluster", "POST", "/cluster-registrations"],
  ["DeregisterCluster", "DELETE", "/cluster-registrations/{name}"],
  ["DescribeCluster", "GET", "/clusters/{name}"],
  ["ListClusters", "GET", "/clusters"],
];

export function anOperation(id: string, parts: Partial<OperationResult> = {}): OperationResult {
  const [, method = "GET", path = "/"] = OPERATIONS.find(([known]) => known === id) ?? [];
  return { id, method, path, verdict: "pass", ...parts };
}

export function anOutcome(verdict: RunVerdict, exitCode: number, answer = "", counts = ""): Outcome {
  return { verdict, exitCode, sentence: `${answer}: ${counts}.`, answer, counts };
}

export function aRecord(parts: Partial<RunRecord> = {}): RunRecord {
  return {
    schemaVersion: 1,
    tool: { name: "eks-conformance", version: "0.1.0" },
    run: {
      id: "01JDEXAMPLE",
      seed: 20261124,
      startedAt: new Date(STARTED).toISOString(),
      endedAt: new Date(STARTED + 4_200).toISOString(),
      durationMs: 4_200,
      interrupted: false,
      partial: false,
      options: { concurrency: 16, cases: 100 },
    },
    target: {
      endpoint: "http://127.0.0.1:4566",
      kind: "emulator",
      region: "us-west-2",
      account: "********3333",
    },
    contract: {
      title: "Amazon EKS cluster registration",
      version: "2017-11-01",
      file: "spec/openapi.yaml",
      sha256: "9f".repeat(32),
    },
    outcome: anOutcome("conformant", 0, "Conformant", "MUST 18 of 18 met, SHOULD 3 of 3 met"),
    operations: OPERATIONS.map(([id]) => anOperation(id)),
    requirements: SHEET.map((row) => aSheetRequirement(row)),
    contradictions: [
      {
        id: "C1",
        topic: "Is the name pattern anchored at its end?",
        sources: [
          { source: "API page", says: "^[0-9A-Za-z][A-Za-z0-9\\-_]*" },
          { source: "API model", says: "^[0-9A-Za-z][A-Za-z0-9\\-_]*$" },
        ],
        resolution: "A full match: the real service refuses `bad.name`.",
      },
    ],
    clusters: { registered: 412, deregistered: 412, left: [] },
    coverage: [
      { part: "operations", of: 4, seen: 4, never: [] },
      {
        part: "members-received",
        of: 5,
        seen: 2,
        never: ["DescribeCluster cluster.logging", "DescribeCluster cluster.logging.types", "ListClusters nextToken"],
      },
      { part: "constraints-broken", of: 9, seen: 8, never: ["register.name.pattern"] },
    ],
    traffic: {
      requests: 1893,
      cases: 1764,
      retries: 21,
      throttled: 14,
      lostReplies: 0,
      latency: [
        {
          operation: "RegisterCluster",
          count: 1410,
          p50: 3.1,
          p90: 8.8,
          p99: 31,
          max: 212,
          histogram: [12, 402, 711, 201, 60, 14, 6, 3, 1, 0, 0, 0, 0, 0],
        },
        {
          operation: "DeregisterCluster",
          count: 412,
          p50: 2.2,
          p90: 4.1,
          p99: 12,
          max: 40,
          histogram: [44, 190, 150, 20, 5, 3, 0, 0, 0, 0, 0, 0, 0, 0],
        },
        {
          operation: "DescribeCluster",
          count: 51,
          p50: 0.9,
          p90: 1.8,
          p99: 3,
          max: 4,
          histogram: [30, 18, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        },
        {
          operation: "ListClusters",
          count: 20,
          p50: 1.2,
          p90: 2.5,
          p99: 5,
          max: 5,
          histogram: [8, 10, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        },
      ],
      perSecond: [310, 402, 455, 480, 246].map((requests, index) => ({ requests, retries: index === 2 ? 21 : 0 })),
    },
    ...parts,
  };
}

type Row = readonly [id: string, area: Area, level: Level, authority: Authority, title: string];

/** A sheet of requirements in the shape of the real one: every area, level and authority. */
export const SHEET: readonly Row[] = [
  ["register.route", "routing", "MUST", "docs", "POST /cluster-registrations answers a valid request with status 200."],
  ["api.route.unknown-path", "routing", "SHOULD", "protocol", "An unknown path is refused with status 403 or 404."],
  ["register.name.min-length", "input-constraints", "MUST", "docs", "A name shorter than 1 character is refused."],
  ["register.name.max-length", "input-constraints", "MUST", "docs", "A name longer than 100 characters is refused."],
  [
    "register.name.max-length.accepts",
    "input-constraints",
    "MUST",
    "docs",
    "A name of up to 100 characters is accepted.",
  ],
  ["register.name.pattern", "input-constraints", "MUST", "model", "A name outside the pattern is refused."],
  ["register.tags.max-properties", "input-constraints", "MUST", "docs", "More than 50 tags are refused."],
  [
    "register.tags.keys.max-length",
    "input-constraints",
    "MUST",
    "docs",
    "A tag key longer than 128 characters is refused.",
  ],
  [
    "register.tags.empty",
    "input-constraints",
    "INFO",
    "model",
    "An empty tags map: the model forbids it, the API page does not.",
  ],
  [
    "register.connector-config.provider.enum",
    "input-constraints",
    "MUST",
    "docs",
    "A provider outside the nine listed ones is refused.",
  ],
  ["register.response.shape", "response-shape", "MUST", "model", "The response body matches the response schema."],
  ["register.response.echo", "response-semantics", "MUST", "docs", "Name, provider, role and tags come back as sent."],
  [
    "register.activation.expiry",
    "response-semantics",
    "MUST",
    "docs",
    "The activation expires at most three days out.",
  ],
  [
    "register.error.in-use",
    "error-mapping",
    "MUST",
    "docs",
    "A name already registered is refused with 409 ResourceInUseException.",
  ],
  [
    "api.error.status",
    "error-mapping",
    "MUST",
    "model",
    "Every error carries the status that its code is documented with.",
  ],
  ["register.error.limit", "error-mapping", "MUST", "docs", "Past the quota: 400 ResourceLimitExceededException."],
  ["register.token.replay", "idempotency", "SHOULD", "docs", "The same token and parameters register once."],
  ["lifecycle.deregister", "lifecycle", "MUST", "docs", "A deregistered cluster is no longer described."],
  [
    "register.concurrent.one-wins",
    "concurrency",
    "MUST",
    "inferred",
    "Of parallel registrations of one name exactly one wins.",
  ],
  ["api.protocol.malformed-json", "protocol", "MUST", "protocol", "Malformed JSON is refused with status 400."],
  [
    "api.protocol.content-type",
    "protocol",
    "SHOULD",
    "protocol",
    "A body that is not JSON by its type is refused with 415.",
  ],
  ["api.auth.unsigned", "authentication", "MUST", "observed", "An unsigned request is refused with status 403."],
];

export function aSheetRequirement(
  [id, area, level, authority, title]: Row,
  parts: Partial<RequirementResult> = {},
): RequirementResult {
  const verdict: Verdict = level === "INFO" ? "info" : "pass";
  return aRequirement({ id, area, level, authority, title, verdict, ...parts });
}

/** The sheet with some of its requirements changed, by id. */
export function aSheet(changes: Readonly<Record<string, Partial<RequirementResult>>>): RequirementResult[] {
  return SHEET.map((row) => aSheetRequirement(row, changes[row[0]] ?? {}));
}
