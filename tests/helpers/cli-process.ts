import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "#suites/record/record.ts";

/** The built command. */
export const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliProcess {
  readonly child: ChildProcess;
  readonly done: Promise<CliResult>;
  /** Resolves when standard output or error holds the text. */
  seen(text: string): Promise<void>;
}

/** The variables that would lead a run elsewhere are taken out. */
export function cleanEnv(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|CI$|GITHUB_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", AWS_CONFIG_FILE: "/dev/null", ...extra };
}

/** Starts the built command, as a user would. */
export function startCli(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = tmpdir()): CliProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: cleanEnv(env),
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  const take = (append: (text: string) => void) => (chunk: Buffer) => {
    append(chunk.toString("utf8"));
    for (const listener of listeners) listener();
  };
  child.stdout.on(
    "data",
    take((text) => (stdout += text)),
  );
  child.stderr.on(
    "data",
    take((text) => (stderr += text)),
  );
  const done = new Promise<CliResult>((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
  const seen = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!stdout.includes(text) && !stderr.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  return { child, done, seen };
}

export function runCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return startCli(args, env).done;
}

/** A folder for one test; gone when the callback is done. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-test-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface RunResult extends CliResult {
  readonly record: RunRecord;
  readonly folder: string;
}

/** `run` against an endpoint with few random cases, and the record that it left. */
export function runAgainst(endpoint: string, extra: readonly string[] = []): Promise<RunResult> {
  return withFolder(async (folder) => {
    const args = ["run", "--endpoint-url", endpoint, "--out", folder, "--cases", "2", "--seed", "7", ...extra];
    const result = await runCli(args);
    return { ...result, folder, record: readRunRecord(folder) };
  });
}

export function readRunRecord(folder: string): RunRecord {
  return JSON.parse(readFileSync(join(folder, "run.json"), "utf8")) as RunRecord;
}

/** Requirements with this verdict. */
export function withVerdict(record: RunRecord, ...verdicts: readonly string[]): string[] {
  return record.requirements.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);
}
