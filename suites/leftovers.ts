import { check } from "./finding.ts";
import { listAll } from "./listing.ts";
import type { Case } from "./case.ts";
import { isSuccess } from "./reply.ts";
import { scenario } from "./scenario.ts";
import type { CaseSession } from "./session.ts";

/** The last case: names of this run that are still listed although every cluster it knows of is gone. */
export function checkLeftovers(): Case {
  return scenario({
    id: "leftovers/list",
    requirements: ["register.rejected-leaves-no-state"],
    summary: "the list at the end of the run, searched for names that were refused",
    needs: ["ListClusters"],
    effect: "read",
    live: 0,
    run: async (session) => {
      const found = await unaccounted(session);
      const received = found.length === 0 ? "none" : found.slice(0, 5).join(", ");
      session.judge(
        "register.rejected-leaves-no-state",
        check(found.length === 0, "no cluster of a refused name", received),
      );
    },
  });
}

async function unaccounted(session: CaseSession): Promise<string[]> {
  const { registrations, namePrefix } = session.context;
  let listed: string[] = [];
  await session.eventually(
    async () => {
      const listing = await listAll(session, { include: ["all"] });
      listed = listing.names.filter((name) => name.startsWith(namePrefix) && !registrations.isLive(name));
      return listing.last;
    },
    () => listed.length === 0,
  );
  const real: string[] = [];
  for (const name of new Set(listed)) {
    if (isSuccess(await session.describe(name))) real.push(name);
  }
  session.adopt(real);
  return real;
}
