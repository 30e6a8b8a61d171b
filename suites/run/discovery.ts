import type { Presence } from "./operation-presence.ts";

/** What the control stage finds out about an endpoint. */
export interface Discovery {
  readonly operations: ReadonlyMap<string, Presence>;
  /** The endpoint turns away what is not signed. */
  readonly signaturesCount: boolean;
}

export const NOTHING_FOUND: Discovery = { operations: new Map(), signaturesCount: false };

export function isMissing({ operations }: Discovery, operation: string): boolean {
  return operations.get(operation)?.status === "not-implemented";
}
