import { join } from "node:path";
import { expect } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** What must be the same whichever way the run was cut; the control is sent in every shard, so its counts differ. */
function verdicts({ requirements, outcome }: RunRecord): unknown {
  return {
    outcome,
    requirements: requirements.map(({ id, verdict, counts }) => ({ id, verdict, fails: counts.fail })),
  };
}

/** The shards of a run of this selection, merged, say what the whole run says. */
export async function expectSameMerged(selection: readonly string[]): Promise<void> {
  const server = await startReferenceServer({ fault: "tags-limit-not-enforced" });
  try {
    await withFolder(async (folder) => {
      const run = (name: string, ...extra: string[]): Promise<{ code: number | null }> =>
        runCommand([
          "run",
          "--endpoint-url",
          server.url,
          "--seed",
          "4",
          "--cases",
          "0",
          "--format",
          "json",
          ...selection,
          "--out",
          join(folder, name),
          ...extra,
        ]);
      await run("whole");
      await run("one", "--shard", "1/2");
      await run("two", "--shard", "2/2");
      const records = ["one", "two"].map((name) => join(folder, name, "run.json"));
      const merged = join(folder, "merged");
      expect(await runCommand(["report", ...records, "--out", merged])).toMatchObject({ code: 0 });
      const [whole, joined] = [readRunRecord(join(folder, "whole")), readRunRecord(merged)];
      expect(verdicts(joined)).toEqual(verdicts(whole));
      const half = await runCommand(["report", records[0] ?? "", records[0] ?? "", "--out", merged]);
      expect(half).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("shard 1, 2 of 2 is missing or given twice"),
      });
    });
  } finally {
    await server.close();
  }
}
