import { test } from "@jest/globals";
import { expectSameMerged } from "./merged-shards.ts";

// Of everything: tests/long/runs/shards.test.ts.
const SELECTION = ["register.route", "register.tags.max-properties*", "list.response.*", "list.max-results.*"];

test("the shards of a run, merged, say what the whole run says", () =>
  expectSameMerged(SELECTION.flatMap((id) => ["--select", id])));
