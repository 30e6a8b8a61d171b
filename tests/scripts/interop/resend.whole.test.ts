import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { ROOT } from "#tests/helpers/action-file.ts";

const SELECTION = [
  "--cases",
  "1",
  "--seed",
  "3",
  "--select",
  "register.tags.max-properties",
  "--select",
  "list.excludes-connected",
];
const MINUTE = 60_000;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-resend-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function node(args: readonly string[]): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout });
    });
  });
}

async function recordOf(fault: string): Promise<string> {
  const server = await startReferenceServer({ fault });
  try {
    const run = ["run", "--endpoint-url", server.url, "--format", "json", "--out", folder, ...SELECTION];
    expect((await runCommand(run)).code).toBe(1);
    return join(folder, "run.json");
  } finally {
    await server.close();
  }
}

async function resend(record: string, server: { url: string; close: () => Promise<void> }) {
  try {
    const script = join(ROOT, "dist/scripts/interop/resend.js");
    const { code, stdout } = await node([script, "--record", record, "--endpoint-url", server.url]);
    return { code, lines: stdout.trim().split("\n") };
  } finally {
    await server.close();
  }
}

needing("curl").test.each(["tags-limit-not-enforced", "list-shows-connected-clusters"])(
  "%s: the finding comes out again by plain curl, and differs once it is mended",
  async (fault) => {
    const record = await recordOf(fault);
    const again = await resend(record, await startReferenceServer({ fault }));
    expect(again.code).toBe(0);
    expect(again.lines.at(-1)).toMatch(/run\.json: ([1-9]\d*) of \1 as recorded$/);
    const mended = await resend(record, await startReferenceServer({}));
    expect(mended.code).toBe(1);
    expect(mended.lines.at(-1)).toMatch(/run\.json: 0 of /);
    expect(mended.lines[0]).toContain("DIFFERS in ");
  },
  2 * MINUTE,
);

describe("docs/findings", () => {
  const FINDINGS = join(ROOT, "docs/findings");
  const board = readFileSync(join(ROOT, "docs/emulators.md"), "utf8");
  const pages = readdirSync(FINDINGS).flatMap((id) => readdirSync(join(FINDINGS, id)).map((file) => `${id}/${file}`));

  test("are the pages that the scoreboard leads to", () => {
    const linked = [...board.matchAll(/\(findings\/([^)]+)\)/g)].map(([, page]) => page);
    expect(linked.sort()).toEqual(pages.sort());
  });

  test.each(pages)("%s can be sent as it is", (page) => {
    const text = readFileSync(join(FINDINGS, page), "utf8");
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(["Request", "Expected", "Received"]);
    const shell = /^`{3,}sh\n(.*?)\n`{3,}$/ms.exec(text)?.[1]?.split("\n") ?? [];
    expect(shell[0]).toMatch(/^export ENDPOINT=http:\/\/127\.0\.0\.1:\d+ AWS_ACCESS_KEY_ID=/);
    for (const line of shell.slice(1)) expect(line).toMatch(/^(printf .* \| )?curl -i .*"\$ENDPOINT"/);
    expect(shell.length).toBeGreaterThan(1);
    expect(text).toMatch(/^Source: \S+/m);
    expect(text).toMatch(/^> \S+/m);
  });
});
