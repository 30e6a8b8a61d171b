import type { Case } from "#suites/registration/session/cluster-case.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { ofName } from "#suites/oracles/clusters/cluster-answers.ts";
import { listAll } from "#suites/registration/session/steps/listing.ts";
import { judgeServed } from "#suites/oracles/served-route.ts";
import { judgeRejected } from "#suites/oracles/rejected.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { scenario, type ScenarioOptions } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { judgeSmallPages } from "./paging.ts";

/** Clusters looked at: another user's cluster may be gone between the list and the look. */
const LOOKED_AT = 3;

/**
 * What the other operations promise beside any registration, judged on clusters that were there before the run. Where
 * registrations succeed, the lifecycle cases judge the same and more, so these send nothing.
 */
export const OTHER_OPERATION_CASES: readonly Case[] = [
  beside({
    id: "other-operations/list",
    requirements: ["list.route"],
    summary: "list the clusters that are there",
    needs: [OPERATIONS.list],
    run: listExisting,
  }),
  beside({
    id: "other-operations/describe",
    requirements: ["describe.route", "api.route.encoded-label"],
    summary: "describe clusters that were there before the run, by name and by percent-encoded name",
    needs: [OPERATIONS.list, OPERATIONS.describe],
    run: describeExisting,
  }),
  beside({
    id: "other-operations/paging",
    requirements: ["list.paging", "list.last-page"],
    summary: "walk the list of clusters that were there before the run, one name a page",
    needs: [OPERATIONS.list],
    run: pageExisting,
  }),
  beside({
    id: "other-operations/wrong-method",
    requirements: ["api.route.wrong-method"],
    summary: "PUT where only GET and POST are served",
    needs: [OPERATIONS.list],
    run: putClusters,
  }),
];

/** Another account's clusters may be looked at in an emulator; in AWS their descriptions are nobody's evidence. */
function beside(options: ScenarioOptions): Case {
  return scenario({
    ...options,
    effect: "read",
    live: 0,
    run: async (session) => {
      const { control, settings } = session.context;
      if (!control.passed && settings.kind !== "aws") await options.run(session);
    },
  });
}

async function listExisting(session: CaseSession): Promise<void> {
  const { last } = await listAll(session, { all: true });
  session.judge("list.route", judgeServed(last, session.operation(OPERATIONS.list)), last.exchange);
}

async function describeExisting(session: CaseSession): Promise<void> {
  const { items } = await listAll(session, { all: true });
  for (const name of items.filter((each) => each !== "").slice(0, LOOKED_AT)) {
    const reply = await session.describe(name);
    if (mayBeMissing(reply)) continue;
    if (reply.status !== 200) {
      session.judge("describe.route", judgeServed(reply, session.operation(OPERATIONS.describe)), reply.exchange);
      continue;
    }
    session.judge("describe.route", describedAs(reply, name), reply.exchange);
    const encoded = [...new TextEncoder().encode(name)].map((byte) => `%${hex(byte)}`).join("");
    const again = await session.describeAs(encoded);
    session.judge("api.route.encoded-label", describedAs(again, name), again.exchange);
    return;
  }
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

function describedAs(reply: Reply, name: string): Finding {
  const found = clusterOf(reply)?.["name"];
  const received = reply.status === 200 && found !== name ? "200 with another cluster" : describeReply(reply);
  return wanting(
    check(reply.status === 200 && found === name, "200 with the cluster of that name", received),
    ofName(name),
  );
}

async function pageExisting(session: CaseSession): Promise<void> {
  const whole = await listAll(session, { all: true });
  if (whole.items.length < 2) return;
  const paged = await listAll(session, { all: true, size: 1 });
  await judgeSmallPages(session, paged, { size: 1, there: [...new Set(whole.items)], before: whole });
}

async function putClusters(session: CaseSession): Promise<void> {
  const request = { method: "PUT", path: session.operation(OPERATIONS.list).path, headers: [] };
  const reply = await session.send(request);
  session.judge("api.route.wrong-method", judgeRejected(reply, session.classify(request)), reply.exchange);
}
