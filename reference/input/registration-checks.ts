import type { RegistrationInput } from "../clusters/cluster.ts";
import { matches, maxLength, minLength, oneOf, required, type Measure, type StringSelector } from "./check.ts";
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

/** A number that the input must not pass, and the check that holds it to that one or another. */
interface Bound {
  readonly limit: number;
  /** It is a lower bound. */
  readonly least?: boolean;
  readonly check: (limit: number, of?: StringSelector, measure?: Measure) => RegistrationCheck;
}

export type BoundName =
  "nameMinLength" | "nameMaxLength" | "tagsMaxCount" | `tagKey${"Min" | "Max"}Length` | "tagValueMaxLength";

const [KEY, VALUE] = ["key of a tag", "value of a tag"];

/** Limits: RegisterCluster page, "Request Body"; the least lengths of names and keys too. */
export const BOUNDS: Readonly<Record<BoundName, Bound>> = {
  nameMinLength: { limit: 1, least: true, check: (limit, of = names) => minLength("name", of, limit) },
  nameMaxLength: { limit: 100, check: (limit, of = names) => maxLength("name", of, limit) },
  tagsMaxCount: { limit: 50, check: maxTags },
  tagKeyMinLength: { limit: 1, least: true, check: (limit, of = tagKeys) => minLength(KEY, of, limit) },
  tagKeyMaxLength: { limit: 128, check: (limit, of = tagKeys, measure) => maxLength(KEY, of, limit, measure) },
  tagValueMaxLength: { limit: 256, check: (limit, of = tagValues, measure) => maxLength(VALUE, of, limit, measure) },
};

const atLimit = (name: BoundName): RegistrationCheck => BOUNDS[name].check(BOUNDS[name].limit);

export const conformingChecks: RegistrationChecks = {
  nameRequired: required("name", (input) => input.name),
  nameMinLength: atLimit("nameMinLength"),
  nameMaxLength: atLimit("nameMaxLength"),
  namePattern: matches("name", names, NAME_PATTERN),
  connectorConfigRequired: required("connectorConfig", (input) => input.connectorConfig),
  roleArnRequired: required("roleArn of the connectorConfig", roleArnUnlessNoConfig),
  providerRequired: required("provider of the connectorConfig", providerUnlessNoConfig),
  providerKnown: oneOf("provider", providers, PROVIDERS),
  tagsMaxCount: atLimit("tagsMaxCount"),
  tagKeyMinLength: atLimit("tagKeyMinLength"),
  tagKeyMaxLength: atLimit("tagKeyMaxLength"),
  tagValueMaxLength: atLimit("tagValueMaxLength"),
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
function maxTags(limit: number): RegistrationCheck {
  return ({ tags }) => ((tags?.size ?? 0) > limit ? `There must be at most ${limit} tags.` : undefined);
}

// A missing connectorConfig is one complaint, not three: whoever stops checking it accepts the request.
function roleArnUnlessNoConfig({ connectorConfig }: RegistrationInput): unknown {
  return connectorConfig === undefined ? null : connectorConfig.roleArn;
}

function providerUnlessNoConfig({ connectorConfig }: RegistrationInput): unknown {
  return connectorConfig === undefined ? null : connectorConfig.provider;
}
