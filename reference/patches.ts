import type { Behaviours, Call } from "./behaviours.ts";
import type { Patch } from "./fault.ts";
import type { Transport } from "./message.ts";

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

/** Answers to calls such as these travel otherwise. */
export function answersSent(change: Partial<Transport>, when: (call: Call) => boolean): Patch {
  return wrap((behaviours) => ({
    transport: (call) => ({ ...behaviours.transport(call), ...(when(call) ? change : {}) }),
  }));
}
