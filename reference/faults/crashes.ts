import type { Patch } from "../fault.ts";
import type { RegistrationInput } from "../clusters/cluster.ts";
import { crash, family, refuse } from "./family.ts";

/** The server comes to harm where `harms` holds, in place of answering. */
function crashOn(harms: (input: RegistrationInput) => boolean): Patch {
  return refuse((input) => harms(input) && crash());
}

/** Values of this JSON pointer do harm when they are not of the type that the code expects. */
function crashOnValue(at: RegExp, harms: (value: unknown) => boolean): Patch {
  return (behaviours) => ({
    readString: (value, where, call) =>
      at.test(where) && harms(value) ? crash() : behaviours.readString(value, where, call),
  });
}

const NO_5XX = "api.no-server-error";

/** InternalFailure for what a client sent. */
export const CRASHES = family("error-mapping", [
  {
    id: "crash-on-invalid-json",
    sentence: "Fails with 500 on a body that is not JSON.",
    requirements: [NO_5XX, "api.body.invalid-json"],
    patch: (behaviours) => ({
      parseJson: (text, call) => {
        try {
          return behaviours.parseJson(text, call);
        } catch {
          return crash();
        }
      },
    }),
  },
  {
    id: "crash-on-empty-body",
    sentence: "Fails with 500 on an empty body.",
    requirements: [NO_5XX, "api.body.empty"],
    patch: (behaviours) => ({
      parseJson: (text, call) => (text.trim() === "" ? crash() : behaviours.parseJson(text, call)),
    }),
  },
  {
    id: "crash-on-null-body",
    sentence: "Fails with 500 on a body that is null.",
    requirements: [NO_5XX, "api.body.not-an-object"],
    patch: (behaviours) => ({
      readDocument: (value, call) => (value === null ? crash() : behaviours.readDocument(value, call)),
    }),
  },
  {
    id: "crash-on-array-body",
    sentence: "Fails with 500 on a body that is an array.",
    requirements: [NO_5XX, "api.body.not-an-object"],
    patch: (behaviours) => ({
      readDocument: (value, call) => (Array.isArray(value) ? crash() : behaviours.readDocument(value, call)),
    }),
  },
  {
    id: "crash-on-invalid-utf-8",
    sentence: "Fails with 500 on a body that is not UTF-8.",
    requirements: [NO_5XX],
    patch: (behaviours) => ({
      decodeText: (body, call) => {
        try {
          return behaviours.decodeText(body, call);
        } catch {
          return crash();
        }
      },
    }),
  },
  {
    id: "crash-on-missing-connector-config",
    sentence: "Fails with 500 on a registration without connectorConfig.",
    requirements: [NO_5XX, "register.connector-config.required"],
    patch: crashOn(({ connectorConfig }) => connectorConfig === undefined),
  },
  {
    id: "crash-on-missing-role-arn",
    sentence: "Fails with 500 on a connectorConfig without roleArn.",
    requirements: [NO_5XX, "register.connector-config.role-arn.required"],
    patch: crashOn(({ connectorConfig }) => connectorConfig !== undefined && connectorConfig.roleArn === undefined),
  },
  {
    id: "crash-on-missing-name",
    sentence: "Fails with 500 on a registration without a name.",
    requirements: [NO_5XX, "register.name.required"],
    patch: crashOn(({ name }) => name === undefined),
  },
  {
    id: "crash-on-unknown-provider",
    sentence: "Fails with 500 on an empty provider.",
    requirements: [NO_5XX, "register.connector-config.provider.enum"],
    patch: crashOn(({ connectorConfig }) => connectorConfig?.provider === ""),
  },
  {
    id: "crash-on-number-as-name",
    sentence: "Fails with 500 on a name that is a number.",
    requirements: [NO_5XX, "register.name.type"],
    patch: crashOnValue(/^\/name$/, (value) => typeof value === "number"),
  },
  {
    id: "crash-on-object-as-token",
    sentence: "Fails with 500 on a clientRequestToken that is an object.",
    requirements: [NO_5XX, "register.client-request-token.type"],
    patch: crashOnValue(/^\/clientRequestToken$/, (value) => typeof value === "object" && value !== null),
  },
  {
    id: "crash-on-null-tag-value",
    sentence: "Fails with 500 on a tag value that is null.",
    requirements: [NO_5XX, "register.tags.values.type"],
    patch: crashOnValue(/^\/tags\//, (value) => value === null),
  },
  {
    id: "crash-on-null-tags",
    sentence: "Fails with 500 on tags that are null.",
    requirements: [NO_5XX, "register.tags.type.accepts"],
    patch: (behaviours) => ({
      readStringMap: (value, at, call) => (value === null ? crash() : behaviours.readStringMap(value, at, call)),
    }),
  },
  {
    id: "crash-on-long-name",
    sentence: "Fails with 500 on a name that its column does not hold.",
    requirements: [NO_5XX, "register.name.max-length"],
    patch: crashOn(({ name }) => (name ?? "").length > 100),
  },
  {
    id: "crash-on-long-tag-value",
    sentence: "Fails with 500 on a tag value that its column does not hold.",
    requirements: [NO_5XX, "register.tags.values.max-length"],
    patch: crashOn(({ tags }) => [...(tags?.values() ?? [])].some((value) => value.length > 512)),
  },
  {
    id: "crash-on-too-many-tags",
    sentence: "Fails with 500 on more than 50 tags.",
    requirements: [NO_5XX, "register.tags.max-properties"],
    patch: crashOn(({ tags }) => (tags?.size ?? 0) > 50),
  },
  {
    id: "crash-on-astral-tag-key",
    sentence: "Fails with 500 on a tag key whose characters take four bytes.",
    requirements: [NO_5XX, "register.tags.keys.max-length.accepts"],
    patch: crashOn(({ tags }) => [...(tags?.keys() ?? [])].some((key) => /[\u{10000}-\u{10ffff}]/u.test(key))),
  },
  {
    id: "crash-on-tag-key-proto",
    sentence: "Fails with 500 on the tag key __proto__.",
    requirements: [NO_5XX, "register.valid"],
    patch: crashOn(({ tags }) => tags?.has("__proto__") === true),
  },
  {
    id: "crash-on-reserved-tag-key",
    sentence: "Fails with 500 on a tag key that is reserved for AWS.",
    requirements: [NO_5XX],
    patch: crashOn(({ tags }) => [...(tags?.keys() ?? [])].some((key) => key.startsWith("aws:"))),
  },
  {
    id: "crash-on-nul-in-name",
    sentence: "Fails with 500 on a name that holds a NUL.",
    requirements: [NO_5XX, "register.name.pattern"],
    patch: crashOn(({ name }) => name?.includes("\0") === true),
  },
  {
    id: "crash-on-taken-name",
    sentence: "Fails with 500 on a name that is taken.",
    requirements: [NO_5XX, "register.error.taken-name"],
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const replayed = behaviours.replay(registration, call);
        const taken = behaviours.findCluster(registration.name, call) !== undefined;
        return replayed === undefined && taken ? crash() : replayed;
      },
    }),
  },
  {
    id: "crash-on-unknown-name",
    sentence: "Fails with 500 on a name that nobody registered.",
    requirements: [NO_5XX, "describe.error.unknown-name", "deregister.error.unknown-name", "describe.after-deregister"],
    patch: (behaviours) => ({
      findCluster: (name, call) => {
        const cluster = behaviours.findCluster(name, call);
        return cluster === undefined && call.route?.operation !== "RegisterCluster" ? crash() : cluster;
      },
    }),
  },
  {
    id: "crash-on-max-results-that-is-no-number",
    sentence: "Fails with 500 on a maxResults that is no number.",
    requirements: [NO_5XX],
    patch: () => ({ readInteger: (text) => (Number.isNaN(Number(text)) ? crash() : Number(text)) }),
  },
  {
    id: "crash-on-max-results-beyond-32-bits",
    sentence: "Fails with 500 on a maxResults that 32 bits do not hold.",
    requirements: [NO_5XX],
    patch: (behaviours) => ({
      readInteger: (text, call) =>
        Math.abs(Number(text)) > 2 ** 31 - 1 ? crash() : behaviours.readInteger(text, call),
    }),
  },
  {
    id: "crash-on-foreign-next-token",
    sentence: "Fails with 500 on a nextToken that it did not hand out.",
    requirements: [NO_5XX],
    patch: (behaviours) => ({
      readNextToken: (token, call) => {
        try {
          return behaviours.readNextToken(token, call);
        } catch {
          return crash();
        }
      },
    }),
  },
  {
    id: "crash-on-unknown-path",
    sentence: "Fails with 500 on a path that it does not know.",
    requirements: [NO_5XX],
    patch: (behaviours) => ({
      matchRoute: (method, path, call) => behaviours.matchRoute(method, path, call) ?? crash(),
    }),
  },
  {
    id: "crash-on-deep-nesting",
    sentence: "Fails with 500 on a body that is nested more than a thousand levels deep.",
    requirements: [NO_5XX, "api.body.large"],
    patch: (behaviours) => ({
      parseJson: (text, call) => (/(?:\[|\{"a":){1000}/.test(text) ? crash() : behaviours.parseJson(text, call)),
    }),
  },
  {
    id: "crash-on-large-body",
    sentence: "Fails with 500 on a body of more than a megabyte.",
    requirements: [NO_5XX, "api.body.large"],
    patch: (behaviours) => ({ checkSize: (call) => behaviours.checkSize(call) && crash() }),
  },
]);
