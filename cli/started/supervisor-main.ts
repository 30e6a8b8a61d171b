/**
 * Runs one command in the process group that this process leads, and ends the whole group when the command ends or when
 * whoever started this process is gone, however that ended.
 */
import { spawn } from "node:child_process";
import type { CommandEnd } from "./end-in-words.ts";
import { endOwnGroup, killOwnGroup } from "./process-group.ts";

const [file = "", ...args] = process.argv.slice(2);
// Signals for the group are meant for the command.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

const command = spawn(file, args, { stdio: ["ignore", "inherit", "inherit"] });
command.once("error", (error: NodeJS.ErrnoException) => tellEnd({ notStarted: error.code ?? error.message }));
command.once("exit", (code, signal) => tellEnd({ code: code ?? undefined, signal: signal ?? undefined }));
process.once("disconnect", endOwnGroup);

function tellEnd(end: CommandEnd): void {
  // What the command had started goes with it, and this process too.
  if (process.connected) process.send?.(end, killOwnGroup);
  else killOwnGroup();
}
