import type { Behaviours } from "./behaviours.ts";
import type { Patch } from "./fault.ts";

/** Puts these behaviours in place of the server's own. */
export function replace(changes: Partial<Behaviours>): Patch {
  return (behaviours) => ({ ...behaviours, ...changes });
}

/** Puts behaviours in place of the server's own that fall back on them. */
export function wrap(make: (behaviours: Behaviours) => Partial<Behaviours>): Patch {
  return (behaviours) => ({ ...behaviours, ...make(behaviours) });
}

/** One patch after the other. */
export function all(...patches: readonly Patch[]): Patch {
  return (behaviours) => patches.reduce((patched, patch) => patch(patched), behaviours);
}
