import type { LiveExchange, LiveFinding, LiveView } from "#reports/html/live/live-view.ts";

export function anExchange(given: Partial<LiveExchange>): LiveExchange {
  return {
    number: 1,
    at: Date.UTC(2026, 10, 24, 14, 25, 47),
    ms: 12,
    method: "GET",
    path: "/clusters?maxResults=5",
    operation: "ListClusters",
    status: 200,
    verdict: "pass",
    findings: [],
    moreFindings: 0,
    ...given,
  };
}

export function aFinding(given: Partial<LiveFinding>): LiveFinding {
  return {
    requirement: "list.no-duplicates",
    title: "`ListClusters` names no cluster twice.",
    level: "MUST",
    verdict: "fail",
    expected: "every name once",
    received: "two names twice",
    isKnown: false,
    ...given,
  };
}

export function aView(given: Partial<LiveView> = {}): LiveView {
  const exchanges = [anExchange({}), anExchange({ number: 2, verdict: "fail", findings: [aFinding({})] })];
  return {
    contract: "Amazon EKS",
    tool: "eks-conformance 1.2.3",
    endpoint: "http://127.0.0.1:4566",
    proxy: "http://127.0.0.1:4568",
    counts: {
      exchanges: 2,
      withFindings: 1,
      refused: 0,
      unjudged: 0,
      byStatus: { "2xx": 2, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 },
    },
    exchanges,
    causes: [
      {
        id: "duplicates/ListClusters",
        level: "MUST",
        title: "ListClusters names `clusters` twice",
        mend: "Name each once.",
        requirements: 2,
        sent: "GET /clusters",
        expected: "every name once",
        received: "two names twice",
      },
    ],
    moreCauses: 0,
    reportFile: "conformance-results/index.html",
    ...given,
  };
}
