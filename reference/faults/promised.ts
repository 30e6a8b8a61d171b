import type { Fault } from "../fault.ts";

/** What the promises of the resource table tell of faults that requirements of registered clusters name. */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  "deregister-answers-202": ["deregister.valid"],
  "deregister-takes-longer-names-with-it": ["deregister.alone"],
  "deregister-folds-case": ["register.names.distinct"],
  "describe-folds-case": ["register.names.distinct"],
  "describe-with-another-activation-id": ["describe.agrees.members"],
  "emulator-number-as-name-poisons-the-list": ["api.no-server-error"],
  "include-all-refused": ["list.include.items.enum.accepts"],
  "long-astral-tag-keys-cut": ["describe.after-register"],
  "max-results-required": ["list.include-all"],
  "provider-eks-anywhere-refused": ["register.valid"],
  "registered-again-with-old-tags": ["register.tags.gone"],
  "tag-values-normalised": ["register.tags.odd"],
  "taken-name-refused-but-overwritten": ["register.taken.keeps"],
  "tag-keys-that-differ-in-case-refused": ["register.valid"],
  "tagging-folds-case": ["tag-resource.tags.odd.registered-cluster"],
  "tagging-renews-created-at": ["tag-resource.keeps.registered-cluster"],
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
