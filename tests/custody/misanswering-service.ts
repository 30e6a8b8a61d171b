import { request as sendOn, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { startReferenceServer } from "#reference/server/server.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { httpServer, onCleanUp } from "#tests/helpers/servers/loopback.ts";

/** What stands before a whole service, and answers otherwise than that does. */
export interface Misanswer {
  /** The id of a stranger's subscription stands for that of each one made. */
  readonly namesTheirs?: boolean;
  /** Every so-many-th creation is carried out, and answered with this status. */
  readonly insteadOfSuccess?: { readonly every: number; readonly status: number };
}

export interface MisansweringService {
  readonly origin: string;
  /** The id of a stranger's subscription, which was there before. */
  readonly theirs: string;
  /** `METHOD path` of each request. */
  readonly requests: readonly string[];
  /** What is there but the stranger's: names of clusters and ids of subscriptions. */
  left(): Promise<{ readonly clusters: string[]; readonly subscriptions: string[] }>;
}

const SUBSCRIPTIONS = "/eks-anywhere-subscriptions";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The reference of all of EKS, with somebody's subscription on it, behind a proxy that misanswers. */
export async function misansweringService({
  namesTheirs = false,
  insteadOfSuccess,
}: Misanswer): Promise<MisansweringService> {
  const reference = await startReferenceServer({ spec: "eks", region: "us-east-1", hooks: false });
  onCleanUp(() => reference.close());
  const body = JSON.stringify({ name: "theirs", term: { duration: 12, unit: "MONTHS" } });
  const bought = await passOn(reference.url, { method: "POST", path: SUBSCRIPTIONS, body });
  const theirs = String(memberOf(parse(bought.body)));
  const requests: string[] = [];
  let creations = 0;
  const misanswered = (call: IncomingMessage, answer: Answer): Answer => {
    const isCreation = call.method === "POST" && answer.status < 300 && !/^\/tags\//.test(call.url ?? "");
    if (!isCreation) return answer;
    creations += 1;
    if (creations % (insteadOfSuccess?.every ?? Infinity) === 0)
      return { ...answer, status: insteadOfSuccess?.status ?? 500, body: '{"message":"It was not done."}' };
    const made = call.url === SUBSCRIPTIONS && namesTheirs ? memberOf(parse(answer.body)) : undefined;
    return typeof made === "string" ? { ...answer, body: answer.body.replaceAll(made, theirs) } : answer;
  };
  const origin = await httpServer(async (call: IncomingMessage, response: ServerResponse) => {
    requests.push(`${call.method} ${call.url}`);
    const { method = "", url: path = "", headers } = call;
    const answer = misanswered(call, await passOn(reference.url, { method, path, headers, body: await textOf(call) }));
    const headersTold = Object.entries(answer.headers).filter(([name]) => name !== "transfer-encoding");
    const length = { "content-length": Buffer.byteLength(answer.body) };
    response.writeHead(answer.status, { ...Object.fromEntries(headersTold), ...length }).end(answer.body);
  });
  const listed = async (path: string, member: string): Promise<JsonValue[]> => {
    const items = parse((await passOn(reference.url, { method: "GET", path })).body)[member];
    return Array.isArray(items) ? items : [];
  };
  const left = async () => ({
    clusters: (await listed("/clusters?include=all&maxResults=100", "clusters")).map(String),
    subscriptions: (await listed(`${SUBSCRIPTIONS}?maxResults=100`, "subscriptions"))
      .map((each) => String(isJsonObject(each) ? each["id"] : undefined))
      .filter((id) => id !== theirs),
  });
  return { origin, theirs, requests, left };
}

function memberOf({ subscription }: JsonObject): JsonValue | undefined {
  return isJsonObject(subscription) ? subscription["id"] : undefined;
}

function parse(text: string): JsonObject {
  const value = JSON.parse(text) as JsonValue;
  return isJsonObject(value) ? value : {};
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: IncomingHttpHeaders;
}

function passOn(origin: string, { method, path, body = "", headers = JSON_SENT }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = sendOn(new URL(origin), { method, headers, path }, (response) => {
      void textOf(response).then((text) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const JSON_SENT = { "content-type": "application/json" };

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}
