// Where the scheduler puts a server that the client wakes: left to it, or on another core than the client's.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Asked once: a thread bound to a core is told of that one alone. */
const CORES = availableParallelism();

/** Linux's `taskset` can tell the threads of two processes apart. */
export const canPlace = process.platform === "linux" && CORES >= 2 && runs("taskset", "-V");

/**
 * Gives this process's main thread one core and the server's another, so that a request and the judging of the answer
 * before it do not take turns on one. Threads that compile and collect garbage stay where the scheduler wants them.
 * Answers how to undo it.
 */
export function placeApart(serverPid) {
  place(process.pid, "0");
  place(serverPid, "1");
  return () => place(process.pid, `0-${CORES - 1}`);
}

/** A main thread's id is its process's. */
function place(pid, cores) {
  if (!runs("taskset", "-pc", cores, String(pid))) throw new Error(`taskset cannot give process ${pid} core ${cores}`);
}

function runs(command, ...args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
