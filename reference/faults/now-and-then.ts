import type { Fault } from "../fault.ts";
import { crash, family } from "./family.ts";

interface Crash {
  readonly id: string;
  readonly sentence: string;
  readonly nth: number;
  /** What is counted, and fails. */
  readonly at: "newCluster" | "nameRequired" | "findRegistered" | "visibleClusters";
}

const CRASHES: readonly Crash[] = [
  {
    id: "crash-on-every-fifth-registration",
    sentence: "Fails with 500 on every fifth registration.",
    nth: 5,
    at: "newCluster",
  },
  {
    id: "crash-on-every-fifteenth-registration",
    sentence: "Fails with 500 on every fifteenth registration: never twice for one request, and too often for chance.",
    nth: 15,
    at: "nameRequired",
  },
  {
    id: "crash-on-every-tenth-deregistration",
    sentence: "Fails with 500 on every tenth deregistration.",
    nth: 10,
    at: "findRegistered",
  },
  {
    id: "crash-on-every-tenth-list",
    sentence: "Fails with 500 on every tenth list: seldom among all requests, and too often among lists.",
    nth: 10,
    at: "visibleClusters",
  },
];

function crashing({ id, sentence, nth, at }: Crash): Omit<Fault, "area"> {
  return {
    id,
    sentence,
    requirements: ["api.no-server-error"],
    patch: (behaviours) => {
      let count = 0;
      const own = behaviours[at] as (...args: unknown[]) => unknown;
      const failing = (...args: unknown[]): unknown => (++count % nth === 0 ? crash() : own(...args));
      return { [at]: failing };
    },
  };
}

/** Failures that never come twice for one request. */
export const NOW_AND_THEN = family("error-mapping", CRASHES.map(crashing));
