import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../../dist/cli/started/process-group.js", import.meta.url));

/** A process that leads a group, with another one in it, `other`, which waits for half a minute. */
export function groupLeader(code: string): ChildProcess {
  const program = `
    import { spawn } from "node:child_process";
    import { endOwnGroup } from ${JSON.stringify(BUILT)};
    process.on("SIGTERM", () => {});
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 30_000)"], { stdio: "ignore" });
    ${code}`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}
