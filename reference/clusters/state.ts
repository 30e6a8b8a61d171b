import type { Cluster, Registration } from "./cluster.ts";

/** A registration remembered for its token. */
interface RememberedRegistration {
  readonly registration: Registration;
  readonly cluster: Cluster;
}

/** What one server knows. */
export interface State {
  readonly clusters: Map<string, Cluster>;
  readonly tokens: Map<string, RememberedRegistration>;
  /** Registrations that succeeded so far, replays not counted. */
  registrations: number;
}

export function emptyState(): State {
  return { clusters: new Map(), tokens: new Map(), registrations: 0 };
}
