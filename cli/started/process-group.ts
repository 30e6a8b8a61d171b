/** Milliseconds for the processes of a group to end by themselves once they were asked to. */
const GRACE_MS = 3_000;
/** Milliseconds after which a group is ended from outside, where its leader did not do so: more than it takes. */
export const PATIENCE_MS = 5_000;

/** Ends the group that this process leads, and with it this process: first it asks. */
export function endOwnGroup(): void {
  process.kill(-process.pid, "SIGTERM");
  setTimeout(killOwnGroup, GRACE_MS);
}

/** The same at once. */
export function killOwnGroup(): void {
  process.kill(-process.pid, "SIGKILL");
}

/** Ends another process's group at once; it may be gone already, or never have begun. */
export function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
