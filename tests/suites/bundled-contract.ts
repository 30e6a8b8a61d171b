import { allRequirements } from "#spec/all-requirements.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { loadSources, resolveTrace } from "#spec/trace.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";

export const contract = loadBundledContract();
export const register: Operation = contract.operation("RegisterCluster");
export const describeOperation: Operation = contract.operation("DescribeCluster");
export const listOperation: Operation = contract.operation("ListClusters");
export const requirements = allRequirements(contract);

const sources = loadSources();

export const planned: readonly PlannedRequirement[] = requirements.map((requirement) => {
  const { quote } = requirement.trace;
  const { line, date } = resolveTrace(requirement.trace, sources) ?? { line: 0, date: "undated" };
  return { ...requirement, trace: { source: requirement.trace.source, line, quote, date } };
});

/** What a run is to judge when it is asked for those alone whose ids match: the others are disabled. */
export function onlyRequirements(asked: RegExp): PlannedRequirement[] {
  const excluded = { verdict: "disabled", reason: "not asked" } as const;
  return planned.map((each) => (asked.test(each.id) ? each : { ...each, excluded }));
}

/** All but two, which hundreds of cases break, all alike. */
export const WITHOUT_THE_MANY = onlyRequirements(/^(?!register\.(name\.pattern|connector-config\.provider\.enum)$)/);
