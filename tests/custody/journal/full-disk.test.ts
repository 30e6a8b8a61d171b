import { afterEach, expect, test } from "@jest/globals";
import { JournalError, memoryJournal, type Journal } from "#custody/journal/journal.ts";
import { journalLedger } from "#custody/journal/journal-ledger.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { LedgerError } from "#custody/journal/ledger.ts";
import { hostileRun } from "#tests/custody/hostile-run.ts";
import { hostileTarget } from "#tests/helpers/servers/hostile-target.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

/** A journal on a disk that takes so many entries. */
function fullAfter(entries: number): Journal {
  const journal = memoryJournal();
  let written = 0;
  return {
    ...journal,
    write: (entry) => {
      written += 1;
      if (written > entries) throw new JournalError("the disk is full");
      journal.write(entry);
    },
  };
}

test.each([0, 1, 2, 3, 20, 50, 100])(
  "a disk that is full after %i entries: nothing is left, and the run ends",
  async (entries) => {
    const server = await hostileTarget({}, ["theirs"]);
    const run = hostileRun(server, {}, { journal: fullAfter(entries) });
    await expect(run).rejects.toThrow(LedgerError);
    expect(server.ours()).toEqual([]);
    expect(server.theirs()).toEqual(["theirs"]);
  },
);

test("nothing is registered that the journal could not take", async () => {
  const server = await hostileTarget({});
  await expect(hostileRun(server, {}, { journal: fullAfter(0) })).rejects.toThrow("the disk is full");
  expect(server.requests.filter((line) => line.startsWith("POST"))).toEqual([]);
});

test("what becomes of a cluster may go unwritten; what is intended may not", () => {
  const ledger = journalLedger({ journal: fullAfter(0), runId: "r" });
  const ours = clusterMade("ours");
  for (const state of ["created", "doubt", "removed"] as const) ledger.note(ours, state);
  expect(() => ledger.intend(ours, { case: "c" })).toThrow(LedgerError);
});

test("what could not be removed then is named", async () => {
  const server = await hostileTarget({ keeps: true });
  const end = hostileRun(server, {}, { journal: fullAfter(2) });
  await end.catch(() => undefined);
  const left = server.ours().map((name): unknown => expect.objectContaining({ name }));
  expect(left.length).toBeGreaterThan(0);
  await expect(end).rejects.toMatchObject({
    name: "GivenUp",
    cause: expect.any(LedgerError),
    left: expect.arrayContaining(left),
  });
});
