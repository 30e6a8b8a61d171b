import { join } from "node:path";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { sizes } from "#tests/helpers/soak.ts";
import { runCli, withFolder } from "#tests/helpers/cli-process.ts";

const CASES = sizes(40, 200);

/** What a run took of the machine, as the process itself counts it when it ends. */
interface Taken {
  readonly requests: number;
  /** Of all its threads, so the embedded server's, too: other work on the machine has no part in it. */
  readonly cpuMs: number;
  readonly memoryMb: number;
}

// Written where the command's own output has no part, by a module that the process loads before the command.
const COUNTED = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from "node:fs";
  process.on("exit", () => writeFileSync(process.env.TAKEN_FILE, JSON.stringify(process.resourceUsage())));
`)}`;

async function taken(cases: number): Promise<Taken> {
  return withFolder(async (folder) => {
    const file = join(folder, "taken.json");
    const args = ["run", "--seed", "1", "--cases", String(cases), "--format", "json", "--quiet", "--out", folder];
    const ended = await runCli(args, { NODE_OPTIONS: `--import ${COUNTED}`, TAKEN_FILE: file });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { userCPUTime, systemCPUTime, maxRSS } = read<NodeJS.ResourceUsage>(file);
    const { traffic } = read<{ traffic: { requests: number } }>(join(folder, "run.json"));
    return {
      requests: traffic.requests,
      cpuMs: (userCPUTime + systemCPUTime) / 1000,
      memoryMb: maxRSS / 1024,
    };
  });
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

test("eight times the cases take at most nine times the time, and hardly more memory", async () => {
  const few = await taken(CASES);
  const many = await taken(8 * CASES);
  const grown = many.requests / few.requests;
  expect(grown).toBeGreaterThan(3);
  expect(many.cpuMs / few.cpuMs).toBeLessThan(grown * (9 / 8));
  expect(many.memoryMb / few.memoryMb).toBeLessThan(1.5);
});
