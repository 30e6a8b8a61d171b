import type { Contract } from "#spec/contract/contract.ts";
import { ContractError } from "#spec/contract/contract-error.ts";
import { constraintRequirements } from "./derive-constraints.ts";
import { errorRequirements } from "./derive-errors.ts";
import { responseRequirements } from "./derive-response.ts";
import { responseHeaderRequirements } from "./derive-response-headers.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";

/**
 * The requirements that the contract document states by itself, in its order: constraints of the input, shape of the
 * success response, status and members of each error. Throws a ContractError when two of them have one id.
 */
export function deriveRequirements(contract: Contract): Requirement[] {
  const requirements = [...contract.operations.values()].flatMap((operation) =>
    [
      ...constraintRequirements(contract, operation),
      ...responseRequirements(contract, operation),
      ...responseHeaderRequirements(contract, operation),
      ...errorRequirements(contract, operation),
    ].map((requirement) => ofFeature(operation, ofOtherPage(operation, requirement))),
  );
  const seen = new Set<string>();
  for (const { id } of requirements) {
    if (seen.has(id)) {
      const what = `two parts of the document lead to the requirement ${id}`;
      throw new ContractError({ file: contract.file, pointer: "", what, mend: "rename one of the members or errors" });
    }
    seen.add(id);
  }
  return requirements;
}

/** The requirement, with the feature that its operation belongs to. */
function ofFeature({ feature }: Operation, requirement: Requirement): Requirement {
  return feature === undefined ? requirement : { ...requirement, feature };
}

/** The one page that is vendored, and what it is about. */
const PAGE = { source: "register-cluster.txt", operation: "RegisterCluster" } as const;

/** The requirement, with a word on a quote that is of another operation's page. */
function ofOtherPage({ id }: Operation, requirement: Requirement): Requirement {
  if (requirement.trace.source !== PAGE.source || id === PAGE.operation) return requirement;
  const { remark } = requirement;
  const said = `The quote is of the page of ${PAGE.operation}; the model gives ${id} the same shape.`;
  return { ...requirement, remark: remark === undefined ? said : `${said} ${remark}` };
}
