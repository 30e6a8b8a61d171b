import type { JsonObject } from "#spec/json/json.ts";
import type { Call, ReadingBehaviours } from "#reference/behaviours.ts";
import type { ConnectorConfigInput, Registration, RegistrationInput, Tags } from "#reference/clusters/cluster.ts";
import { readMembers } from "#reference/service/input/read-value.ts";
import type { JsonDocument } from "#reference/wire/json-document.ts";
import { operationAsked } from "./check-input.ts";

export const conformingReading: ReadingBehaviours = {
  takeValue: (value) => value,
  readRegistration,
  completeRegistration,
};

/** The members of a body, of the right types. Throws SerializationException. */
export function readBodyMembers(document: JsonDocument, call: Call): JsonObject {
  const members = operationAsked(call).input.filter(({ binding }) => binding.in === "body");
  return readMembers(
    document,
    members,
    { at: "", path: "" },
    {
      enforces: () => true,
      takes: (value, shape, at) => call.behaviours.takeValue(value, shape, at, call),
    },
  );
}

/** Tags as a body has them. */
export function tagMap({ tags }: JsonObject): Tags | undefined {
  return tags === undefined ? undefined : new Map(Object.entries(tags as Readonly<Record<string, string>>));
}

function readRegistration(document: JsonDocument, call: Call): RegistrationInput {
  const body = readBodyMembers(document, call);
  const { name, clientRequestToken } = body as Partial<Record<string, string>>;
  const { connectorConfig } = body as { readonly connectorConfig?: ConnectorConfigInput };
  return { name, connectorConfig, clientRequestToken, tags: tagMap(body) };
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
