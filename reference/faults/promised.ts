import type { Fault } from "#reference/fault.ts";

/** What the promises of the resource table tell of faults that requirements of registered clusters name. */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  "cluster-forgotten-once-described": ["list.include-all", "describe.valid"],
  "cluster-registered-again-not-listed": ["register.history"],
  "describes-what-it-described-first": ["describe.agrees.members"],
  "deregister-answers-202": ["deregister.valid"],
  "deregister-folds-case": ["register.names.distinct"],
  "describe-folds-case": ["register.names.distinct"],
  "describe-with-another-activation-id": ["describe.agrees.members"],
  "emulator-number-as-name-poisons-the-list": ["api.no-server-error"],
  "include-all-refused": ["list.include.items.enum.accepts"],
  "last-page-with-token": ["list.paging"],
  "long-astral-tag-keys-cut": ["describe.after-register"],
  "max-results-required": ["list.include-all", "list.valid"],
  "name-of-32-characters-refused": ["register.name.pattern.accepts"],
  "name-of-64-characters-refused": ["register.name.pattern.accepts"],
  "name-of-digits-refused": ["register.name.pattern.accepts"],
  "name-of-digits-shown-as-number": ["describe.after-register"],
  "name-with-two-hyphens-in-a-row-refused": ["register.name.pattern.accepts"],
  "provider-eks-anywhere-refused": ["register.valid"],
  "provider-of-gke-beside-tags-refused": ["register.connector-config.provider.enum.accepts"],
  "provider-of-openshift-beside-token-refused": ["register.connector-config.provider.enum.accepts"],
  "registered-again-with-old-tags": ["tag-resource.go-with-cluster"],
  "request-decoded-in-pieces": ["register.valid", "tag-resource.puts"],
  "tag-key-equal-to-its-value-refused": ["register.tags.max-properties.accepts"],
  "tag-key-of-64-characters-refused": ["register.tags.max-properties.accepts"],
  "tag-keys-that-differ-in-case-refused": ["register.valid"],
  "tag-value-of-128-characters-refused": ["register.tags.max-properties.accepts"],
  "tag-values-alike-refused": ["register.tags.max-properties.accepts"],
  "tag-values-normalised": ["register.tags.odd"],
  "tagging-folds-case": ["tag-resource.tags.odd.registered-cluster"],
  "tagging-renews-created-at": ["tag-resource.keeps.registered-cluster"],
  "tags-of-25-entries-refused": ["register.tags.max-properties.accepts"],
  "tags-required": ["register.valid"],
  "token-refused": ["register.valid"],
  "token-required": ["register.valid"],
  "token-without-tags-refused": ["register.valid"],
  "untagging-with-two-keys-at-least": ["untag-resource.valid"],
};

/** The fault with the promises that it breaks, too. */
export function withPromises(fault: Fault): Fault {
  const promises = PROMISES[fault.id];
  return promises === undefined ? fault : { ...fault, requirements: [...fault.requirements, ...promises] };
}
