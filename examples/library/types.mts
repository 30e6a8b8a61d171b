// The same in TypeScript: every event and the record are typed.
import {
  type FaultResult,
  mutate,
  type MutationOptions,
  requireNoticed,
  type RequirementResult,
  run,
  type RunEvent,
  type TestRound,
  type Verdict,
} from "eks-conformance";

const { events, record } = run({ endpointUrl: "http://127.0.0.1:4566", level: "MUST", shard: { index: 1, of: 2 } });

export async function failedCases(): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of events satisfies AsyncIterable<RunEvent>) {
    if (event.type === "case" && event.verdict === ("fail" satisfies Verdict)) ids.push(event.id);
  }
  return ids;
}

export async function notMet(): Promise<readonly RequirementResult[]> {
  const { requirements } = await record;
  return requirements.filter(({ level, verdict }) => level === "MUST" && verdict === "fail");
}

/** The faults that these tests do not notice, with what they lack. */
export async function survivors(): Promise<readonly string[]> {
  const options: MutationOptions = {
    tests: ({ endpointUrl }: TestRound) => fetch(`${endpointUrl}/clusters`),
    most: 20,
  };
  const report = await mutate(options);
  requireNoticed(report, { minScore: 50, except: ["*/wrong-content-type"] });
  return report.faults.filter(({ outcome }) => outcome === "survived").map(({ sentence }: FaultResult) => sentence);
}
