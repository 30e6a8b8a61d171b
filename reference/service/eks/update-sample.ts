import type { JsonObject } from "#spec/json/json.ts";
import type { SampleContext } from "#reference/service/world.ts";

/** What kind of update an operation starts; others change the configuration. */
const TYPES: Readonly<Record<string, string>> = {
  UpdateClusterVersion: "VersionUpdate",
  UpdateNodegroupVersion: "VersionUpdate",
  UpdateAddon: "AddonUpdate",
  UpdateCapability: "CapabilityUpdate",
  AssociateEncryptionConfig: "AssociateEncryptionConfig",
  AssociateIdentityProviderConfig: "AssociateIdentityProviderConfig",
  DisassociateIdentityProviderConfig: "DisassociateIdentityProviderConfig",
  CreateCertificateAuthority: "CertificateAuthorityUpdate",
  ActivateCertificateAuthority: "CertificateAuthorityUpdate",
  DeleteCertificateAuthority: "CertificateAuthorityUpdate",
};

/** What is sent under one of these names is a parameter of the update. */
const PARAMETERS: Readonly<Record<string, string>> = {
  version: "Version",
  releaseVersion: "ReleaseVersion",
  addonVersion: "AddonVersion",
  resolveConflicts: "ResolveConflicts",
  serviceAccountRoleArn: "ServiceAccountRoleArn",
  configurationValues: "ConfigurationValues",
  roleArn: "RoleArn",
  encryptionConfig: "EncryptionConfig",
  oidc: "IdentityProviderConfig",
  identityProviderConfig: "IdentityProviderConfig",
  certificateAuthorityId: "CertificateAuthorityId",
  logging: "ClusterLogging",
  computeConfig: "ComputeConfig",
  deletionProtection: "DeletionProtection",
};

export function updateSample({ operation, input }: SampleContext): JsonObject {
  const params = Object.entries(input).flatMap(([name, value]) => {
    const type = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    return type === undefined ? [] : [{ type, value: typeof value === "string" ? value : JSON.stringify(value) }];
  });
  return { type: TYPES[operation] ?? "ConfigUpdate", params, errors: [] };
}
