import type { Exchange } from "#protocol/exchange.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import type { Service } from "#spec/resources/service.ts";
import type { AnswerChanger, AnswerFault, NotedTraffic } from "#suites/mutations/answer-fault.ts";
import { type ChangedRound, openChangedRound } from "#suites/mutations/changed-round.ts";
import type { GivenAnswer } from "#suites/mutations/change.ts";

const contract = loadEksContract();
export const EKS: Service = { contract, table: loadEksResources(contract) };

const ARN = "arn:aws:eks:us-east-1:111122223333:cluster/one";

/** One exchange of made-up traffic: `GET /clusters`, its answer, and what was sent. */
export interface Step {
  readonly line: string;
  readonly json: JsonValue;
  readonly status?: number;
  readonly error?: string;
  readonly sent?: JsonValue;
}

const cluster = (status: string, tags: Readonly<Record<string, string>> = { team: "a" }): JsonValue => ({
  cluster: {
    name: "one",
    arn: ARN,
    status,
    version: "1.31",
    createdAt: 1_700_000_000.5,
    tags: { ...tags },
    resourcesVpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: true },
    encryptionConfig: [{ resources: ["secrets"] }],
  },
});

const absent = { status: 404, error: "ResourceNotFoundException", json: { message: "No cluster found." } };

/** A cluster is made, gets ready, is tagged, and goes. */
export const STORY: readonly Step[] = [
  { line: "POST /clusters", sent: { name: "one", tags: { team: "a" } }, json: cluster("CREATING") },
  { line: "GET /clusters/one", json: cluster("CREATING") },
  { line: "GET /clusters/one", json: cluster("ACTIVE") },
  { line: "GET /clusters?maxResults=1", json: { clusters: ["one"], nextToken: "t" } },
  { line: "GET /clusters", json: { clusters: ["one", "two"], nextToken: null } },
  { line: `POST /tags/${encodeURIComponent(ARN)}`, sent: { tags: { b: "c" } }, json: {} },
  { line: "GET /clusters/one", json: cluster("ACTIVE", { team: "a", b: "c" }) },
  { line: "GET /clusters/absent", ...absent },
  { line: "DELETE /clusters/one", json: cluster("DELETING") },
  { line: "GET /clusters/one", ...absent },
  { line: "GET /clusters", json: { clusters: ["two"], nextToken: null } },
];

export function exchangeOf({ line, json, status = 200, error, sent }: Step): Exchange {
  const [method = "", path = ""] = line.split(" ");
  const body = sent === undefined ? undefined : Buffer.from(JSON.stringify(sent));
  const named: [string, string][] = error === undefined ? [] : [["x-amzn-ErrorType", error]];
  const answer = Buffer.from(JSON.stringify(json));
  return {
    request: { method, path, url: `http://127.0.0.1${path}`, headers: [], ...(body === undefined ? {} : { body }) },
    response: {
      status,
      headers: [["Content-Type", "application/json"], ["Content-Length", String(answer.length)], ...named],
      body: answer,
      truncated: false,
    },
    startedAt: 0,
    durationMs: 1,
    attempt: 1,
  };
}

/** What the steps show of themselves. */
export function notedOf(steps: readonly Step[]): NotedTraffic {
  const round = openChangedRound(EKS);
  for (const step of steps) round.answer(exchangeOf(step));
  return { service: EKS, answers: round.passed };
}

/** What a client gets, step by step: undefined where the endpoint's answer stays. */
export function givenWith(
  kind: AnswerChanger,
  fault: AnswerFault,
  steps: readonly Step[],
): { readonly given: readonly (GivenAnswer | undefined)[]; readonly round: ChangedRound } {
  const round = openChangedRound(EKS, kind, fault);
  const given = steps.map((step) => {
    const exchange = exchangeOf(step);
    return round.instead(exchange.request) ?? round.answer(exchange);
  });
  return { given, round };
}

/** The JSON of an answer. */
export function jsonIn(given: GivenAnswer | undefined): JsonValue | undefined {
  return given && (JSON.parse(Buffer.from(given.response.body).toString()) as JsonValue);
}
