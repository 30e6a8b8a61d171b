import { type CaseOutcome, runRounds } from "#suites/run/rounds/run-rounds.ts";
import type { Case } from "./session/cluster-case.ts";
import type { RunContext } from "./session/run-context.ts";
import { describeOwn } from "./session/describe-own.ts";
import { failedByLoss } from "./session/lost-clusters.ts";
import { CaseSession } from "./session/session.ts";

/** Runs a case about registered clusters; see `runRounds`. */
export async function runCase<Found>(
  context: RunContext,
  testCase: Case<Found>,
  signal?: AbortSignal,
): Promise<CaseOutcome<Found, Case<Found>>> {
  return runRounds({
    context,
    label: testCase,
    signal,
    open: (round) => new CaseSession(context, testCase.id, round),
    run: async (session) => {
      const found = await testCase.run(session);
      await describeOwn(session);
      return found;
    },
    failedByLoss: (judged) => failedByLoss(context.contract, judged),
  });
}
