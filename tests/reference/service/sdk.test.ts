import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as sdk from "@aws-sdk/client-eks";
import { eksService } from "#reference/service/service-of.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { commandOf, exported, learn } from "./sdk-command.ts";
import { STEPS, type Step } from "./sdk-steps.ts";

const CREDENTIALS = { accessKeyId: "AKIDREFERENCE", secretAccessKey: "a-secret" };
const { operations } = eksService();

let server: Awaited<ReturnType<typeof startReferenceServer>>;
let eks: sdk.EKSClient;
const found = new Map<string, unknown>();

beforeAll(async () => {
  const signing = { auth: true, credentials: CREDENTIALS };
  server = await startReferenceServer({ spec: "eks", region: "us-west-2", hooks: true, ...signing });
  eks = client();
});

afterAll(async () => {
  eks.destroy();
  await server.close();
});

function client(): sdk.EKSClient {
  return new sdk.EKSClient({ endpoint: server.url, region: "us-west-2", credentials: CREDENTIALS, maxAttempts: 1 });
}

function stepOf(operation: string): Step {
  const step = STEPS.find((one) => one.operation === operation);
  if (step === undefined) throw new Error(`no step asks for ${operation}`);
  return step;
}

test("the walk is through all operations", () => {
  const walked = new Set(STEPS.map(({ operation }) => operation));
  expect([...walked].sort()).toEqual(operations.map(({ name }) => name).sort());
});

describe("the AWS SDK gets typed results", () => {
  test.each(STEPS.map((step) => [step.operation, step] as const))("of %s", async (_operation, step) => {
    const answer = await eks.send(commandOf(step, found));
    learn(step, answer, found);
    expect(answer).toMatchObject({ ...step.holds, $metadata: { httpStatusCode: 200 } });
  });
});

describe("the AWS SDK gets typed errors", () => {
  test.each(operations.map(({ name, errors }) => [name, errors] as const))("of %s", async (operation, errors) => {
    const step = stepOf(operation);
    const received = [];
    for (const { code } of errors) received.push(await provoke(step, code));
    expect(received).toEqual(errors.map(({ code, status }) => ({ isOfType: true, code, status })));
  });
});

async function provoke(step: Step, code: string): Promise<object> {
  const command = commandOf(step, found);
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers["x-reference-provoke"] = code;
      return next(args);
    },
    { step: "build" },
  );
  const error: unknown = await eks.send(command).catch((reason: unknown) => reason);
  if (!(error instanceof sdk.EKSServiceException)) return { error };
  const { name, message, $metadata } = error;
  const isOfType = error instanceof exported<new () => Error>(code);
  const facts = { isOfType, code: name, status: $metadata.httpStatusCode };
  return isOfType ? facts : { ...facts, message };
}
