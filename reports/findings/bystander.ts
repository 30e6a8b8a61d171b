import type { Evidence } from "../../suites/record/kept-evidence.ts";
import type { CaseResult, RunRecord } from "../../suites/record/record.ts";
import { unsendable, type Step } from "./steps/steps.ts";
import { isCertainlyOurs, type Variable, variablesOf } from "./shell/variables.ts";

/** Another cluster beside those of the steps, as a run has them: some faults show it in the place of the one asked for. */
export interface Bystander {
  readonly step: Step;
  readonly variables: readonly Variable[];
}

/** The smallest registration that the record keeps: of those that had to be accepted, or else of those that were. */
export function bystanderOf({ operations, requirements }: RunRecord): Bystander | undefined {
  const path = operations.find(({ id }) => id === "RegisterCluster")?.path;
  const cases = requirements.flatMap((requirement) => requirement.cases);
  const ofPath = (all: readonly Evidence[]): Bystander[] =>
    all.filter(({ request, response }) => request.path === path && response?.status === 200).flatMap(asBystander);
  const [rightly, taken] = [cases.flatMap(rightlyAccepted), cases.flatMap(({ exchanges }) => exchanges)].map(ofPath);
  return smallest(rightly ?? []) ?? smallest(taken ?? []);
}

function rightlyAccepted({ expectation, verdict, judgement, exchanges }: CaseResult): Evidence[] {
  const decisive = exchanges.at(judgement.exchange ?? -1);
  return expectation === "must-accept" && verdict === "pass" && decisive !== undefined ? [decisive] : [];
}

/** Under a name of its own, which is made anew each time, as its token is. */
function asBystander(evidence: Evidence): Bystander[] {
  const step: Step = { number: 0, evidence };
  const variables = variablesOf([step]).map((one) => ({ ...one, name: `bystander_${one.kind}` }));
  const name = variables.find(({ kind }) => kind === "name");
  return name !== undefined && isCertainlyOurs(name) && unsendable(evidence) === undefined ? [{ step, variables }] : [];
}

function smallest(all: readonly Bystander[]): Bystander | undefined {
  const sizeOf = ({ step }: Bystander): number => step.evidence.request.body?.bytes ?? 0;
  return all.toSorted((one, other) => sizeOf(one) - sizeOf(other))[0];
}
