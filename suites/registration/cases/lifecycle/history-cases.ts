import {
  type DrawnHistory,
  drawnHistories,
  type HistoryKind,
  stepInWords,
} from "../../../../generators/history/drawn-histories.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { playHistory } from "../../../stories/play-history.ts";
import type { Case } from "../../session/cluster-case.ts";
import { unlessRegistrationRefused } from "../../session/refused-base.ts";
import type { CaseSession } from "../../session/session.ts";
import { scenario } from "../../session/scenario.ts";
import { freshRegistration, registrationSystem } from "./history-acts.ts";

/** As many as a run has room for at a target that allows the fewest. */
const MOST = 3;

const KIND: HistoryKind = {
  name: "cluster",
  most: MOST,
  isNamed: true,
  holds: false,
  acts: ["describe", "list", "delete", "retake", "repeat", "delete-gone"],
  isForetold: true,
};

const REQUIREMENT = "register.history";

/** Drawn histories of registering, repeating, reading and deregistering, against what is known to be registered. */
export function* historyCases(options: { readonly seed: number; readonly count: number }): Iterable<Case> {
  for (const history of drawnHistories([KIND], options)) {
    yield {
      ...scenario({
        id: `register/history/${history.index}`,
        requirements: [REQUIREMENT],
        summary: history.steps.map(stepInWords).join(", "),
        needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.describe, OPERATIONS.list],
        live: MOST,
        registers: history.steps.filter(({ act }) => act === "create").length,
        run: (session) => play(session, history),
      }),
      kind: "history",
    };
  }
}

/** Where a free name is refused, the history goes wrong for that. */
const OF_FREE_NAMES: readonly (string | undefined)[] = ["register.valid", "register.again"];

async function play(session: CaseSession, history: DrawnHistory): Promise<void> {
  const played = await playHistory(registrationSystem(session), history);
  if (played === undefined) return;
  const { finding, exchange = session.lastExchange } = played;
  const judged = OF_FREE_NAMES.includes(finding.step)
    ? await unlessRegistrationRefused(session, finding, freshRegistration(session))
    : finding;
  session.judge(REQUIREMENT, judged, exchange);
}
