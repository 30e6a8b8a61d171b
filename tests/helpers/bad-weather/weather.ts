import {
  type Header,
  PLAIN_TRANSPORT,
  type ReferenceRequest,
  type ReferenceResponse,
  type Transport,
} from "#reference/message.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { createReference } from "#reference/server/reference.ts";

/** Chances of what may befall a request, each from 0 to 1, and what holds for as long as a server lives. */
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

/** Time as the server sees it, in milliseconds. */
interface ServerClock {
  readonly now: () => number;
  readonly epoch: () => number;
}

/** A conforming server behind a bad line: the same seed brings the same weather for the same requests. */
export class BadWeather implements Pick<Reference, "handle" | "clusterNames"> {
  readonly log: LoggedRequest[] = [];
  /** Clusters that nobody may touch. */
  readonly foreign = new Set<string>();
  readonly #reference: Reference;
  readonly #clock: ServerClock;
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

  constructor(seed: number, weather: Weather, clock: ServerClock) {
    this.#weather = weather;
    this.#clock = clock;
    this.#random = seededRandom(seed);
    this.#reference = createReference({ now: () => this.#epoch() - this.#age });
  }

  clusterNames(): string[] {
    return this.#reference.clusterNames();
  }

  /** Somebody else's cluster, an hour old. */
  async plant(name: string): Promise<void> {
    const input = { name, connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/theirs", provider: "GKE" } };
    this.#age = HOUR;
    const body = Buffer.from(JSON.stringify(input));
    const headers = [["content-type", "application/json"]] as const;
    const { status } = await this.#reference.handle({ method: "POST", path: "/cluster-registrations", headers, body });
    this.#age = 0;
    if (status === 200) this.foreign.add(name);
  }

  async handle(request: ReferenceRequest): Promise<ReferenceResponse> {
    this.#count += 1;
    const { refused, fate } = this.#fate();
    const delayMs = this.#random() * this.#weather.latencyMs;
    const at = this.#clock.now();
    const answer = fate === "drop" ? NOTHING : (refused ?? (await this.#work(request)));
    const alive = this.clusterNames().filter((name) => !this.foreign.has(name)).length;
    if (fate !== "drop") this.log.push({ at, line: `${request.method} ${request.path}`, status: answer.status, alive });
    const date: Header = ["date", new Date(this.#epoch()).toUTCString()];
    return { ...answer, headers: [...answer.headers, date], transport: { ...PLAIN_TRANSPORT, fate, delayMs } };
  }

  #epoch(): number {
    return this.#clock.epoch() + this.#weather.skewMs;
  }

  #fate(): { readonly refused?: ReferenceResponse; readonly fate: Transport["fate"] } {
    const { resetBefore, resetAfter, cut, storm, burst, expiresAt = Infinity } = this.#weather;
    if (this.#count >= expiresAt) return { refused: refusal(403, "ExpiredTokenException"), fate: "deliver" };
    if (this.#storm > 0 || this.#random() < storm) {
      this.#storm = this.#storm > 0 ? this.#storm - 1 : Math.floor(this.#random() * 6);
      return { refused: refusal(429, "TooManyRequestsException"), fate: "deliver" };
    }
    if (this.#burst > 0 || this.#random() < burst) {
      this.#burst = this.#burst > 0 ? this.#burst - 1 : Math.floor(this.#random() * 2);
      return { refused: refusal(503, "ServiceUnavailableException"), fate: "deliver" };
    }
    const drawn = this.#random();
    if (drawn < resetBefore) return { fate: "drop" };
    if (drawn < resetBefore + resetAfter) return { fate: "lose-reply" };
    return { fate: drawn < resetBefore + resetAfter + cut ? "cut" : "deliver" };
  }

  async #work(request: ReferenceRequest): Promise<ReferenceResponse> {
    const { method, path, body } = request;
    const name = /"name":"([^"\\]+)"/.exec(Buffer.from(body).toString())?.[1];
    if (method === "POST" && name !== undefined && !this.#asked.has(name)) {
      this.#asked.add(name);
      if (this.#random() < this.#weather.taken) await this.plant(name);
    }
    const before = new Set(this.clusterNames());
    const answer = await this.#reference.handle(request);
    this.#noteChanges(before, answer);
    return this.#lagging(method, path, answer);
  }

  #noteChanges(before: ReadonlySet<string>, said: ReferenceResponse): void {
    const at = this.#clock.now();
    const now = new Set(this.clusterNames());
    for (const name of now) if (!before.has(name)) this.#came.set(name, at);
    for (const name of before) if (!now.has(name)) this.#gone.set(name, { at, said });
  }

  /** Lists show what was a moment ago, and a cluster just deregistered is still described as on its way out. */
  #lagging(method: string, path: string, answer: ReferenceResponse): ReferenceResponse {
    const since = this.#clock.now() - this.#weather.lagMs;
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

function refusal(status: number, name: string): ReferenceResponse {
  const headers = [
    ["content-type", "application/json"],
    ["x-amzn-errortype", name],
    ["x-amzn-requestid", "00000000-0000-4000-8000-000000000000"],
  ] as const;
  return { status, headers, body: JSON.stringify({ message: "weather" }), transport: PLAIN_TRANSPORT };
}

const NOTHING: ReferenceResponse = { status: 503, headers: [], body: "", transport: PLAIN_TRANSPORT };
