import { readFileSync } from "node:fs";
import type { Delivery, WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { Target } from "#endpoint/target.ts";
import { parseContract, type Contract } from "#spec/contract/contract.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { STARTED_AT } from "#tests/suites/made-replies.ts";

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

/** The contract and the resource table of a service that has nothing to do with EKS. */
export function widgets(): { readonly contract: Contract; readonly table: ResourceTable } {
  const contract = parseContract(read("widgets.openapi.yaml"), "widgets.openapi.yaml");
  return { contract, table: parseResources(read("widgets.resources.yaml"), "widgets.resources.yaml", contract) };
}

/** What the service does wrong. */
export type Defect =
  | "takes long names"
  | "takes unknown colours"
  | "lists nothing"
  | "lists the first box a moment late"
  | "keeps what is burnt"
  | "shows no colour"
  | "paints nothing"
  | "loses tags"
  | "answers 200 to unknown names"
  | "takes taken names"
  | "pages of all"
  | "refuses its own tokens"
  | "fails to list boxes without a name"
  | "makes one box without a name"
  | "keeps what was painted"
  | "paints for ever"
  | "paints once"
  | "makes one box"
  | "shows no ARN of what it makes"
  | "works and answers 504"
  | "knows no tags"
  | "has tags alone, and answers 501 to all else"
  | "tags with anything"
  | "redirects everything"
  | "keeps any stripes, and cannot read them";

interface Box {
  readonly boxName: string;
  colour: string | null;
  tags: Record<string, string>;
  readonly token: string | null;
  painted?: true;
  stripes?: JsonValue;
}

/** The service in memory. */
export interface WidgetTarget extends Target {
  readonly boxes: ReadonlyMap<string, unknown>;
  readonly sent: readonly WireRequest[];
}

interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly error?: string;
}

const done = (body: JsonObject = {}): Answer => ({ status: 200, body });
const refused = (status: number, error: string): Answer => ({ status, error, body: { message: `${error}.` } });
const invalid = refused(400, "InvalidParameterException");
const unknown = refused(404, "ResourceNotFoundException");
const ARN = "arn:widgets:";

/** A target that serves widgets as their contract says, but for one defect. */
export function widgetTarget(defect?: Defect): WidgetTarget {
  const boxes = new Map<string, Box>();
  const sent: WireRequest[] = [];
  let nameless = 0;
  let lists = 0;
  const shown = (box: Box): JsonObject => ({
    box: {
      boxName: box.boxName,
      arn: ARN + box.boxName,
      state: defect === "paints for ever" && box.painted === true ? "PAINTING" : "READY",
      createdAt: STARTED_AT / 1000,
      colour: defect === "shows no colour" ? null : box.colour,
      tags: box.tags,
    },
  });
  const make = ({ boxName, colour = null, tags = null, token = null }: JsonObject): Answer => {
    const longest = defect === "takes long names" ? 99 : 30;
    if (defect === "fails to list boxes without a name" && boxName === undefined) {
      nameless += 1;
      return done({ box: {} });
    }
    if (defect === "makes one box without a name" && (boxName ?? null) === null) {
      nameless += 1;
      return nameless > 1 ? refused(409, "ResourceInUseException") : done({ box: {} });
    }
    if (defect === "makes one box" && boxes.size > 0) return refused(409, "ResourceInUseException");
    if (typeof boxName !== "string" || boxName.length > longest || !/^[a-z][a-z0-9-]*$/.test(boxName)) return invalid;
    const anyColour = defect === "takes unknown colours" && typeof colour === "string";
    if (colour !== null && colour !== "red" && colour !== "blue" && !anyColour) return invalid;
    if (!areTags(tags) || (token !== null && typeof token !== "string")) return invalid;
    const there = boxes.get(boxName);
    if (there !== undefined && token !== null && there.token === token) return done(shown(there));
    if (there !== undefined && defect !== "takes taken names") return refused(409, "ResourceInUseException");
    const kept = defect === "loses tags" ? {} : { ...tags };
    const box: Box = { boxName, colour: colour as string | null, tags: kept, token };
    boxes.set(boxName, box);
    if (defect === "shows no ARN of what it makes")
      return done({ box: { ...(shown(box)["box"] as JsonObject), arn: null } });
    return defect === "works and answers 504" ? refused(504, "GatewayTimeout") : done(shown(box));
  };
  const list = (query: URLSearchParams): Answer => {
    const [size, from] = [Number(query.get("size") ?? 10), Number(query.get("next") ?? 0)];
    if (!Number.isInteger(size) || size < 1 || size > 10 || !Number.isInteger(from)) return invalid;
    if (defect === "fails to list boxes without a name" && nameless > 0) return refused(500, "InternalFailure");
    if (defect === "refuses its own tokens" && from > 0) return invalid;
    if (defect === "lists nothing") return done({ boxes: [], next: null });
    const isLate = defect === "lists the first box a moment late" && lists === 0;
    lists += 1;
    const names = isLate ? [] : [...boxes.keys()].sort();
    if (defect === "pages of all") return done({ boxes: names, next: null });
    const next = from + size < names.length ? String(from + size) : null;
    return done({ boxes: names.slice(from, from + size), next });
  };
  const onBox = (method: string, name: string, input: JsonObject): Answer => {
    const box = boxes.get(name);
    if (box === undefined) {
      return defect === "answers 200 to unknown names" && method === "GET" ? done({ box: {} }) : unknown;
    }
    if (method === "POST") {
      if (defect === "paints once" && box.painted === true) return invalid;
      if (input["colour"] !== "red" && input["colour"] !== "blue") return invalid;
      const { stripes = null } = input;
      if (defect === "keeps any stripes, and cannot read them") {
        if (stripes !== null && !areStripes(box.stripes ?? null)) return refused(500, "InternalFailure");
        box.stripes = stripes ?? box.stripes;
      } else if (!areStripes(stripes)) return invalid;
      if (defect !== "paints nothing" && defect !== "paints for ever") box.colour = input["colour"];
      box.painted = true;
    }
    const isKept = defect === "keeps what was painted" && box.painted === true;
    if (method === "DELETE" && isKept) return refused(409, "ResourceInUseException");
    if (method === "DELETE" && defect !== "keeps what is burnt") boxes.delete(name);
    return done(shown(box));
  };
  const onTags = (method: string, arn: string, query: URLSearchParams, { tags = null }: JsonObject): Answer => {
    const box = boxes.get(arn.slice(ARN.length));
    if (box === undefined) return unknown;
    if (method === "POST") {
      if (!isJsonObject(tags) || (!areTags(tags) && defect !== "tags with anything")) return invalid;
      Object.assign(box.tags, tags);
    }
    if (method === "DELETE") {
      if (!query.has("keys")) return invalid;
      const dropped = query.getAll("keys");
      box.tags = Object.fromEntries(Object.entries(box.tags).filter(([key]) => !dropped.includes(key)));
    }
    return done(method === "GET" ? { tags: box.tags } : {});
  };
  const answer = ({ method, path, body }: WireRequest): Answer => {
    const [place = "", search = ""] = path.split("?");
    const query = new URLSearchParams(search);
    const [, kind = "", rest] = place.split("/");
    const input = parse(body);
    if (input === undefined) return invalid;
    const name = rest === undefined ? undefined : decodeURIComponent(rest);
    if (kind === "boxes" && defect === "has tags alone, and answers 501 to all else")
      return refused(501, "InternalFailure");
    if (kind === "boxes" && name === undefined) return method === "POST" ? make(input) : list(query);
    if (kind === "boxes" && name !== undefined) return onBox(method, name, input);
    if (kind === "tags" && name !== undefined && defect !== "knows no tags") return onTags(method, name, query, input);
    return refused(404, "UnknownOperationException");
  };
  const send = (request: WireRequest): Promise<Delivery> => {
    sent.push(request);
    const url = `http://127.0.0.1${request.path}`;
    const response = defect === "redirects everything" ? ELSEWHERE : responseOf(answer(request));
    const last = { request: { ...request, url }, response, startedAt: STARTED_AT, durationMs: 0, attempt: 1 };
    return Promise.resolve({ last, earlier: [] });
  };
  return { endpoint: "http://127.0.0.1", region: "us-east-1", close: () => Promise.resolve(), send, boxes, sent };
}

const ELSEWHERE: WireResponse = {
  status: 302,
  headers: [["location", "https://elsewhere.example/login"]],
  body: new Uint8Array(),
  truncated: false,
};

function areTags(tags: unknown): tags is Record<string, string> | null {
  if (tags === null) return true;
  if (!isJsonObject(tags)) return false;
  const values = Object.values(tags);
  return values.length <= 3 && values.every((value) => typeof value === "string");
}

function areStripes(stripes: JsonValue): boolean {
  if (stripes === null) return true;
  const count = isJsonObject(stripes) ? (stripes["count"] ?? 1) : 0;
  return typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= 5;
}

function parse(body: Uint8Array | undefined): JsonObject | undefined {
  if (body === undefined || body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function responseOf({ status, body, error }: Answer): WireResponse {
  const named = error === undefined ? [] : [["x-amzn-errortype", error] as const];
  const headers = [["content-type", "application/json"] as const, ["x-amzn-requestid", "1"] as const, ...named];
  return { status, headers, body: new TextEncoder().encode(JSON.stringify(body)), truncated: false };
}
