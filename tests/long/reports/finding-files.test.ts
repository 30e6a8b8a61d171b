import { expect } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { runFiles, TOLD } from "#tests/helpers/finding-files.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const { describe, test, together } = needing("Hurl");

/** Every catalogued fault, or one of so many. */
const EVERY = sizes(180, 1);
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

/** As EKS refuses access entries of a cluster that has the mode CONFIG_MAP. */
const MODE = {
  of: /^\S+ \/clusters\/[^/]+\/access-entries/,
  error: "InvalidRequestException",
  message:
    "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
};

/** Faults, each of another kind of finding: what the operation takes, shows, lists, has twice or has not. */
const OF_ACCESS_ENTRIES = [
  ["create-access-entry.kubernetes-groups.type.not-enforced", "create-access-entry.*"],
  ["create-access-entry.taken.accepted", "create-access-entry.*"],
  ["create-access-entry.effect.missing", "*access-entr*"],
  ["describe-access-entry.unknown.accepted", "*access-entr*"],
  ["list-access-entries.max-results.minimum.not-enforced", "list-access-entries.*"],
  ["list-associated-access-policies.page-size.ignored", "list-associated-access-policies.*"],
].slice(0, sizes(2, 6));

describe("so does one of access entries, which does not hold where every one is refused for the cluster's mode", () => {
  together.each(OF_ACCESS_ENTRIES)("%s", async (fault, select) => {
    const { results } = await runFiles(fault, { spec: "eks", select: [select], cases: 1, refusal: MODE });
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) expect(result).toMatchObject({ ...TOLD, refused: false });
  });
});

test("nor does one of a refused registration where every one is", async () => {
  const refusal = { of: /^POST \/cluster-reg/, error: "InvalidParameterException", message: "No." };
  const select = ["register.name.*"];
  const { results } = await runFiles("name-full-stop-accepted", { select, cases: 1, refusal });
  expect(results).not.toEqual([]);
  for (const result of results) expect(result).toMatchObject({ ...TOLD, refused: false });
});
