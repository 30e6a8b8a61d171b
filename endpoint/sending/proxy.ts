import { BlockList, isIP } from "node:net";
import { classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import { EndpointError } from "#endpoint/aws/endpoint-error.ts";
import type { Environment } from "#endpoint/aws/shared-config.ts";

/** Where requests to an origin go, unless `noProxy` names it. */
export interface Proxy {
  readonly url: string;
  /** Hosts that are contacted directly, as listed in NO_PROXY. */
  readonly noProxy: string;
}

/**
 * The proxy that the variables name for a URL of this scheme, read as curl and AWS's tools do: lower-case names first.
 * Undefined for hosts on this machine, whatever the variables say. Throws `EndpointError`.
 */
export function proxyFor(endpoint: string, env: Environment): Proxy | undefined {
  if (classifyEndpoint(endpoint) === "loopback") return undefined;
  const { protocol } = new URL(endpoint);
  const variable = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const [named, text] = either(env, variable);
  const noProxy = either(env, "NO_PROXY")[1];
  if (text === "" || isInBlock(new URL(endpoint).hostname, noProxy)) return undefined;
  return { url: proxyUrl(text, named), noProxy };
}

/** Whether NO_PROXY lists a block of addresses, such as 10.0.0.0/8, with this one in it. No name is looked up. */
function isInBlock(hostname: string, noProxy: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const blocks = new BlockList();
  for (const entry of noProxy.split(/[\s,]+/)) {
    const [, address = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(entry) ?? [];
    const family = isIP(address);
    if (family !== 0 && Number(bits) <= (family === 4 ? 32 : 128))
      blocks.addSubnet(address, Number(bits), TYPES[family]);
  }
  const family = isIP(host);
  return family !== 0 && blocks.check(host, TYPES[family]);
}

const TYPES: Readonly<Record<number, "ipv4" | "ipv6">> = { 4: "ipv4", 6: "ipv6" };

/** The parts of a proxy's address that must not be printed. */
export function proxySecrets(endpoint: string, env: Environment): readonly string[] {
  const { password } = new URL(proxyFor(endpoint, env)?.url ?? "http://localhost");
  return password === "" ? [] : [password, decodeURIComponent(password)];
}

function either(env: Environment, variable: string): [name: string, value: string] {
  const small = variable.toLowerCase();
  return env[small] === undefined ? [variable, env[variable] ?? ""] : [small, env[small]];
}

/** A host without a scheme is contacted over plain HTTP. */
function proxyUrl(text: string, variable: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  throw new EndpointError(
    `${variable} names no proxy over http or https: give one like http://proxy.example:3128, or list the host in NO_PROXY.`,
  );
}
