import type { Patch } from "#reference/fault.ts";
import { systemRandom, type RandomSource } from "#reference/random.ts";
import type { ServedService } from "#reference/service/served-service.ts";
import type { ReferenceCredentials, Settings } from "./settings.ts";

/** What a server can be asked for by value: everything here survives a structured clone. */
export interface ReferenceOptions {
  /** What is served: cluster registrations and their neighbours (the default), all of EKS, or another service. */
  readonly spec?: "register-cluster" | "eks" | ServedService;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Twelve digits; default `111122223333`. */
  readonly account?: string;
  /** Verifies SigV4; default off. Needs `credentials`. */
  readonly auth?: boolean;
  readonly credentials?: ReferenceCredentials;
  /** Principals beside that one: such whose token has expired, or that may do nothing. */
  readonly others?: readonly ReferenceCredentials[];
  /** Registered clusters allowed at one time; default unlimited. */
  readonly quota?: number;
  /** Lets a request provoke a documented error through the `x-reference-provoke` header; default off. */
  readonly hooks?: boolean;
  /** Names of clusters that are there from the start. */
  readonly existing?: { readonly eks?: readonly string[]; readonly registered?: readonly string[] };
  /** Id of a seeded fault. */
  readonly fault?: string;
  /** Number of a drawn fault. */
  readonly drawn?: number;
  /** Id of a conforming variant. */
  readonly variant?: string;
}

/** What only a server in the same thread can be handed. */
export interface ReferenceDependencies {
  /** Epoch milliseconds; default the system clock. */
  readonly now?: () => number;
  readonly random?: RandomSource;
  /** Applied after the variant and the fault. */
  readonly patches?: readonly Patch[];
  /** Counts the requests in its first cell; over shared memory, another thread can read it. */
  readonly counter?: Int32Array;
}

/** Options with their defaults filled in. Throws when `auth` is on and there are no credentials to verify against. */
export function resolveSettings(options: ReferenceOptions & ReferenceDependencies): Settings {
  if (options.auth === true && options.credentials === undefined) {
    throw new Error("auth is on but no credentials were given: pass credentials, or leave auth off");
  }
  return {
    region: options.region ?? "us-east-1",
    account: options.account ?? "111122223333",
    signingName: "eks",
    credentials: options.auth === true ? options.credentials : undefined,
    others: options.auth === true ? (options.others ?? []) : [],
    quota: options.quota ?? Number.POSITIVE_INFINITY,
    hooks: options.hooks ?? false,
    now: options.now ?? Date.now,
    random: options.random ?? systemRandom(),
  };
}
