import type { WireResponse } from "#protocol/exchange.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";

type Members = Readonly<Record<string, unknown>>;

/** A small registry of clusters, written as somebody would who knows the API page and no more, and what it leaves out. */
interface RegistryHabits {
  /** Keeps what it registers. */
  readonly stores: boolean;
  /** Checks what it is sent. */
  readonly validates: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: Members;
  readonly error?: string;
}

const DAYS = 86_400;
const NAME = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/;
const PROVIDERS = ["EKS_ANYWHERE", "ANTHOS", "GKE", "AKS", "OPENSHIFT", "TANZU", "RANCHER", "EC2", "OTHER"];

/** Serves RegisterCluster, DescribeCluster, DeregisterCluster and ListClusters out of a map. */
export function registryServer(habits: RegistryHabits, now: () => number): Script {
  const clusters = new Map<string, Members>();
  return ({ method, path, body }) => {
    const text = new TextDecoder().decode(body);
    return toResponse(answerTo({ method, path, text, now: now() / 1000 }, clusters, habits));
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly text: string;
  /** Epoch seconds. */
  readonly now: number;
}

function answerTo(asked: Asked, clusters: Map<string, Members>, habits: RegistryHabits): Answer {
  const { method, path } = asked;
  const [route = "", query = ""] = path.split("?");
  const [, collection, label] = route.split("/");
  if (method === "POST" && route === "/cluster-registrations") return register(asked, clusters, habits);
  if (method === "GET" && route === "/clusters") return list(new URLSearchParams(query), clusters, habits);
  const name = decodeURIComponent(label ?? "");
  const removes = method === "DELETE" && collection === "cluster-registrations";
  if (!removes && (method !== "GET" || collection !== "clusters")) return refusal(404, "UnknownOperationException");
  const cluster = clusters.get(name);
  if (cluster === undefined) return refusal(404, "ResourceNotFoundException");
  if (!removes) return { status: 200, body: { cluster } };
  clusters.delete(name);
  return { status: 200, body: { cluster: { ...cluster, status: "DELETING" } } };
}

function register({ text, now }: Asked, clusters: Map<string, Members>, { stores, validates }: RegistryHabits): Answer {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return validates ? refusal(400, "SerializationException") : { status: 200, body: { cluster: clusterOf({}, now) } };
  }
  if (validates && !isMembers(input)) return refusal(400, "SerializationException");
  const members = isMembers(input) ? input : {};
  if (validates && !isValid(members)) return refusal(400, "InvalidParameterException");
  const known = clusters.get(String(members["name"]));
  if (known !== undefined && stores) return refusal(409, "ResourceInUseException");
  const cluster = clusterOf(members, now);
  if (stores) clusters.set(String(members["name"]), cluster);
  return { status: 200, body: { cluster } };
}

function clusterOf({ name, connectorConfig, tags }: Members, now: number): Members {
  const config = isMembers(connectorConfig) ? connectorConfig : {};
  return {
    name,
    arn: `arn:aws:eks:us-east-1:111122223333:cluster/${String(name)}`,
    createdAt: now,
    status: "PENDING",
    tags: tags ?? {},
    connectorConfig: {
      activationId: crypto.randomUUID(),
      activationCode: crypto.randomUUID(),
      activationExpiry: now + 3 * DAYS,
      provider: config["provider"],
      roleArn: config["roleArn"],
    },
  };
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isValid({ name, connectorConfig, clientRequestToken = "", tags = {} }: Members): boolean {
  if (typeof name !== "string" || !NAME.test(name) || !isMembers(connectorConfig)) return false;
  const { provider, roleArn } = connectorConfig;
  if (!PROVIDERS.includes(provider as string) || typeof roleArn !== "string") return false;
  if (typeof (clientRequestToken ?? "") !== "string") return false;
  return tags === null || (isMembers(tags) && areTags(tags));
}

function areTags(tags: Members): boolean {
  const entries = Object.entries(tags);
  return (
    entries.length <= 50 &&
    entries.every(
      ([key, value]) => key !== "" && [...key].length <= 128 && typeof value === "string" && [...value].length <= 256,
    )
  );
}

function list(query: URLSearchParams, clusters: ReadonlyMap<string, Members>, { validates }: RegistryHabits): Answer {
  const asked = query.get("maxResults") ?? "100";
  const within = /^\d{1,3}$/.test(asked) && Number(asked) >= 1 && Number(asked) <= 100;
  const includes = query.getAll("include").every((each) => each === "all");
  if (validates && !(within && includes)) return refusal(400, "InvalidParameterException");
  const names = query.getAll("include").includes("all") ? [...clusters.keys()] : [];
  const from = Number(query.get("nextToken") ?? 0);
  const size = Number(query.get("maxResults") ?? 100);
  const next = from + size < names.length ? { nextToken: String(from + size) } : {};
  return { status: 200, body: { clusters: names.slice(from, from + size), ...next } };
}

function refusal(status: number, error: string): Answer {
  return { status, error, body: { message: "refused" } };
}

function toResponse({ status, body, error }: Answer): WireResponse {
  const text = JSON.stringify(body);
  return aResponse(error === undefined ? { status, text } : { status, text, headers: errorHeaders(error) });
}
