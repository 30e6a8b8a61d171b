// Requests of every operation as AWS's SDK for JavaScript sends them, captured on loopback, beside ours for one input.
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as sdk from "@aws-sdk/client-eks";
import fc from "fast-check";
import { validInput } from "#generators/random/valid-inputs.ts";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { fromWire, toWire } from "#protocol/values/model-values.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { startServer } from "#tests/helpers/servers/loopback.ts";

const SEED = 18;
const RANDOM = 6;
const context: GenerationContext = { prefix: "ecf-sdk-", fixtures: {} };
const contract = loadEksContract();

/** A request as the two are compared: query pairs in any order but that of one name. */
interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly contentType: string | undefined;
  readonly body: JsonValue | undefined;
}

let close: () => Promise<void>;
let client: sdk.EKSClient;
let arrived: Seen[] = [];

beforeAll(async () => {
  // Random lists go into the query in full.
  const server = createServer({ maxHeaderSize: 2 ** 20 }, (request, response) => {
    void seenBy(request).then((seen) => {
      arrived.push(seen);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  const started = await startServer(server);
  close = started.close;
  client = new sdk.EKSClient({
    endpoint: started.url,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await close();
});

test("the service has 70 operations", () => {
  expect(contract.operations.size).toBe(70);
});

describe.each([...contract.operations.values()])("$id", (operation) => {
  test("is asked for as the SDK asks for it", async () => {
    const inputs = inputsOf(operation);
    expect(inputs.length).toBeGreaterThanOrEqual(2);
    for (const input of inputs) {
      const ours = oursOf(operation, input);
      expect(withoutFilledToken(operation, input, await sdkRequest(operation, input))).toEqual(ours);
    }
  });
});

/** Inputs as a programmer gives them: the plainest, the fullest and random ones, those left out that fit into no path. */
function inputsOf(operation: Operation): JsonObject[] {
  const { input } = operation;
  const random = fc.sample(validInput(input, context), { seed: SEED, numRuns: RANDOM });
  return [minimalInput(input, context, "minimal"), fullInput(input, context, "full"), ...random]
    .map((wire) => fromWire(input, wire) as JsonObject)
    .filter((given) => encodeInput(operation, toWire(input, given) as JsonObject) !== undefined);
}

function oursOf(operation: Operation, input: JsonObject): Seen {
  const request = encodeInput(operation, toWire(operation.input, input) as JsonObject);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return seen(request, Buffer.from(request.body ?? []).toString());
}

type AnyCommand = new (input: JsonObject) => Parameters<typeof client.send>[0];

async function sdkRequest({ id }: Operation, input: JsonObject): Promise<Seen> {
  arrived = [];
  const Command = (sdk as unknown as Readonly<Record<string, AnyCommand | undefined>>)[`${id}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${id}Command`);
  await client.send(new Command(input));
  const [only, ...others] = arrived;
  if (only === undefined || others.length > 0) throw new Error(`${arrived.length} requests arrived`);
  return only;
}

async function seenBy(request: IncomingMessage): Promise<Seen> {
  const { method = "", url = "", headers } = request;
  return seen(
    { method, path: url, headers: Object.entries(headers).map(([name, value]) => [name, String(value)]) },
    await text(request),
  );
}

function seen({ method, path: target, headers }: WireRequest, body: string): Seen {
  const [path = "", query = ""] = target.split("?");
  return {
    method,
    path,
    query: query
      .split("&")
      .filter((pair) => pair !== "" && !pair.startsWith("x-id="))
      .sort(),
    contentType: headerValue(headers, "content-type"),
    body: body === "" ? undefined : (JSON.parse(body) as JsonValue),
  };
}

/** The SDK fills in a token that the input has not; ours are drawn with the input. */
function withoutFilledToken({ members }: Operation, input: JsonObject, request: Seen): Seen {
  const filled = members
    .filter(({ name, schema }) => schema["x-idempotency-token"] === true && input[name] === undefined)
    .map(({ wireName }) => wireName);
  const query = request.query.filter((pair) => !filled.some((name) => pair.startsWith(`${name}=`)));
  if (!isJsonObject(request.body)) return { ...request, query };
  const kept = Object.entries(request.body).filter(([name]) => !filled.includes(name));
  return { ...request, query, body: Object.fromEntries(kept) };
}
