import type { IncomingMessage, ServerResponse } from "node:http";
import { milestones } from "#tests/helpers/milestones.ts";
import { httpServer } from "./loopback.ts";

export interface Cluster {
  readonly name: string;
  /** Epoch seconds. */
  readonly createdAt: number;
  tags: Record<string, string>;
  readonly theirs: boolean;
}

/** What comes back in place of the success that was done: a status, or half a body. */
export type Answer = number | "cut off";

/** A request that a careless target takes for a registration: in what way it has no name. */
export type Carelessness = "no name" | "null" | "no object" | "no JSON" | "no body" | "GET";

/** What a target does wrong, as data. */
export interface Behaviour {
  /** Every so-many-th registration, of the names that look so where it says how, is carried out and answered like this. */
  readonly insteadOfSuccess?: { readonly every: number; readonly answer: Answer; readonly names?: RegExp };
  /** Each success of a registration names this cluster. */
  readonly namesInAnswers?: string;
  /** What DescribeCluster shows for every name: this cluster, whose own name it is. */
  readonly alwaysShows?: string;
  /** Lists name these too. */
  readonly alsoLists?: readonly string[];
  /** Tags of a registration go onto all clusters of others as well. */
  readonly copiesTags?: boolean;
  /** Registered clusters of anybody's at a time. */
  readonly quota?: number;
  /** Every DeregisterCluster is denied. */
  readonly keeps?: boolean;
  /** Every so-many-th DeregisterCluster is answered as ever, and nothing is removed. */
  readonly onlySaysRemoved?: { readonly every: number };
  /** Clusters have names in capitals, and nothing is known of them by the names that were sent. */
  readonly capitals?: boolean;
  /** There is no ListClusters. */
  readonly noList?: boolean;
  /** What comes to the path of registrations registers by whatever method, and is answered with this. */
  readonly anyMethod?: 200 | 404 | 405;
  /** What it registers although a rule is broken, under a name of its own. */
  readonly careless?: Carelessness;
  /** What it names itself bears these tags as well. */
  readonly ownTags?: Record<string, string>;
}

export interface HostileTarget {
  readonly origin: string;
  /** Clusters of others that are still there. */
  theirs(): string[];
  /** All the rest. */
  ours(): string[];
  /** Registrations so far that may be answered by something else than their success. */
  chosen(): number;
  /** `METHOD path` of each request. */
  readonly requests: string[];
  /** Resolves once so many requests have come in. */
  asked(requests: number): Promise<void>;
}

const HOUR = 3_600;

/** A small target of its own that takes any registration, and does what its behaviour says besides. */
export async function hostileTarget(behaviour: Behaviour, strangers: readonly string[] = []): Promise<HostileTarget> {
  const clusters = new Map<string, Cluster>();
  for (const name of strangers) {
    clusters.set(name, { name, createdAt: Date.now() / 1000 - HOUR, tags: {}, theirs: true });
  }
  const requests: string[] = [];
  const { pass, reached } = milestones();
  const registered = { count: 0 };
  const deregistered = { count: 0 };
  const origin = await httpServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    pass();
    void bodyOf(request).then((body) =>
      answer({ clusters, behaviour, registered, deregistered }, { request, response, body }),
    );
  });
  const names = (theirs: boolean) =>
    [...clusters.values()].filter((cluster) => cluster.theirs === theirs).map(({ name }) => name);
  return {
    origin,
    requests,
    asked: reached,
    theirs: () => names(true),
    ours: () => names(false),
    chosen: () => registered.count,
  };
}

interface State {
  readonly clusters: Map<string, Cluster>;
  readonly behaviour: Behaviour;
  readonly registered: { count: number };
  readonly deregistered: { count: number };
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
}

function answer(state: State, call: Call): void {
  const [path = ""] = (call.request.url ?? "").split("?");
  const { method = "" } = call.request;
  if (method === "POST" && path === "/cluster-registrations") return register(state, call);
  if (method === "GET" && path === "/cluster-registrations" && state.behaviour.careless === "GET")
    return registerCarelessly(state, call);
  if (state.behaviour.anyMethod !== undefined && path === "/cluster-registrations") return registerUnsaid(state, call);
  if (method === "GET" && path === "/clusters") return list(state, call);
  const name = /^\/(clusters|cluster-registrations)\/([^/]+)$/.exec(path)?.[2];
  const cluster = name === undefined ? undefined : state.clusters.get(decodeURIComponent(name));
  if (name === undefined || (method !== "GET" && method !== "DELETE"))
    return refuse(call, 404, "UnknownOperationException");
  const always = state.clusters.get(state.behaviour.alwaysShows ?? "");
  if (method === "GET" && always !== undefined) return send(call, 200, { cluster: shown(always) });
  if (cluster === undefined) return refuse(call, 404, "ResourceNotFoundException");
  if (method === "DELETE" && state.behaviour.keeps === true) return refuse(call, 403, "AccessDeniedException");
  if (method === "DELETE") remove(state, cluster);
  send(call, 200, { cluster: shown(cluster) });
}

function remove({ clusters, behaviour, deregistered }: State, { name }: Cluster): void {
  deregistered.count += 1;
  if (deregistered.count % (behaviour.onlySaysRemoved?.every ?? Infinity) !== 0) clusters.delete(name);
}

function register(state: State, call: Call): void {
  const { clusters, behaviour } = state;
  const { name, tags = {} } = inputOf(call.body);
  if (behaviour.careless !== undefined && howNameless(call.body) === behaviour.careless)
    return registerCarelessly(state, call);
  if (typeof name !== "string" || name === "") return refuse(call, 400, "InvalidParameterException");
  if (clusters.has(name)) return refuse(call, 409, "ResourceInUseException");
  if (clusters.size >= (behaviour.quota ?? Infinity)) return refuse(call, 400, "ResourceLimitExceededException");
  const known = behaviour.capitals === true ? name.toUpperCase() : name;
  const cluster = { name: known, createdAt: Date.now() / 1000, tags, theirs: false };
  clusters.set(known, cluster);
  if (behaviour.copiesTags === true) {
    for (const each of clusters.values()) if (each.theirs) each.tags = { ...tags };
  }
  const { every, answer: instead, names = /(?:)/ } = behaviour.insteadOfSuccess ?? { every: Infinity, answer: 500 };
  if (names.test(name)) state.registered.count += 1;
  const body = { cluster: { ...shown(cluster), name: behaviour.namesInAnswers ?? name } };
  if (!names.test(name) || state.registered.count % every !== 0) return send(call, 200, body);
  if (instead !== "cut off") return refuse(call, instead, "WorkDoneAllTheSame");
  call.response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  call.response.write('{"cluster":', () => call.response.destroy());
}

function howNameless(body: string): Carelessness | undefined {
  if (body === "") return "no body";
  try {
    const value = JSON.parse(body) as unknown;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "no object";
    if (!("name" in value)) return "no name";
    return value.name === null ? "null" : undefined;
  } catch {
    return "no JSON";
  }
}

function registerCarelessly({ clusters, behaviour, registered }: State, call: Call): void {
  registered.count += 1;
  const tags = { ...inputOf(call.body).tags, ...behaviour.ownTags };
  const cluster = { name: `own-${registered.count}`, createdAt: Date.now() / 1000, tags, theirs: false };
  clusters.set(cluster.name, cluster);
  send(call, 200, { cluster: { ...shown(cluster), name: behaviour.namesInAnswers ?? cluster.name } });
}

function registerUnsaid(state: State, call: Call): void {
  const { anyMethod: status = 200 } = state.behaviour;
  if (status === 200) return register(state, call);
  const { name, tags = {} } = inputOf(call.body);
  if (typeof name === "string") {
    state.clusters.set(name, { name, createdAt: Date.now() / 1000, tags, theirs: false });
    state.registered.count += 1;
  }
  refuse(call, status, "UnknownOperationException");
}

function list({ clusters, behaviour }: State, call: Call): void {
  if (behaviour.noList === true) return refuse(call, 404, "UnknownOperationException");
  send(call, 200, { clusters: [...new Set([...clusters.keys(), ...(behaviour.alsoLists ?? [])])], nextToken: null });
}

function shown({ name, createdAt, tags }: Cluster): object {
  const connectorConfig = { activationId: name, activationCode: name, activationExpiry: createdAt + 72 * HOUR };
  return {
    name,
    createdAt,
    tags,
    status: "PENDING",
    arn: `arn:aws:eks:us-east-1:111122223333:cluster/${name}`,
    connectorConfig,
  };
}

function inputOf(body: string): { readonly name?: unknown; readonly tags?: Record<string, string> } {
  try {
    return Object(JSON.parse(body)) as object;
  } catch {
    return {};
  }
}

function refuse({ response }: Call, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": code });
  response.end(JSON.stringify({ message: code }));
}

function send({ response }: Call, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}
