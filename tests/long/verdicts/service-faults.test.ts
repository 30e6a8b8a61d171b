import { expect, test } from "@jest/globals";
import { runServiceServer } from "#cli/selftest/run-service-server.ts";

test.each([
  ["a change to a version", "update-cluster-version.effect.missing", "update-cluster-version.applied"],
  ["an insight that is not shown", "describe-insight.insight.missing", "describe-insight.names"],
  ["a deletion that deletes nothing", "delete-nodegroup.effect.missing", "delete-nodegroup.gone"],
  [
    "an optional member kept with another value",
    "create-nodegroup.scaling-config.altered",
    "create-nodegroup.shown.optional",
  ],
  [
    "an optional member changed to another value",
    "update-addon.configuration-values.altered",
    "update-addon.applied.optional",
  ],
  ["a token of a change", "update-cluster-config.client-request-token.ignored", "update-cluster-config.token"],
  [
    "a token of what the service names",
    "create-pod-identity-association.client-request-token.ignored",
    "create-pod-identity-association.token",
  ],
  [
    "an answer without what was made",
    "create-pod-identity-association.association.missing",
    "create-pod-identity-association.names",
  ],
  [
    "a change that does not say of what",
    "update-access-entry.access-entry.principal-arn.missing",
    "update-access-entry.names",
  ],
  ["a name of a few that is taken", "create-addon.taken.wrong-status", "create-addon.taken"],
  [
    "pages of a list that nobody writes into",
    "describe-cluster-versions.next-token.missing",
    "describe-cluster-versions.pages.whole",
  ],
  [
    "pages of a list of two of a few",
    "list-associated-access-policies.page-size.ignored",
    "list-associated-access-policies.pages.size",
  ],
  ["a limit of a deletion", "delete-addon.preserve.type.not-enforced", "delete-addon.preserve.type"],
])("%s: %s is caught by %s", async (_what, id, requirement) => {
  const { findings } = await runServiceServer({ kind: "service-fault", id }, { seed: 1, untilCaught: true });
  expect(findings.map((finding) => finding.requirement)).toContain(requirement);
});
