import type { RegistrationInput } from "../clusters/cluster.ts";
import { matches, maxLength, minLength, oneOf, required } from "./check.ts";
import type { RegistrationCheck, RegistrationChecks } from "../behaviours.ts";

/** The checks in the order in which they run; the first complaint is the answer. */
export const CHECK_ORDER: readonly (keyof RegistrationChecks)[] = [
  "nameRequired",
  "nameMinLength",
  "nameMaxLength",
  "namePattern",
  "connectorConfigRequired",
  "roleArnRequired",
  "providerRequired",
  "providerKnown",
  "tagsMaxCount",
  "tagKeyMinLength",
  "tagKeyMaxLength",
  "tagValueMaxLength",
];

// The page prints the pattern without a final `$`; observed on real EKS, names are matched whole.
const NAME_PATTERN = /^[0-9A-Za-z][A-Za-z0-9\-_]*$/;

/** ConnectorConfigProvider of the EKS model; compared case-sensitively. */
export const PROVIDERS = [
  "EKS_ANYWHERE",
  "ANTHOS",
  "GKE",
  "AKS",
  "OPENSHIFT",
  "TANZU",
  "RANCHER",
  "EC2",
  "OTHER",
] as const;

const NAME_MAX_LENGTH = 100;
const TAGS_MAX_COUNT = 50;
const TAG_KEY_MAX_LENGTH = 128;
const TAG_VALUE_MAX_LENGTH = 256;

/** Limits: RegisterCluster page, "Request Body"; the least lengths of names and keys too. */
export const conformingChecks: RegistrationChecks = {
  nameRequired: required("name", (input) => input.name),
  nameMinLength: minLength("name", names, 1),
  nameMaxLength: maxLength("name", names, NAME_MAX_LENGTH),
  namePattern: matches("name", names, NAME_PATTERN),
  connectorConfigRequired: required("connectorConfig", (input) => input.connectorConfig),
  roleArnRequired: required("roleArn of the connectorConfig", roleArnUnlessNoConfig),
  providerRequired: required("provider of the connectorConfig", providerUnlessNoConfig),
  providerKnown: oneOf("provider", providers, PROVIDERS),
  tagsMaxCount: maxTags(TAGS_MAX_COUNT),
  tagKeyMinLength: minLength("key of a tag", tagKeys, 1),
  tagKeyMaxLength: maxLength("key of a tag", tagKeys, TAG_KEY_MAX_LENGTH),
  tagValueMaxLength: maxLength("value of a tag", tagValues, TAG_VALUE_MAX_LENGTH),
};

export function names({ name }: RegistrationInput): readonly string[] {
  return name === undefined ? [] : [name];
}

export function providers({ connectorConfig }: RegistrationInput): readonly string[] {
  return connectorConfig?.provider === undefined ? [] : [connectorConfig.provider];
}

export function tagKeys({ tags }: RegistrationInput): Iterable<string> {
  return tags?.keys() ?? [];
}

export function tagValues({ tags }: RegistrationInput): Iterable<string> {
  return tags?.values() ?? [];
}

/** Wants at most `limit` tags. */
export function maxTags(limit: number): RegistrationCheck {
  return ({ tags }) => ((tags?.size ?? 0) > limit ? `There must be at most ${limit} tags.` : undefined);
}

// A missing connectorConfig is one complaint, not three: whoever stops checking it accepts the request.
function roleArnUnlessNoConfig({ connectorConfig }: RegistrationInput): unknown {
  return connectorConfig === undefined ? null : connectorConfig.roleArn;
}

function providerUnlessNoConfig({ connectorConfig }: RegistrationInput): unknown {
  return connectorConfig === undefined ? null : connectorConfig.provider;
}
