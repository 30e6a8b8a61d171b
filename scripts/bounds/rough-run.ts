import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import type { BoundsSituation } from "./bounds-situations.ts";
import { startRough } from "./rough-target.ts";
import { startSwallowing } from "./swallowing-address.ts";

const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));
/** Far more than any bound: what takes longer is ended. */
const PATIENCE_MS = 180_000;

/** How a run at a rough target ended: its exit code, or what killed it, and the time that it took. */
interface RoughEnd {
  readonly code: number | string;
  readonly ms: number;
}

/** Runs the suite at a rough target; it writes to `out`. `limit` is the time limit in seconds. */
export async function roughRun(situation: BoundsSituation, out: string, limit: number | undefined): Promise<RoughEnd> {
  const { spec, patches, habits, flags = [], treat, swallows = false, interruptAt, changesAt } = situation;
  const begun = new AbortController();
  // A time limit counts from the start.
  const beginsAt = interruptAt ?? (limit === undefined ? changesAt : undefined);
  const target = await startRough(
    (asked) => {
      if (asked.count + 1 === beginsAt) begun.abort();
      return treat?.(asked) ?? { kind: "hang" };
    },
    { spec, patches, habits },
  );
  if (treat === undefined) target.close();
  const swallowing = swallows ? await startSwallowing() : undefined;
  const place = ["--endpoint-url", (swallowing ?? target).url, "--no-sign", "--seed", "1", "--out", out];
  const limited = limit === undefined ? [] : ["--time-limit", String(limit)];
  const judged = spec === undefined ? [] : ["--spec", spec];
  try {
    return await ended(["run", ...place, ...limited, ...flags, ...judged], begun.signal, interruptAt !== undefined);
  } finally {
    swallowing?.close();
    target.close();
  }
}

/** The time counts from `begun` on, where it ever aborts; `interrupted`: it is a Ctrl-C. */
function ended(args: readonly string[], begun: AbortSignal, interrupted: boolean): Promise<RoughEnd> {
  let from = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: "ignore" });
  begun.addEventListener("abort", () => {
    from = performance.now();
    if (interrupted) child.kill("SIGINT");
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? "", ms: performance.now() - from });
    });
  });
}
