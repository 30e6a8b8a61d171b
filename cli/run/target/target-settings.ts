import { KIND_SETTINGS, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import { classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import { REFERENCE_FEATURES } from "#cli/callers/reference-callers.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";

/** Settings of the kind asked for, or of the one that fits the endpoint, with the flags laid over it. */
export function settingsFor(flags: RunFlags, endpoint: string | undefined): KindSettings {
  const isOurs = endpoint === undefined;
  const fitting = isOurs ? "reference" : classifyEndpoint(endpoint) === "aws" ? "aws" : "emulator";
  const base = KIND_SETTINGS[flags.kind ?? fitting];
  const { quota } = flags.feature;
  return {
    ...base,
    readOnly: flags.readOnly === true,
    describeExisting: flags.describeExisting === true,
    concurrency: flags.concurrency ?? base.concurrency,
    maxLive: Math.min(flags.maxLive ?? base.maxLive, typeof quota === "number" ? quota : Infinity),
    rps: flags.rps ?? base.rps,
    maxRegistrations: flags.maxRegistrations ?? base.maxRegistrations,
    casesPerConstraint: flags.cases ?? base.casesPerConstraint,
    serviceCasesPerConstraint: flags.cases ?? base.serviceCasesPerConstraint,
    ...(flags.roleArn === undefined
      ? {}
      : { fixtures: { ...base.fixtures, roleArn: flags.roleArn }, fixtureForms: {} }),
    features: { ...base.features, ...(isOurs && flags.sign ? REFERENCE_FEATURES : {}), ...flags.feature },
  };
}
