import { expect } from "@jest/globals";
import { FAULTS } from "../../../reference/faults.ts";
import { runFiles, TOLD } from "../../helpers/finding-files.ts";
import { sizes } from "../../helpers/soak.ts";
import { needing } from "../../helpers/needs/needing.ts";

const { describe, test, together } = needing("Hurl");

/** Every catalogued fault, or one of so many. */
const EVERY = sizes(90, 1);
/** Each of another form: names beyond ASCII, waiting in vain, lost answers, other cases' clusters, endless lists. */
const ALWAYS = [
  "tagging-drops-other-tags",
  "registered-again-refused",
  "bad-name-drops-connection",
  "deregister-removes-another-cluster-too",
  "list-never-ends",
  "constraint-violations-with-status-200",
];
const CATALOGUED = FAULTS.filter(({ id }, at) => at % EVERY === 0 || ALWAYS.includes(id));

describe("every finding of a seeded fault has a file that fails there, and holds at a server that has no fault", () => {
  together.each(CATALOGUED.map((fault) => [fault.id, fault.requirements] as const))("%s", async (fault, select) => {
    const { results, left } = await runFiles(fault, { select, cases: 1 });
    for (const result of results) expect(result).toMatchObject(TOLD);
    expect(left).toEqual([]);
  });
});

test("so has one of servers that compress their bodies", async () => {
  const requirement = "describe.after-register";
  const options = { select: [requirement], cases: 0, variant: "bodies-compressed" };
  const { results, left } = await runFiles("last-tag-dropped", options);
  expect(results).toEqual([{ requirement, ...TOLD }]);
  expect(left).toEqual([]);
});

test("a finding of an unsigned registration has one, too", async () => {
  const requirement = "api.auth.unsigned";
  const { results } = await runFiles("unsigned-registrations-accepted", {
    select: [requirement],
    auth: true,
    cases: 0,
  });
  expect(results).toEqual([{ requirement, ...TOLD }]);
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
].slice(0, sizes(1, 10));

describe("so does one of all of EKS, whose file makes what the finding is about, and removes it", () => {
  together.each(SERVICE_FAULTS)("%s", async (fault, select) => {
    const { results } = await runFiles(fault, { spec: "eks", select: [select] });
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) expect(result).toMatchObject(TOLD);
  });
});
