import { test } from "@jest/globals";
import { expectSameMerged } from "#tests/cli/merged-shards.ts";
import { SOAKING } from "#tests/helpers/soak.ts";

const SOME = ["register.route", "register.tags.*", "register.token.*", "api.*", "list.*"];

test("the shards of a run, merged, say what the whole run says", () =>
  expectSameMerged(SOAKING ? [] : SOME.flatMap((id) => ["--select", id])));
