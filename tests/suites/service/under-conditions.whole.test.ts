// Drawn faults: each shows under a condition alone, so one answer of its operation does not tell.
import { describe, expect, test } from "@jest/globals";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { runWhole } from "./whole-service.ts";

const draw = faultDrawer(serviceOf("eks"));

describe("what is wrong under a condition alone is found", () => {
  test.each([
    [310_147, "UpdateAddon: Keeps another configurationValues", "update-addon.applied.optional"],
    [310_137, "UpdateCapability: Answers as if it had changed", "update-capability.applied.optional"],
    [310_176, "AssociateIdentityProviderConfig: Answers what is not", "associate-identity-provider-config.unknown"],
    [310_115, "CreateFargateProfile: Answers invalid", "create-fargate-profile.pod-execution-role-arn.required"],
    [154, "ListCertificateAuthorities: Answers the first page", "list-certificate-authorities.pages.whole"],
    [197, "ListAccessEntries: Answers everything on one page", "list-access-entries.pages.size"],
    [353, "ListAddons: Never says that there is another page", "list-addons.pages.whole"],
  ])("in a life with other names, tags or parents: %i, %s", async (drawn, what, requirement) => {
    expect(draw(drawn).sentence).toContain(what);
    const { verdicts } = await runWhole({ drawn, select: [requirement, "describe-*.valid"] });
    expect(["fail", "warn"]).toContain(verdicts.get(requirement));
  });

  test.each([
    [310_186, "DeleteCertificateAuthority: Finds", "delete-certificate-authority.elsewhere"],
    [310_273, "DescribeAddonConfiguration: Answers invalid", "describe-addon-configuration.addon-version.required"],
    [310_149, "AssociateAccessPolicy: Keeps another accessScope", "associate-access-policy.shown"],
  ])("now and then: %i, %s", async (drawn, what, requirement) => {
    expect(draw(drawn).sentence).toContain(what);
    const { verdicts } = await runWhole({ drawn, select: [requirement.replace(/\..*/, ".*")] });
    expect(verdicts.get(requirement)).toBe("fail");
  });
});
