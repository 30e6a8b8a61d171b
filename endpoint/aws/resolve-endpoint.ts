import { readFileSync } from "node:fs";
import { awsRegionOf, classifyEndpoint } from "./classify-endpoint.ts";
import { errorMessage } from "../error-message.ts";
import {
  loadSharedConfig,
  profileSettings,
  type ConfigSection,
  type Environment,
  type SharedConfig,
} from "./shared-config.ts";

/** The endpoint, region or CA bundle is not usable; the message is one line for the user. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
}

export interface EndpointOptions {
  /** --endpoint-url */
  readonly endpointUrl?: string;
  /** --aws: AWS's own endpoint of the region, whatever is configured. */
  readonly aws?: boolean;
  readonly region?: string;
  readonly profile?: string;
  readonly env: Environment;
  /** Default: the files on disk. */
  readonly config?: SharedConfig;
}

export interface ResolvedEndpoint {
  /** Origin and base path without a trailing slash; undefined when nothing names an endpoint. */
  readonly endpoint?: string;
  readonly region: string;
  /** What named the endpoint: an option, a variable, or a setting of the config file. */
  readonly source?: string;
}

const DEFAULT_REGION = "us-east-1";

/**
 * Finds the endpoint and region as the AWS tools do (SDKs and Tools Reference Guide, "Service-specific endpoints"):
 * option, AWS_ENDPOINT_URL_EKS, AWS_ENDPOINT_URL, the profile's `services` section, the profile's `endpoint_url`.
 * Rejects with `EndpointError`.
 */
export async function resolveEndpoint(options: EndpointOptions): Promise<ResolvedEndpoint> {
  const { env } = options;
  const config = options.config ?? (await loadSharedConfig(env));
  const profile = profileSettings(config, options.profile ?? env["AWS_PROFILE"] ?? "default");
  const region = options.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? profile["region"];
  if (options.aws === true) return { endpoint: awsEndpoint(region, env), region: region ?? "", source: "--aws" };
  const named = namedEndpoint(options, config, profile);
  if (named === undefined) return { region: validRegion(region ?? DEFAULT_REGION) };
  const endpoint = validEndpoint(named.url, named.source);
  return { endpoint, source: named.source, region: regionFor(endpoint, options.region, region) };
}

interface NamedEndpoint {
  readonly url: string;
  readonly source: string;
}

function namedEndpoint(
  { endpointUrl, env }: EndpointOptions,
  config: SharedConfig,
  profile: ConfigSection,
): NamedEndpoint | undefined {
  if (endpointUrl !== undefined) return { url: endpointUrl, source: "--endpoint-url" };
  const ignored = env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? profile["ignore_configured_endpoint_urls"];
  if (ignored?.toLowerCase() === "true") return undefined;
  const services = config.configFile[`services.${profile["services"] ?? ""}`];
  const candidates: [source: string, url: string | undefined][] = [
    ["AWS_ENDPOINT_URL_EKS", env["AWS_ENDPOINT_URL_EKS"]],
    ["AWS_ENDPOINT_URL", env["AWS_ENDPOINT_URL"]],
    ["endpoint_url of eks in the config file's services section", services?.["eks.endpoint_url"]],
    ["endpoint_url of the profile in the config file", profile["endpoint_url"]],
  ];
  const found = candidates.find(([, url]) => url !== undefined && url !== "");
  return found?.[1] === undefined ? undefined : { source: found[0], url: found[1] };
}

/** Checks a URL and returns it without trailing slashes. `source` says in the error where it was given. */
export function validEndpoint(text: string, source: string): string {
  const wrong = (what: string) =>
    new EndpointError(
      `${source} ${what}: ${JSON.stringify(withoutPassword(text))}. Give one like http://localhost:4566.`,
    );
  if (/[\s\\]/.test(text)) throw wrong("must hold no spaces or backslashes");
  if (!/^https?:\/\//i.test(text)) throw wrong("must start with http:// or https://");
  if (!URL.canParse(text)) throw wrong("is not a URL");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw wrong("must hold no user name or password");
  if (/[?#]/.test(text)) throw wrong("must hold no query or fragment");
  if (url.port === "0") throw wrong("must name a port other than 0");
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/[^/]*@/, "//…@");
}

/** A region in the endpoint's own name outweighs the environment: another would only fail the signature. */
function regionFor(endpoint: string, option: string | undefined, configured: string | undefined): string {
  const region = option ?? awsRegionOf(endpoint) ?? configured;
  if (region !== undefined) return validRegion(region);
  if (classifyEndpoint(endpoint) !== "aws") return DEFAULT_REGION;
  throw new EndpointError(`No region is known for ${endpoint}. Give one with --region or AWS_REGION.`);
}

/** A region becomes a part of host names and signatures, so nothing but a plain label will do. */
function validRegion(region: string): string {
  if (/^[a-z0-9-]{1,63}$/i.test(region)) return region;
  throw new EndpointError(`${JSON.stringify(region)} is not a region. Give one like us-east-1.`);
}

/** EKS's endpoint of a region, as its endpoint rules name it; FIPS and dual-stack by AWS's own variables. */
function awsEndpoint(region: string | undefined, env: Environment): string {
  if (region === undefined) throw new EndpointError("--aws needs a region. Give one with --region or AWS_REGION.");
  const name = validRegion(region);
  const china = name.startsWith("cn-");
  const fips = env["AWS_USE_FIPS_ENDPOINT"]?.toLowerCase() === "true";
  if (env["AWS_USE_DUALSTACK_ENDPOINT"]?.toLowerCase() === "true") {
    return `https://eks${fips ? "-fips" : ""}.${name}.${china ? "api.amazonwebservices.com.cn" : "api.aws"}`;
  }
  return `https://${fips ? "fips." : ""}eks.${name}.${china ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

/** PEM certificates of the file that AWS_CA_BUNDLE names, where it is set. Throws `EndpointError`. */
export function caBundle(env: Environment): string | undefined {
  const file = env["AWS_CA_BUNDLE"];
  if (file === undefined || file === "") return undefined;
  try {
    const pem = readFileSync(file, "utf8");
    if (pem.includes("-----BEGIN CERTIFICATE")) return pem;
  } catch (error) {
    const what = `AWS_CA_BUNDLE names ${file}, which cannot be read: ${errorMessage(error)}`;
    throw new EndpointError(`${what}. Unset it, or give a file of PEM certificates.`);
  }
  throw new EndpointError(
    `AWS_CA_BUNDLE names ${file}, which holds no PEM certificate. Unset it, or give a file that does.`,
  );
}
