import { EndpointError } from "./endpoint-error.ts";
import {
  loadSharedConfig,
  profileSettings,
  type ConfigSection,
  type Environment,
  type SharedConfig,
} from "./shared-config.ts";
import type { EndpointVariant } from "./endpoint-of-region.ts";

/** What AWS's own variables and files say, read once for one profile. */
export interface AwsSettings {
  readonly env: Environment;
  /** Settings of the profile. */
  readonly profile: ConfigSection;
  /** The `services` section that the profile names. */
  readonly services: ConfigSection;
}

export interface SettingsOptions {
  readonly env: Environment;
  /** Default: the profile that AWS_PROFILE names, or `default`. */
  readonly profile?: string;
  /** Default: the files on disk. */
  readonly config?: SharedConfig;
}

export async function loadSettings({ env, profile, config }: SettingsOptions): Promise<AwsSettings> {
  const shared = config ?? (await loadSharedConfig(env));
  const settings = profileSettings(shared, profile ?? namedProfile(env) ?? "default");
  return { env, profile: settings, services: shared.configFile[`services.${settings["services"] ?? ""}`] ?? {} };
}

/** The profile that AWS_PROFILE names; an empty variable is unset. */
export function namedProfile(env: Environment): string | undefined {
  return given(env["AWS_PROFILE"]);
}

/** The configured Region: AWS_REGION before AWS_DEFAULT_REGION, and both before the profile's. */
export function configuredRegion({ env, profile }: AwsSettings): string | undefined {
  return given(env["AWS_REGION"]) ?? given(env["AWS_DEFAULT_REGION"]) ?? given(profile["region"]);
}

/** Whether AWS's own endpoints should be the FIPS ones, and the dual-stack ones. Throws `EndpointError`. */
export function endpointVariant(settings: AwsSettings): EndpointVariant {
  return {
    fips: isOn(settings, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
    dualStack: isOn(settings, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
  };
}

export interface NamedEndpoint {
  readonly url: string;
  /** What named it: a variable, or a setting of the config file. */
  readonly source: string;
}

/** An endpoint configured for this service, else one for all services. Throws `EndpointError`. */
export function configuredEndpoint(settings: AwsSettings, service: "eks" | "sts"): NamedEndpoint | undefined {
  const { env, profile } = settings;
  if (isOn(settings, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")) return undefined;
  // Variables come before files, and within each, a setting for the service comes before one for all services.
  return firstOf([
    [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`]],
    ["AWS_ENDPOINT_URL", env["AWS_ENDPOINT_URL"]],
    servicesSetting(settings, service),
    ["endpoint_url of the profile in the config file", profile["endpoint_url"]],
  ]);
}

/** An endpoint configured for the service by name. Throws `EndpointError`. */
export function endpointOfService(settings: AwsSettings, service: "eks" | "sts"): NamedEndpoint | undefined {
  if (isOn(settings, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")) return undefined;
  const variable = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
  return firstOf([[variable, settings.env[variable]], servicesSetting(settings, service)]);
}

type EndpointSource = readonly [source: string, url: string | undefined];

function servicesSetting({ services }: AwsSettings, service: string): EndpointSource {
  return [`endpoint_url of ${service} in the config file's services section`, services[`${service}.endpoint_url`]];
}

function firstOf(candidates: readonly EndpointSource[]): NamedEndpoint | undefined {
  for (const [source, text] of candidates) {
    const url = given(text);
    if (url !== undefined) return { source, url };
  }
  return undefined;
}

function isOn({ env, profile }: AwsSettings, variable: string, key: string): boolean {
  const [source, value = "false"] =
    given(env[variable]) === undefined ? [`${key} of the config file`, given(profile[key])] : [variable, env[variable]];
  const word = value.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  throw new EndpointError(`${source} is ${JSON.stringify(value)}, and must be true or false.`);
}

function given(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
