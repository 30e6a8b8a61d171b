import { InvalidArgumentError } from "commander";
import type { OtherCaller } from "#protocol/exchange.ts";
import type { Features, FeatureState } from "#suites/plan/target-kind-settings.ts";

/**
 * What a target may have or lack, and in which words: checks of signatures, operations on tags, what takes many
 * clusters, callers to be refused.
 */
const FEATURES: Readonly<Record<string, RegExp>> = {
  auth: /^(required|absent|detect)$/,
  tags: /^(required|absent|detect)$/,
  quota: /^([1-9]\d{0,3}|absent)$/,
  "default-page": /^(required|absent)$/,
  "expired-token": /^absent$/,
  "no-permission": /^absent$/,
};

/** Features whose state is the name of a profile. */
const OF_CALLERS: readonly string[] = ["expired-token", "no-permission"] satisfies OtherCaller[];

export function feature(text: string, before: Features): Features {
  const [name = "", profile = ""] = text.split(/=(.*)/s);
  const isCaller = OF_CALLERS.includes(name) && profile !== "absent" && profile.trim() !== "";
  return isCaller ? { ...before, [name]: { profile } } : featureOfTarget(text, before);
}

/** What a target has or lacks, whoever calls it. */
export function featureOfTarget(text: string, before: Features): Features {
  const [name = "", state = ""] = text.split(/=(.*)/s);
  if (!Object.hasOwn(FEATURES, name) || FEATURES[name]?.test(state) !== true) {
    const known =
      "auth or tags=required, absent or detect; quota=N; default-page=required; expired-token or no-permission=PROFILE";
    throw new InvalidArgumentError(`Give NAME=STATE: ${known}.`);
  }
  return { ...before, [name]: /^\d/.test(state) ? Number(state) : (state as FeatureState) };
}
