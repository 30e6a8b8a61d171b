import { expect } from "@jest/globals";
import { runScripts, type ScriptResult } from "../../helpers/finding-scripts.ts";
import { sizes } from "../../helpers/soak.ts";
import { needing } from "../../helpers/needs/needing.ts";

const { describe, test } = needing("curl");

const FAULTS = [
  // Seen beside another cluster alone.
  "describe-of-latest-cluster",
  // Walks a list, and then asks for it once more.
  "next-page-skips-a-name",
  "resource-not-found-message-as-object",
  "tag-values-in-lower-case",
  "created-at-iso",
  "activation-code-same-for-all",
  "refused-for-its-name-but-registered",
  "success-body-with-trailing-comma",
  "crash-on-nul-in-name",
  "replay-carried-out-again",
  "last-tag-dropped",
  "describe-finds-nothing",
  "deregister-twice-succeeds",
  "name-max-length-not-enforced",
].slice(0, sizes(2, 14));

const TOLD = { faulty: 1, sound: 0, nobody: 2, leftBehind: [] } satisfies Partial<ScriptResult>;

describe("every finding of a seeded fault has a script that shows it, and is content with a server that has no fault", () => {
  test.each(FAULTS)("%s", async (fault) => {
    const { results, left } = await runScripts(fault);
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(result).toMatchObject(TOLD);
    }
    expect(left).toEqual([]);
  });
});

test("so has one of servers that compress their bodies", async () => {
  const requirement = "describe.after-register";
  const { results, left } = await runScripts("last-tag-dropped", {
    select: [requirement],
    cases: 0,
    variant: "bodies-compressed",
  });
  expect(results).toEqual([{ requirement, ...TOLD }]);
  expect(left).toEqual([]);
});

test("a finding of an unsigned registration has one, too", async () => {
  const { results } = await runScripts("unsigned-registrations-accepted", {
    select: ["api.auth.unsigned"],
    auth: true,
    cases: sizes(0, 2),
  });
  expect(results).toEqual([{ requirement: "api.auth.unsigned", faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
});

/** Faults of all of EKS: the fault, and the requirements that are judged. */
const SERVICE_FAULTS = [
  ["create-nodegroup.nodegroup-name.required.not-enforced", "create-nodegroup.nodegroup-name.*"],
  ["describe-pod-identity-association.status.wrong", "describe-pod-identity-association.*"],
  ["list-capabilities.last.missing", "list-capabilities.*"],
  ["create-capability.tags.lost", "create-capability.tags.shown"],
  ["associate-access-policy.access-scope.type.enum.not-enforced", "associate-access-policy.*"],
  ["disassociate-identity-provider-config.unknown.accepted", "disassociate-identity-provider-config.*"],
  ["describe-update.update.retyped", "describe-update.*"],
  ["tag-resource.tags.required.not-enforced", "tag-resource.*"],
  ["activate-certificate-authority.unknown.wrong-code", "activate-certificate-authority.*"],
  ["update-eks-anywhere-subscription.auto-renew.required.not-enforced", "update-eks-anywhere-subscription.*"],
].slice(0, sizes(3, 10));

describe("so does one of all of EKS, whose script makes what the finding is about, and removes it", () => {
  test.each(SERVICE_FAULTS)("%s", async (fault, select) => {
    const { results } = await runScripts(fault, { spec: "eks", select: [select] });
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) expect(result).toMatchObject(TOLD);
  });
});
