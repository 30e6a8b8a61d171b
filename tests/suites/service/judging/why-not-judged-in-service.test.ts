import { expect, test } from "@jest/globals";
import { whyNotJudgedInService } from "../../../../suites/service/judging/why-not-judged-in-service.ts";
import { loadEksContract } from "../../../../spec/contract/load.ts";
import { loadEksResources } from "../../../../spec/resources/load-eks-resources.ts";
import { widgetTarget } from "../../../helpers/widgets/widgets.ts";
import { serviceSetting } from "../service-setting.ts";

const contract = loadEksContract();
const { context } = serviceSetting({ contract, table: loadEksResources(contract) }, widgetTarget());
for (const id of contract.operations.keys()) {
  context.presence.set(id, { status: "implemented", reason: "200" });
}

/** Each requirement that may have gone without a case, and why. */
test.each([
  ["list-addons.cluster-name.min-length", "no request could be made that differs from the plain one in this alone"],
  ["create-nodegroup.required.accepts", "the plain request shows it, and is judged by itself"],
  ["update-cluster-config.resources-vpc-config.type.accepts", "the plain request needs the member as it is"],
  ["associate-encryption-config.encryption-config.max-items.accepts", "the member names what is there already"],
  [
    "disassociate-identity-provider-config.client-request-token.type.accepts",
    "what a deletion takes is gone for the cases after it",
  ],
  ["update-addon.applied", "nothing that was answered in this run shows whether it holds"],
])("%s goes without a verdict, and says why", (id, why) => {
  const found = context.requirements.get(id);
  const reason = found && whyNotJudgedInService(found, { aborted: false, stopped: undefined }, context).reason;
  expect(reason).toMatch(new RegExp(`^not exercised: ${why}`));
});
