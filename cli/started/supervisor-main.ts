/**
 * Runs one command in the process group that this process leads, and ends the whole group when the command ends or when
 * whoever started this process is gone, however that ended.
 */
import { spawn } from "node:child_process";
import type { CommandEnd } from "./end-in-words.ts";

/** Milliseconds for the command to end by itself once it was asked to. */
const GRACE_MS = 3_000;

const [file = "", ...args] = process.argv.slice(2);
// Signals for the group are meant for the command.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

const command = spawn(file, args, { stdio: ["ignore", "inherit", "inherit"] });
command.once("error", (error: NodeJS.ErrnoException) => tellEnd({ notStarted: error.code ?? error.message }));
command.once("exit", (code, signal) => tellEnd({ code: code ?? undefined, signal: signal ?? undefined }));
process.once("disconnect", () => {
  signalGroup("SIGTERM");
  setTimeout(() => signalGroup("SIGKILL"), GRACE_MS);
});

function tellEnd(end: CommandEnd): void {
  // What the command had started goes with it, and this process too.
  if (process.connected) process.send?.(end, () => signalGroup("SIGKILL"));
  else signalGroup("SIGKILL");
}

function signalGroup(signal: NodeJS.Signals): void {
  process.kill(-process.pid, signal);
}
