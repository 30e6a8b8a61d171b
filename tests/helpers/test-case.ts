import type { Case } from "#suites/registration/session/cluster-case.ts";

/** A case that reads, about `register.route` unless said otherwise. */
export function aCase(run: Case["run"], parts: Partial<Case> = {}): Case {
  return {
    id: "case",
    kind: "scenario",
    requirements: ["register.route"],
    summary: "",
    needs: [],
    effect: "read",
    live: 0,
    run,
    ...parts,
  };
}
