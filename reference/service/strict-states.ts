import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "#spec/json/json.ts";
import { merge } from "./answers/merge.ts";
import type { Habits } from "./habits.ts";
import type { Operation } from "./model/operation.ts";
import type { StoredResource } from "./store/resource.ts";

/** Why an operation is not taken of a resource in this state, by operation; `sent` is what it would be shown with. */
const STATES: Readonly<Record<string, (resource: StoredResource, sent: JsonObject) => string | undefined>> = {
  UpdateClusterVersion: ({ facts }, sent) =>
    minorOf(sent["version"]) === minorOf(facts["version"]) + 1 ? undefined : "A version goes up by one minor.",
  AssociateEncryptionConfig: ({ facts }) =>
    facts["encryptionConfig"] === undefined ? undefined : "Encryption is already enabled on the cluster.",
  UpdateClusterConfig: unlessAlike,
  UpdateNodegroupVersion: (nodegroup, sent) =>
    minorOf(sent["version"]) === minorOf(nodegroup.parent?.facts["version"])
      ? unlessAlike(nodegroup, sent)
      : "A node group has a version of its cluster.",
  ActivateCertificateAuthority: ({ facts }) => (facts["signingStatus"] === "IN_USE" ? "It is active." : undefined),
  CancelUpdate: () => "Only the rollback of a version can be cancelled.",
};

/** What of its state EKS documents, or was seen, to refuse: what is done already, or cannot be done yet. */
export const STRICT_STATES: Partial<Habits> = {
  bars: ({ name }: Operation, resource, sent) => STATES[name]?.(resource, sent),
  // A cluster has one of its own from the start, and two at most; the active one stays.
  plants: { "certificate-authority": [{ createdBy: "EKS", signingStatus: "IN_USE" }] },
  crowds: ({ name }, beside) =>
    name === "certificate-authority" && beside.length >= 2 ? "The cluster has two of these already." : undefined,
  holds: ({ kind, facts }) =>
    kind.name === "certificate-authority" && facts["signingStatus"] === "IN_USE" ? "It is in use." : undefined,
};

function unlessAlike({ facts }: StoredResource, sent: JsonObject): string | undefined {
  return isDeepStrictEqual(merge(facts, sent), facts) ? "It is at the desired configuration already." : undefined;
}

function minorOf(version: unknown): number {
  return typeof version === "string" ? Number(version.split(".")[1]) : NaN;
}
