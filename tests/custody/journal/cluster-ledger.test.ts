import { afterEach, expect, test } from "@jest/globals";
import { clusterLedger } from "../../../custody/journal/cluster-ledger.ts";
import { memoryJournal, type Journal } from "../../../custody/journal/journal.ts";
import { clusterServer } from "../cluster-server.ts";
import { closeOpened } from "../../helpers/servers/loopback.ts";
import { openTarget } from "../../endpoint/open-target.ts";

afterEach(closeOpened);

async function removedFrom(clusters: Parameters<typeof clusterServer>[0]) {
  const journal = memoryJournal();
  const { origin } = await clusterServer(clusters);
  const ledger = clusterLedger({ journal, target: openTarget(origin), runId: "run", budgetMs: 0 });
  await ledger.intend("a", { case: "c" });
  await ledger.remove("a");
  return { ledger, named: () => namesOf(journal) };
}

function namesOf(journal: Journal): string[] {
  return journal.outstanding().map(({ name }) => name);
}

test("a name that was removed is struck", async () => {
  const { named } = await removedFrom({ a: {} });
  expect(named()).toEqual([]);
});

test("one that was not there is not: it may come late, and a run that is killed meanwhile must have named it", async () => {
  const { ledger, named } = await removedFrom({});
  expect(named()).toEqual(["a"]);
  ledger.absent("a");
  expect(named()).toEqual([]);
});
