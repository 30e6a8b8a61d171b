import { expect, test } from "@jest/globals";
import { whyNotJudgedInService } from "#suites/service/judging/presence/why-not-judged-in-service.ts";
import { whyNotJudged } from "#suites/run/why-not-judged.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { serviceOperations } from "#suites/service/run/service-operations.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const contract = loadEksContract();
const { context } = serviceSetting({ contract, table: loadEksResources(contract) }, widgetTarget());
for (const id of contract.operations.keys()) {
  context.presence.set(id, { status: "implemented", reason: "200" });
}

/** Of a run that came to its end by itself. */
function whyOf(of: ServiceContext, requirement: PlannedRequirement) {
  return whyNotJudged({ aborted: false, stopped: undefined }, whyNotJudgedInService(of))(requirement);
}

test("what could not be made for want of an operation blocks the operations on it, however deep, and none that was tried", () => {
  const { context: without } = serviceSetting({ contract, table: loadEksResources(contract) }, widgetTarget());
  without.presence.set("CreateCluster", { status: "not-implemented", reason: "404" });
  without.presence.set("ListNodegroups", { status: "implemented", reason: "200" });
  const why = (id: string) => {
    const found = without.requirements.get(id);
    return found && whyOf(without, found);
  };
  const blocked = { verdict: "not-applicable", missing: "CreateCluster" };
  expect(why("create.valid")).toMatchObject({ verdict: "not-implemented", missing: "CreateCluster" });
  for (const id of ["describe.valid", "create-nodegroup.valid", "describe-nodegroup.valid", "update-addon.applied"])
    expect(why(id)).toMatchObject({ ...blocked, reason: "blocked by CreateCluster, which is not implemented" });
  expect(why("list-nodegroups.valid")?.missing).toBeUndefined();
  const operations = serviceOperations(without, new Set(["DescribeCluster"]));
  expect(operations.find(({ id }) => id === "DescribeNodegroup")).toMatchObject(blocked);
  expect(operations.find(({ id }) => id === "DescribeCluster")).toMatchObject({ verdict: "pass" });
});

test("what nothing can remove leaves no room, which is its operation's matter, and no flag's", () => {
  const { context: full } = serviceSetting({ contract, table: loadEksResources(contract) }, widgetTarget());
  const about = full.requirements.get("register.valid");
  full.unmade.set("register.valid", { removal: "DeregisterCluster" });
  full.presence.set("RegisterCluster", { status: "implemented", reason: "200" });
  const why = () => about && whyOf(full, about);
  expect(why()?.verdict).toBe("disabled");
  expect(why()?.reason).toContain("--max-live");
  full.presence.set("DeregisterCluster", { status: "not-implemented", reason: "404" });
  expect(why()).toMatchObject({ verdict: "not-applicable", missing: "DeregisterCluster" });
});

/** Each requirement that may have gone without a case, and why. */
test.each([
  ["list-addons.cluster-name.min-length", "no request could be made that differs from the plain one in this alone"],
  ["create-nodegroup.required.accepts", "the plain request shows it, and is judged by itself"],
  ["update-cluster-config.resources-vpc-config.type.accepts", "the plain request needs the member as it is"],
  ["associate-encryption-config.encryption-config.max-items.accepts", "the member names what is there already"],
  [
    "disassociate-identity-provider-config.client-request-token.type.accepts",
    "what is deleted is gone for the cases after it",
  ],
  ["update-addon.applied", "nothing that was answered in this run shows whether it holds"],
])("%s goes without a verdict, and says why", (id, why) => {
  const found = context.requirements.get(id);
  const reason = found && whyOf(context, found).reason;
  expect(reason).toMatch(new RegExp(`^not exercised: ${why}`));
});
