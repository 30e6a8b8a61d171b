import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import type { CreatingCustody } from "#custody/creating/create-named.ts";
import { emptyAccount } from "#custody/resources/resource-account.ts";
import { type Accounted, ResourceStates } from "#custody/resources/resource-states.ts";
import type { Ledger } from "#custody/journal/ledger.ts";
import type { Target } from "#endpoint/target.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { STARTED_AT } from "#tests/suites/made-replies.ts";

/** What it takes to register clusters, at the start of a run whose names begin with `ecf-7-`. */
export function clusterCustody(target: Target, ledger: Ledger, consistencyMs = 0): CreatingCustody {
  const clock = new RecordingClock();
  const service = registrationService();
  const namePrefix = "ecf-7-";
  const account = emptyAccount(new ResourceStates({ service, namePrefix, startedAt: STARTED_AT }));
  const removing = { clock, budgetMs: 0 };
  return { target, cleanUpTarget: target, ledger, service, account, clock, removing, consistencyMs, namePrefix };
}

/** What is known of the cluster of a name. */
export function known({ account }: CreatingCustody, name: string): Accounted | undefined {
  return account.states.get(clusterMade(name));
}
