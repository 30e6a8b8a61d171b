/**
 * The cases a run begins with, for `--fail-fast`: those special to registered clusters that catch most seeded faults for
 * their requests. `npm run opening` prints the list anew.
 */
export const OPENING: readonly string[] = [
  "lifecycle/describe-after-register",
  "authentication/corrupt-signature",
  "idempotency/no-token",
  "lifecycle/deregister",
  "authentication/malformed-1",
  "authentication/unknown-key",
  "authentication/too-old",
  "register/ordinary/tag-blanks",
  "idempotency/replay",
];
