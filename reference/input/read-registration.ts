import type { ConnectorConfigInput, Registration, RegistrationInput } from "../clusters/cluster.ts";
import { Refusal } from "../refusal.ts";
import type { Call, ReadingBehaviours } from "../behaviours.ts";
import { isObject, type JsonDocument } from "../wire/json-document.ts";

export const conformingReading: ReadingBehaviours = {
  readString,
  readStructure,
  readStringMap,
  readRegistration,
  completeRegistration,
};

function readString(value: unknown, at: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  throw mistyped(at, "a string");
}

function readStructure(value: unknown, at: string): JsonDocument | undefined {
  if (value === undefined || value === null) return undefined;
  if (isObject(value)) return value;
  throw mistyped(at, "an object");
}

function readStringMap(value: unknown, at: string, call: Call): ReadonlyMap<string, string> | undefined {
  const entries = call.behaviours.readStructure(value, at, call);
  if (entries === undefined) return undefined;
  const map = new Map<string, string>();
  for (const [key, entry] of Object.entries(entries)) {
    const text = call.behaviours.readString(entry, `${at}/${key}`, call);
    if (text === undefined) throw mistyped(`${at}/${key}`, "a string");
    map.set(key, text);
  }
  return map;
}

function readRegistration(document: JsonDocument, call: Call): RegistrationInput {
  const { readString, readStringMap } = call.behaviours;
  return {
    name: readString(document["name"], "/name", call),
    connectorConfig: readConnectorConfig(document["connectorConfig"], call),
    clientRequestToken: readString(document["clientRequestToken"], "/clientRequestToken", call),
    tags: readStringMap(document["tags"], "/tags", call),
  };
}

function readConnectorConfig(value: unknown, call: Call): ConnectorConfigInput | undefined {
  const { readString, readStructure } = call.behaviours;
  const config = readStructure(value, "/connectorConfig", call);
  if (config === undefined) return undefined;
  return {
    roleArn: readString(config["roleArn"], "/connectorConfig/roleArn", call),
    provider: readString(config["provider"], "/connectorConfig/provider", call),
  };
}

// The fallbacks are for servers that a patch stopped from checking what is required.
function completeRegistration(input: RegistrationInput): Registration {
  return {
    name: input.name ?? "",
    roleArn: input.connectorConfig?.roleArn ?? "",
    provider: input.connectorConfig?.provider ?? "",
    clientRequestToken: input.clientRequestToken,
    tags: input.tags ?? new Map(),
  };
}

function mistyped(at: string, wanted: string): Refusal {
  return new Refusal("SerializationException", `The value at ${at} must be ${wanted}.`);
}
