import type { FaultRow, KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { HOSTILE } from "./records.ts";

export function aFaultRow(parts: Partial<FaultRow> = {}): FaultRow {
  return {
    id: "name-max-length-not-enforced",
    sentence: "Accepts a name of any length.",
    area: "input-constraints",
    status: "killed",
    killedBy: [{ requirement: "register.name.max-length", verdict: "fail", atRequest: 41 }],
    missedBy: [],
    alsoCaughtBy: [{ requirement: "register.response.echo", verdict: "fail", atRequest: 1802 }],
    requestsToCatch: 41,
    requests: 1893,
    ...parts,
  };
}

/** Three faults, of which one survives and one is misplaced; one false alarm; one requirement without a fault. */
export const aKillMatrix: KillMatrix = {
  schemaVersion: 1,
  tool: { name: "eks-conformance", version: "0.1.0" },
  seed: 7,
  cases: 3,
  partial: false,
  faults: [
    aFaultRow(),
    aFaultRow({
      id: "put-accepted",
      sentence: "Registers with `PUT` too.",
      area: "routing",
      status: "survived",
      killedBy: [],
      missedBy: ["register.route"],
      alsoCaughtBy: [],
    }),
    aFaultRow({
      id: "error-status-200",
      sentence: "Answers errors with status 200.",
      area: "error-mapping",
      status: "misplaced",
      killedBy: [],
      missedBy: ["api.error.status"],
    }),
  ].map((row) => {
    const { requestsToCatch, ...rest } = row;
    return row.status === "killed" ? { ...rest, requestsToCatch: requestsToCatch ?? 1 } : rest;
  }),
  drawn: [],
  conforming: [
    {
      id: "plain",
      sentence: "The reference server as it is.",
      verdict: "conformant",
      falseAlarms: [],
      left: [],
      cases: 1022,
      requests: 1880,
    },
    {
      id: "list-lags",
      sentence: "Lists a cluster late.",
      verdict: "non-conformant",
      falseAlarms: [{ requirement: "lifecycle.deregister", verdict: "fail" }],
      left: ["conf-1"],
      cases: 1022,
      requests: 1900,
    },
  ],
  failed: [],
  requirements: [
    {
      id: "register.name.max-length",
      area: "input-constraints",
      level: "MUST",
      aimed: 1,
      alone: 1,
      kills: ["name-max-length-not-enforced"],
      alsoCatches: [],
    },
    {
      id: "register.response.echo",
      area: "response-semantics",
      level: "MUST",
      aimed: 0,
      alone: 0,
      kills: [],
      alsoCatches: ["name-max-length-not-enforced", "error-status-200"],
    },
    { id: "register.route", area: "routing", level: "MUST", aimed: 1, alone: 1, kills: [], alsoCatches: [] },
  ],
  unexercised: ["register.route"],
  medianRequestsToCatch: 41,
  passed: false,
};

/** Nothing in such a file is to be trusted either. */
export const hostileKillMatrix: KillMatrix = {
  ...aKillMatrix,
  tool: { name: HOSTILE[0] ?? "", version: HOSTILE[6] ?? "" },
  faults: HOSTILE.map((text, index) =>
    aFaultRow({ id: `${index} ${text}`, sentence: text, killedBy: [{ requirement: text, verdict: "fail" }] }),
  ),
  conforming: aKillMatrix.conforming.map((row) => ({ ...row, id: HOSTILE[1] ?? "", sentence: HOSTILE.join(" ") })),
  failed: HOSTILE.map((text) => ({ server: text, failure: text })),
  unexercised: HOSTILE,
};
