import { describe, expect, test } from "@jest/globals";
import type { JournalEntry } from "#custody/journal/journal-entry.ts";
import { JournalError, type Journal } from "#custody/journal/journal.ts";
import { LedgerError } from "#custody/journal/ledger.ts";
import { journalLedger, madeOf } from "#custody/journal/journal-ledger.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import type { MadeResource, UnnamedResource } from "#custody/resources/made-resource.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";

const A = clusterMade("a");
const clock = { epoch: () => 1 };
const place = { endpoint: "http://127.0.0.1", region: "us-east-1", kind: "emulator" } as const;
const by = (kept: Journal) => journalLedger({ journal: kept, runId: "r", place, clock });
const FULL = new JournalError("the journal cannot be used: the disk is full");
const BUG = new TypeError("no such function");

function journal(failure?: Error): Journal & { readonly written: JournalEntry[] } {
  const written: JournalEntry[] = [];
  const write = (entry: JournalEntry): void => {
    if (failure !== undefined) throw failure;
    written.push(entry);
  };
  return { written, write, outstanding: () => [], close: () => undefined };
}

const thrownBy = (action: () => void): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
};

test("an intention says where and when, and an outcome whether it is proved", () => {
  const kept = journal();
  by(kept).intend(A, { case: "c", tagged: true });
  by(kept).intend(A, { case: "c", at: 7 });
  by(kept).note(A, "created", { activation: "m" });
  by(kept).note(A, "absent");
  by(kept).note(A, "answered");
  by(kept).note(A, "removed");
  const entry = { name: "a", runId: "r", at: 1 };
  expect(kept.written).toEqual([
    { ...entry, event: "intend", place, case: "c", tagged: true },
    { ...entry, event: "intend", place, case: "c", at: 7 },
    { ...entry, event: "created", activation: "m" },
    { ...entry, event: "absent", proved: true },
    { ...entry, event: "absent" },
    { ...entry, event: "removed", proved: true },
  ]);
});

describe("where the journal cannot be written", () => {
  test("an intention keeps its request from leaving, in the journal's words", () => {
    const error = thrownBy(() => by(journal(FULL)).intend(A, { case: "c" }));
    expect(error).toBeInstanceOf(LedgerError);
    expect(error).toMatchObject({ name: "LedgerError", message: FULL.message, cause: FULL });
  });

  test("an outcome stops nothing: others must still be removed", () => {
    expect(thrownBy(() => by(journal(FULL)).note(A, "absent"))).toBeUndefined();
  });
});

test.each<[string, (journal: Journal) => void]>([
  ["an intention", (kept) => by(kept).intend(A, { case: "c" })],
  ["an outcome", (kept) => by(kept).note(A, "absent")],
])("an error of ours is not hidden by %s", (_what, write) => {
  expect(thrownBy(() => write(journal(BUG)))).toBe(BUG);
});

describe("of a resource of a service", () => {
  const table = loadEksResources(loadEksContract());
  const kindOf = (name: string) => {
    const kind = table.resources.find((each) => each.name === name);
    if (kind === undefined) throw new Error(`EKS has no ${name}`);
    return kind;
  };
  const cluster: MadeResource = { resource: kindOf("cluster"), id: "c" };
  const nodegroup: MadeResource = { resource: kindOf("nodegroup"), id: "n", parent: cluster };

  function written(made: MadeResource | UnnamedResource) {
    const kept = journal();
    journalLedger({ journal: kept, runId: "r", place, clock, spec: "eks" }).intend(made, { case: "c" });
    const [entry] = kept.written;
    if (entry?.event !== "intend" || entry.resource === undefined) throw new Error("nothing is written of it");
    return entry.resource;
  }

  test.each<[string, MadeResource]>([
    ["that belongs to nothing", cluster],
    ["that belongs to another", nodegroup],
    ["whose ARN is known", { ...nodegroup, arn: "arn:aws:eks:n" }],
  ])("%s a sweep reads what the run wrote", (_what, made) => {
    expect(madeOf(written(made), table)).toEqual({ ...made, arn: made.arn });
  });

  test("that the service had yet to name no name is written, and none is read", () => {
    const unnamed = written({ resource: kindOf("cluster") });
    expect(unnamed).toMatchObject({ spec: "eks", kind: "cluster" });
    expect(unnamed.ids).toHaveLength(0);
    expect(madeOf(unnamed, table)).toBeUndefined();
  });

  test.each([
    ["of a kind that the table does not have", { kind: "balloon", ids: ["b"] }],
    ["without the name of what it belongs to", { kind: "nodegroup", ids: ["n"] }],
    ["without any name", { kind: "cluster", ids: [] }],
  ])("%s nothing is read", (_what, parts) => {
    expect(madeOf({ spec: "eks", ...parts }, table)).toBeUndefined();
  });
});
