import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "@jest/globals";
import { EKSClient } from "@aws-sdk/client-eks";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { createEksReference } from "#reference/service/service-of.ts";
import { send } from "#tests/reference/requests.ts";
import { commandOf, learn } from "./sdk-command.ts";
import { STEPS } from "./sdk-steps.ts";

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
  readonly components: object;
}

interface DocumentOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>>;
}

const document = JSON.parse(
  readFileSync("spec/eks/openapi.json", "utf8"),
  // The model's objects may have more members; the reference shows none that the model does not know.
  (_key, value: AnySchemaObject) =>
    typeof value === "object" && value !== null && "properties" in value && !("additionalProperties" in value)
      ? { ...value, additionalProperties: false }
      : value,
) as Document;

const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
const ajv = new Ajv2020({ strict: false, allErrors: true });
const reference = createEksReference();
const found = new Map<string, unknown>();
let body: unknown;

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const eks = new EKSClient({
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  requestHandler: { handle },
});

afterAll(() => eks.destroy());

async function handle({ method, path, query = {}, headers, body: sent = "" }: SdkRequest): Promise<never> {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as string[]));
  const target = `${path}?${new URLSearchParams(pairs).toString()}`;
  const answer = await send(reference, {
    method,
    path: target,
    headers: Object.entries(headers),
    body: Buffer.from(sent as Uint8Array),
  });
  if (answer.status >= 300) throw new Error(`${method} ${target} was answered ${answer.status}`);
  body = answer.json;
  const response = {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Readable.from([JSON.stringify(answer.json)]),
  };
  return { response } as never;
}

test.each(STEPS.map((step) => [step.operation, step] as const))(
  "the answer of %s is of its shape",
  async (name, step) => {
    learn(step, await eks.send(commandOf(step, found)), found);
    const operation = operations.find(({ operationId }) => operationId === name);
    const schema = operation?.responses["200"]?.content?.["application/json"]?.schema ?? {};
    const validate = ajv.compile({ ...schema, components: document.components });
    expect(validate(body)).toBe(true);
  },
);
