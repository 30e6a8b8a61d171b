import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { FILES } from "#cli/run/results/output.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";

let server: Awaited<ReturnType<typeof startReferenceServer>>;
beforeAll(async () => {
  server = await startReferenceServer();
});
afterAll(() => server.close());

/** Runs what there is about lists and descriptions. */
function runSome(...flags: readonly string[]) {
  const some = ["--select", "list.*", "--select", "describe.*", "--endpoint-url", server.url];
  return runCommand(["run", ...some, ...flags]);
}

test("a run says in how many answers it is like another's record, in all that it writes", async () => {
  await withFolder(async (folder) => {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    await runSome("--cases", "0", "--seed", "5", "--out", first, "--quiet");
    const record = join(first, FILES.json);
    const like = ["--like", record, "--like-must"];
    const { code, stdout } = await runSome(...like, "--out", second);
    expect(stdout.replace(/\s+/g, " ")).toMatch(/Like http:\S+ \(emulator, \d{4}-\d\d-\d\d\) in (\d+) of \1 answers/);
    expect(code).toBe(0);
    const [summary, page] = [FILES.markdown, FILES.html].map((file) => readFileSync(join(second, file), "utf8"));
    expect(summary).toContain("## Likeness");
    expect(page).toContain('id="likeness"');
    const written = JSON.parse(readFileSync(join(second, FILES.json), "utf8")) as {
      run: { seed: number; options: object };
    };
    expect(written.run).toMatchObject({ seed: 5, options: { cases: 0 } });
  });
});

test.each([
  [["--like-must"], "--like-must: name the record to be like with --like RECORD"],
  [["--like", "RECORD", "--shard", "1/2"], "--like is of a whole run: leave out --shard"],
])("%p is refused in a line", async (flags, words) => {
  await withFolder(async (folder) => {
    await runSome("--cases", "0", "--out", folder, "--quiet");
    const record = join(folder, FILES.json);
    const { code, stderr } = await runCommand(["run", ...flags.map((flag) => (flag === "RECORD" ? record : flag))]);
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(words);
  });
});
