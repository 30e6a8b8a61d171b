import { PARTITIONS } from "./partitions.ts";
import { BlockList, isIP } from "node:net";

/** Suffixes of AWS's hosts that do not occur in its endpoint rules. */
const FURTHER_SUFFIXES = [
  "amazonwebservices.com.cn",
  "amazonwebservices.eu",
  "aws.hci.ic.gov",
  "aws.ic.gov",
  "aws.scloud",
  "cloud-aws.adc-e.uk",
];

/** DNS suffixes of AWS's partitions, plain and dual-stack, and whatever else is AWS's own. */
const AWS_SUFFIXES: readonly string[] = [
  ...PARTITIONS.flatMap(({ outputs }) => [outputs.dnsSuffix, outputs.dualStackDnsSuffix]),
  ...FURTHER_SUFFIXES,
];

/** Where an endpoint is: on this machine, in a private network, AWS itself (any partition), or elsewhere. */
export type EndpointClass = "loopback" | "private" | "aws" | "other";

const LOOPBACK = addresses(["127.0.0.0/8", "0.0.0.0/32"], ["::1/128", "::/128"]);

/** RFC 1918, RFC 6598, link-local, and RFC 4193's unique local addresses. */
const PRIVATE = addresses(
  ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"],
  ["fc00::/7", "fe80::/10"],
);

/** Names never delegated in public DNS (RFC 6761, RFC 6762, RFC 8375, ICANN's reserved `internal`), and habit. */
const PRIVATE_SUFFIX = /(^|\.)(internal|local|localdomain|lan|test|home\.arpa)$/;

/**
 * Classifies a URL by the host that would be connected to, as the URL standard normalises it (case, IDN, percent
 * encoding, odd spellings of IPv4), ignoring what comes before an `@`, and trailing dots. No name is looked up.
 */
export function classifyEndpoint(url: string | URL): EndpointClass {
  const host = endpointHost(url);
  const family = isIP(host);
  if (family !== 0) return classifyAddress(host, family === 4 ? "ipv4" : "ipv6");
  if (/(^|\.)localhost$/.test(host)) return "loopback";
  if (AWS_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) return "aws";
  return !host.includes(".") || PRIVATE_SUFFIX.test(host) ? "private" : "other";
}

/** Whoever looks up no name is sure to stay on this machine or in a private network: `localhost`, or an address. */
export function isNearbyAddress(url: string | URL): boolean {
  const host = endpointHost(url);
  const reach = classifyEndpoint(url);
  return host === "localhost" || (isIP(host) !== 0 && (reach === "loopback" || reach === "private"));
}

/** The region in the name of an AWS endpoint, such as `https://eks.eu-west-1.amazonaws.com`; undefined for others. */
export function awsRegionOf(url: string | URL): string | undefined {
  if (classifyEndpoint(url) !== "aws") return undefined;
  return endpointHost(url)
    .split(".")
    .find((label) => /^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(label));
}

function endpointHost(url: string | URL): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.+$/, "");
}

function classifyAddress(address: string, family: "ipv4" | "ipv6"): EndpointClass {
  if (LOOPBACK.check(address, family)) return "loopback";
  return PRIVATE.check(address, family) ? "private" : "other";
}

function addresses(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of ipv4) list.addSubnet(...network(subnet), "ipv4");
  for (const subnet of ipv6) list.addSubnet(...network(subnet), "ipv6");
  return list;
}

function network(subnet: string): [address: string, prefix: number] {
  const [address = "", prefix = ""] = subnet.split("/");
  return [address, Number(prefix)];
}
