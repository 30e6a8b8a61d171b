import { awsEndpoint } from "./endpoint-of-region.ts";
import { awsRegionOf, classifyEndpoint } from "./classify-endpoint.ts";
import { EndpointError } from "./endpoint-error.ts";
import { PARTITIONS_SOURCE, REGIONS, regionsLike } from "./partitions.ts";
import { configuredEndpoint, configuredRegion, endpointVariant, type AwsSettings } from "./settings.ts";

export interface EndpointOptions {
  /** --endpoint-url */
  readonly endpointUrl?: string;
  /** --aws: AWS's own endpoint of the region, whatever is configured. */
  readonly aws?: boolean;
  readonly region?: string;
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
export async function resolveEndpoint(options: EndpointOptions, settings: AwsSettings): Promise<ResolvedEndpoint> {
  const region = options.region ?? configuredRegion(settings);
  if (options.aws === true) {
    const known = knownRegion(region);
    const endpoint = await awsEndpoint("eks", known, endpointVariant(settings));
    return { endpoint, region: known, source: "--aws" };
  }
  const { endpointUrl } = options;
  const named =
    endpointUrl === undefined ? configuredEndpoint(settings, "eks") : { url: endpointUrl, source: "--endpoint-url" };
  if (named === undefined) return { region: validRegion(region ?? DEFAULT_REGION) };
  const endpoint = validEndpoint(named.url, named.source);
  return { endpoint, source: named.source, region: regionFor(endpoint, options.region, region) };
}

/** Checks a URL and returns it without trailing slashes. `source` says in the error where it was given. */
export function validEndpoint(text: string, source: string): string {
  const wrong = (what: string) =>
    new EndpointError(
      `${source} ${what}: ${JSON.stringify(withoutSecrets(text))}. Give one like http://localhost:4566.`,
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

/** What stands before the last @ may be a password, and a query a token, however little of a URL the text is. */
function withoutSecrets(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1…@").replace(/([?#]).+$/s, "$1…");
}

/** A region in the endpoint's name takes precedence over the environment: signatures for another would be refused. */
function regionFor(endpoint: string, option: string | undefined, configured: string | undefined): string {
  const region = option ?? awsRegionOf(endpoint) ?? configured;
  if (region !== undefined) return validRegion(region);
  if (classifyEndpoint(endpoint) !== "aws") return DEFAULT_REGION;
  throw new EndpointError(`No region is known for ${endpoint}. Give one with --region or AWS_REGION.`);
}

/** A region becomes part of host names and signatures, so it must be a plain label. */
function validRegion(region: string): string {
  if (/^[a-z0-9-]{1,63}$/i.test(region)) return region;
  throw new EndpointError(`${JSON.stringify(region)} is not a region. Give one like us-east-1.`);
}

/** AWS's rules give a host for any word; a host that does not exist would merely be reported as unreachable. */
function knownRegion(region: string | undefined): string {
  if (region === undefined) throw new EndpointError("--aws needs a region. Give one with --region or AWS_REGION.");
  const name = validRegion(region);
  if (REGIONS.includes(name)) return name;
  throw new EndpointError(
    `AWS has no Region ${name} (${PARTITIONS_SOURCE}); the closest are ${regionsLike(name).join(", ")}. For a newer one, give its endpoint with --endpoint-url in place of --aws.`,
  );
}
