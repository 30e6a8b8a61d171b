import type { JsonValue } from "#spec/json/json.ts";
import type { Kind } from "#spec/requirement.ts";
import { MEMBERS } from "#spec/registration/registered-cluster.ts";

export type FeatureState = "required" | "absent" | "detect";

/** A profile of AWS's config files whose credentials are handed over to be refused. */
export interface CallerProfile {
  readonly profile: string;
}

/** What a target has, by the feature's name; of a quota, how high it is; of another caller, where its credentials are. */
export type Features = Readonly<Record<string, FeatureState | number | CallerProfile>>;

/** The profile that a feature names; undefined where it names none. */
export function callerProfile(features: Features, feature: string): string | undefined {
  const state = features[feature];
  return typeof state === "object" ? state.profile : undefined;
}

/** Features that nothing is judged by unless they are asked for, and how. */
export const ASKED_FOR: Readonly<Record<string, string>> = {
  quota: "--feature quota=N, with the number of clusters that may be registered",
  "default-page": "--feature default-page=required, which registers 101 clusters and never does so on aws",
  "expired-token": "--feature expired-token=PROFILE, a profile whose session token has expired",
  "no-permission": "--feature no-permission=PROFILE, a profile that may not register clusters",
};

/** What a kind of target offers and costs. */
export interface KindSettings {
  readonly kind: Kind;
  /** Clusters alive at once. */
  readonly maxLive: number;
  /** Requests in flight. */
  readonly concurrency: number;
  /** Registrations in the whole run that succeed, or may have; those refused created nothing. */
  readonly maxRegistrations: number;
  /** Random inputs per constraint. */
  readonly casesPerConstraint: number;
  /** The same where a whole service is judged, which has some thousand constraints. */
  readonly serviceCasesPerConstraint: number;
  /** Values next to a limit, per constraint: what a limit refuses has many forms, what it accepts are the last value and another. */
  readonly probesPerConstraint: Readonly<Record<"reject" | "accept", number>>;
  readonly rps?: number;
  /** Milliseconds a read may lag behind a write before it counts. */
  readonly consistencyMs: number;
  /** Times as long as that: how long something may be shown as under way. No source says. */
  readonly underWayTimes: number;
  /** Milliseconds before a case is run again whose failure may be chance; twice as long each time. */
  readonly repeatPauseMs: number;
  /**
   * Key of a tag that shows whose a cluster is; its value is the run's id. Requests of one seed then differ by it from
   * run to run, so only where a cluster may be mistaken for somebody's is it worth that.
   */
  readonly runTagKey?: string;
  /** Milliseconds that the first registration waits for roles to get around before their absence counts. */
  readonly propagationMs: number;
  /** Values that only the target's owner knows, such as a role that exists. */
  readonly fixtures: Readonly<Record<string, JsonValue>>;
  /** Other values that the target takes in their stead, where its owner named none. */
  readonly fixtureForms: Readonly<Record<string, readonly string[]>>;
  readonly features: Features;
  /** Nothing but GET is sent: what needs more is not judged. */
  readonly readOnly?: boolean;
  /** A run that only reads also describes some of what the account has. */
  readonly describeExisting?: boolean;
  /** Request headers that make the target answer with a given error, where it has such a hook. */
  readonly provoke?: (error: string) => readonly (readonly [string, string])[];
}

const EMULATOR_ROLE = "arn:aws:iam::123456789012:role/eks-connector-agent";

/** Names and paths as IAM allows them; an emulator looks up no role. */
const EMULATOR_ROLE_FORMS = [
  "arn:aws:iam::123456789012:role/service-role/eks-connector-agent",
  "arn:aws:iam::123456789012:role/teams/platform/eks.connector+agent=1,a@b_c-d",
  `arn:aws:iam::123456789012:role/${"r".repeat(64)}`,
];

export const RUN_TAG_KEY = "eks-conformance-run";

const BASE = {
  maxLive: 8,
  concurrency: 16,
  maxRegistrations: Infinity,
  // Every fault of the catalogue shows with 3, and so do almost all drawn ones; more is a matter of patience.
  casesPerConstraint: 20,
  serviceCasesPerConstraint: 1,
  probesPerConstraint: { reject: 4, accept: 2 },
  consistencyMs: 3_000,
  underWayTimes: 11,
  repeatPauseMs: 200,
  propagationMs: 0,
  fixtures: { [MEMBERS.role.name]: EMULATOR_ROLE },
  fixtureForms: { [MEMBERS.role.name]: EMULATOR_ROLE_FORMS },
  features: { auth: "detect", tags: "detect" },
} as const;

export const KIND_SETTINGS: Readonly<Record<Kind, KindSettings>> = {
  reference: {
    ...BASE,
    kind: "reference",
    maxLive: 32,
    concurrency: 32,
    // Answers from memory; the slowest of its variants lags a tenth of a second.
    consistencyMs: 200,
    underWayTimes: 21,
    repeatPauseMs: 20,
    provoke: (error) => [["x-reference-provoke", error]],
  },
  emulator: { ...BASE, kind: "emulator" },
  // Real EKS throttles, and an account may have 10 registered clusters in a Region.
  aws: {
    ...BASE,
    kind: "aws",
    maxLive: 3,
    concurrency: 3,
    rps: 2,
    maxRegistrations: 80,
    casesPerConstraint: 1,
    consistencyMs: 30_000,
    // A cluster takes some ten minutes.
    underWayTimes: 21,
    propagationMs: 180_000,
    runTagKey: RUN_TAG_KEY,
    // A role must exist.
    fixtureForms: {},
    features: { auth: "required", tags: "detect" },
  },
};
