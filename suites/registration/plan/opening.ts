/**
 * The cases a run begins with, for `--fail-fast`: those special to registered clusters that catch most seeded faults for
 * their requests. `npm run opening` prints the list anew.
 */
export const OPENING: readonly string[] = [
  "lifecycle/describe-after-register",
  "idempotency/no-token",
  "lifecycle/deregister",
  "idempotency/replay",
];
