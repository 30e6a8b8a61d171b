import { clusterMade } from "./session/cluster-made.ts";
import { check } from "#suites/oracles/finding.ts";
import { listAll, type Listing } from "./session/steps/listing.ts";
import type { Case } from "./session/cluster-case.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { scenario } from "./session/scenario.ts";
import type { CaseSession } from "./session/session.ts";
import { AWAITED } from "./session/steps/consistency.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

/** The last case: looks for names of this run that are still listed although every cluster it knows of is gone. */
export function checkLeftovers(): Case {
  return scenario({
    id: "leftovers/list",
    requirements: ["register.rejected-leaves-no-state"],
    summary: "the list at the end of the run, searched for names that were refused",
    needs: [OPERATIONS.list],
    effect: "read",
    live: 0,
    run: async (session) => {
      const { found, listing } = await unaccounted(session);
      const expected = "no cluster of a refused name";
      const received = found.length === 0 ? "none" : found.slice(0, 5).join(", ");
      session.judge(
        "register.rejected-leaves-no-state",
        found.length > 0 || listing.end === "whole"
          ? check(found.length === 0, expected, received)
          : { grade: "unclear", expected, received: "no whole list" },
        session.lastExchange,
      );
    },
  });
}

async function unaccounted(session: CaseSession): Promise<{ found: string[]; listing: Listing }> {
  const { keeper, namePrefix } = session.context;
  // What was registered was never refused: where it is still listed, settling looks at it.
  const isExplained = (name: string): boolean =>
    keeper.accountsFor(clusterMade(name)) || keeper.states.wasCreated(clusterMade(name));
  const listedIn = ({ items }: Listing): string[] =>
    items.filter((name) => isOfRun(name, namePrefix) && !isExplained(name));
  const listing = await session.waitFor(AWAITED.list, {
    read: () => listAll(session, { all: true }),
    holds: (each) => listedIn(each).length === 0,
  });
  const real: string[] = [];
  for (const name of new Set(listedIn(listing))) {
    const described = await session.describe(name);
    if (!isSuccess(described)) keeper.unreachable(clusterMade(name));
    else if (name.startsWith(namePrefix) && keeper.states.shows(clusterMade(name), described)) real.push(name);
  }
  session.clusters.adopt(real.filter((name) => keeper.found(clusterMade(name))));
  return { found: real, listing };
}

/**
 * A name that breaks the pattern at its first letter still has the rest of the prefix; such a cluster is never removed.
 */
function isOfRun(name: string, prefix: string): boolean {
  return name.startsWith(prefix) || [...name].slice(1).join("").startsWith(prefix.slice(1));
}
