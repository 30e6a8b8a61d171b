import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ReferenceResponse } from "../../reference/message.ts";
import { createReference } from "../../reference/reference.ts";

/** Chances of what may befall a request, each from 0 to 1, and what holds for the whole of a double's life. */
export interface Weather {
  readonly resetBefore: number;
  /** Carried out, and no answer. */
  readonly resetAfter: number;
  /** Carried out, and half an answer. */
  readonly cut: number;
  /** A storm of 429 begins, a few requests long. */
  readonly storm: number;
  /** A burst of 503 begins. */
  readonly burst: number;
  /** A name asked for is somebody else's by then. */
  readonly taken: number;
  /** Milliseconds at most until an answer begins. */
  readonly latencyMs: number;
  /** Milliseconds that lists lag behind writes, and reads of a cluster behind its deregistration. */
  readonly lagMs: number;
  /** Milliseconds that its clock is ahead. */
  readonly skewMs: number;
  /** Credentials end at this request. */
  readonly expiresAt?: number;
}

export const CALM: Weather = {
  resetBefore: 0,
  resetAfter: 0,
  cut: 0,
  storm: 0,
  burst: 0,
  taken: 0,
  latencyMs: 0,
  lagMs: 0,
  skewMs: 0,
};

export interface LoggedRequest {
  /** Milliseconds, on a clock that never goes back. */
  readonly at: number;
  readonly line: string;
  readonly status: number;
  /** Clusters alive after it, the foreign ones left out. */
  readonly alive: number;
}

export interface ChaosDouble {
  readonly url: string;
  readonly log: readonly LoggedRequest[];
  /** Clusters that nobody may touch. */
  readonly foreign: ReadonlySet<string>;
  clusterNames(): readonly string[];
  close(): void;
}

/** A conforming server behind a bad line: the same seed brings the same weather for the same requests. */
export async function startChaos(
  seed: number,
  weather: Weather,
  planted: readonly string[] = [],
): Promise<ChaosDouble> {
  const double = new Double(seed, weather);
  for (const name of planted) await double.plant(name);
  const server = createServer((request, response) => void double.serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log: double.log,
    foreign: double.foreign,
    clusterNames: () => double.reference.clusterNames(),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** mulberry32: uniform in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOUR = 3_600_000;

class Double {
  readonly log: LoggedRequest[] = [];
  readonly foreign = new Set<string>();
  readonly reference: ReturnType<typeof createReference>;
  readonly #weather: Weather;
  readonly #random: () => number;
  readonly #asked = new Set<string>();
  /** When names came and went, and what was last said of those that went. */
  readonly #came = new Map<string, number>();
  readonly #gone = new Map<string, { readonly at: number; readonly said: ReferenceResponse }>();
  #age = 0;
  #storm = 0;
  #burst = 0;
  #count = 0;

  constructor(seed: number, weather: Weather) {
    this.#weather = weather;
    this.#random = seededRandom(seed);
    this.reference = createReference({ now: () => Date.now() + weather.skewMs - this.#age });
  }

  /** Somebody else's cluster, an hour old. */
  async plant(name: string): Promise<void> {
    const input = { name, connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/theirs", provider: "GKE" } };
    this.#age = HOUR;
    const body = Buffer.from(JSON.stringify(input));
    const headers = [["content-type", "application/json"]] as const;
    const { status } = await this.reference.handle({ method: "POST", path: "/cluster-registrations", headers, body });
    this.#age = 0;
    if (status === 200) this.foreign.add(name);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    this.#count += 1;
    const fate = this.#fate();
    await new Promise((resolve) => setTimeout(resolve, this.#random() * this.#weather.latencyMs));
    if (fate === "reset-before") return void response.destroy();
    const answer = fate === "work" || fate === "reset-after" || fate === "cut" ? await this.#work(request, body) : fate;
    const alive = this.reference.clusterNames().filter((name) => !this.foreign.has(name)).length;
    this.log.push({
      at: performance.now(),
      line: `${request.method} ${request.url}`,
      status: answer.status,
      alive,
    });
    if (fate === "reset-after") return void response.destroy();
    const bytes = Buffer.from(answer.body);
    response.sendDate = false;
    response.writeHead(answer.status, [
      ...answer.headers.flat(),
      ...["date", new Date(Date.now() + this.#weather.skewMs).toUTCString()],
      ...["content-length", String(bytes.length)],
    ]);
    if (fate === "cut") response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    else response.end(bytes);
  }

  #fate(): "work" | "reset-before" | "reset-after" | "cut" | Pick<ReferenceResponse, "status" | "headers" | "body"> {
    const { resetBefore, resetAfter, cut, storm, burst, expiresAt = Infinity } = this.#weather;
    if (this.#count >= expiresAt) return refusal(403, "ExpiredTokenException");
    if (this.#storm > 0 || this.#random() < storm) {
      this.#storm = this.#storm > 0 ? this.#storm - 1 : Math.floor(this.#random() * 6);
      return refusal(429, "TooManyRequestsException");
    }
    if (this.#burst > 0 || this.#random() < burst) {
      this.#burst = this.#burst > 0 ? this.#burst - 1 : Math.floor(this.#random() * 2);
      return refusal(503, "ServiceUnavailableException");
    }
    const drawn = this.#random();
    if (drawn < resetBefore) return "reset-before";
    if (drawn < resetBefore + resetAfter) return "reset-after";
    return drawn < resetBefore + resetAfter + cut ? "cut" : "work";
  }

  async #work(request: IncomingMessage, body: Uint8Array): Promise<ReferenceResponse> {
    const { method = "", url: path = "", rawHeaders } = request;
    const name = /"name":"([^"\\]+)"/.exec(Buffer.from(body).toString())?.[1];
    if (method === "POST" && name !== undefined && !this.#asked.has(name)) {
      this.#asked.add(name);
      if (this.#random() < this.#weather.taken) await this.plant(name);
    }
    const before = new Set(this.reference.clusterNames());
    const headers = pairs(rawHeaders);
    const answer = await this.reference.handle({ method, path, headers, body });
    this.#noteChanges(before, answer);
    return this.#lagging(method, path, answer);
  }

  #noteChanges(before: ReadonlySet<string>, said: ReferenceResponse): void {
    const at = performance.now();
    const now = new Set(this.reference.clusterNames());
    for (const name of now) if (!before.has(name)) this.#came.set(name, at);
    for (const name of before) if (!now.has(name)) this.#gone.set(name, { at, said });
  }

  /** Lists show what was a moment ago, and a cluster just deregistered is still described as on its way out. */
  #lagging(method: string, path: string, answer: ReferenceResponse): ReferenceResponse {
    const since = performance.now() - this.#weather.lagMs;
    const described = /^\/clusters\/([^?]+)$/.exec(path)?.[1];
    if (method !== "GET" || this.#weather.lagMs === 0) return answer;
    if (described !== undefined) {
      const gone = this.#gone.get(decodeURIComponent(described));
      return answer.status === 404 && gone !== undefined && gone.at > since ? gone.said : answer;
    }
    if (answer.status !== 200 || !/^\/clusters\?include=all$/.test(path)) return answer;
    const { clusters } = JSON.parse(String(answer.body)) as { clusters: string[] };
    const shown = clusters.filter((name) => (this.#came.get(name) ?? 0) <= since || this.foreign.has(name));
    const lingering = [...this.#gone].filter(([name, { at }]) => at > since && !clusters.includes(name));
    const body = {
      ...(JSON.parse(String(answer.body)) as object),
      clusters: [...shown, ...lingering.map(([name]) => name)],
    };
    return { ...answer, body: JSON.stringify(body) };
  }
}

function refusal(status: number, name: string): Pick<ReferenceResponse, "status" | "headers" | "body"> {
  const headers = [
    ["content-type", "application/json"],
    ["x-amzn-errortype", name],
    ["x-amzn-requestid", "00000000-0000-4000-8000-000000000000"],
  ] as const;
  return { status, headers, body: JSON.stringify({ message: "weather" }) };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as [string, string]] : []));
}
