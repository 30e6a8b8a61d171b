import { accept } from "../input/check.ts";
import { errorBody } from "./errors-body.ts";
import { renamed } from "./errors-type.ts";
import { crash, family } from "./family.ts";
import { clusterShown, connectorShown } from "./response-types.ts";
import { all } from "../patches.ts";
import { isObject } from "../wire/json-document.ts";

/** Errors of a crash go out as an HTML page. */
const crashPage = errorBody(
  () => "<!doctype html><title>500 Internal Server Error</title>",
  "text/html",
  ({ code }) => code === "InternalFailure",
);

/**
 * Bugs that emulators of EKS have, or had: read in their code, or seen when they were run. Those that other families
 * hold already, such as timestamps as text, are not repeated.
 */
export const EMULATORS = [
  ...family("input-constraints", [
    {
      id: "emulator-constraints-not-enforced",
      sentence: "Enforces no limit of name, provider or tags.",
      requirements: [
        "register.name.pattern",
        "register.name.max-length",
        "register.connector-config.provider.enum",
        "register.tags.max-properties",
        "register.tags.keys.max-length",
        "register.tags.values.max-length",
      ],
      patch: () => ({
        nameMinLength: accept,
        nameMaxLength: accept,
        namePattern: accept,
        providerKnown: accept,
        tagsMaxCount: accept,
        tagKeyMinLength: accept,
        tagKeyMaxLength: accept,
        tagValueMaxLength: accept,
      }),
    },
    {
      id: "emulator-name-trimmed",
      sentence: "Trims the name before anything else.",
      requirements: ["register.name.pattern"],
      patch: (behaviours) => ({
        readString: (value, at, call) => {
          const text = behaviours.readString(value, at, call);
          return at === "/name" ? text?.trim() : text;
        },
      }),
    },
    {
      id: "emulator-provider-defaults-to-other",
      sentence: "Takes OTHER for a provider that is missing.",
      requirements: ["register.connector-config.provider.required"],
      patch: (behaviours) => ({
        providerRequired: accept,
        completeRegistration: (input, call) => {
          const registration = behaviours.completeRegistration(input, call);
          return registration.provider === "" ? { ...registration, provider: "OTHER" } : registration;
        },
      }),
    },
    {
      id: "emulator-provider-in-capitals",
      sentence: "Takes any provider, and writes it in capitals.",
      requirements: ["register.connector-config.provider.enum"],
      patch: (behaviours) => ({
        providerKnown: accept,
        completeRegistration: (input, call) => {
          const registration = behaviours.completeRegistration(input, call);
          return { ...registration, provider: registration.provider.toUpperCase() };
        },
      }),
    },
    {
      id: "emulator-tag-values-that-are-no-text-dropped",
      sentence: "Drops tags whose value is no string.",
      requirements: ["register.tags.values.type"],
      patch: (behaviours) => ({
        readStringMap: (value, at, call) => {
          const texts = isObject(value)
            ? Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === "string"))
            : value;
          return behaviours.readStringMap(texts, at, call);
        },
      }),
    },
    {
      id: "emulator-connector-config-optional",
      sentence: "Asks neither for connectorConfig nor for its members.",
      requirements: [
        "register.connector-config.required",
        "register.connector-config.role-arn.required",
        "register.connector-config.provider.required",
      ],
      patch: () => ({ connectorConfigRequired: accept, roleArnRequired: accept, providerRequired: accept }),
    },
    {
      id: "emulator-max-results-not-read",
      sentence: "Reads no query of a list, and pages nothing.",
      requirements: ["list.paging"],
      patch: (behaviours) => ({
        readInteger: () => 100,
        readNextToken: () => undefined,
        pageOf: (names, listing, call) =>
          behaviours.pageOf(names, { ...listing, after: undefined, maxResults: 100 }, call),
      }),
    },
  ]),
  ...family("response-semantics", [
    {
      id: "emulator-connector-config-computed-and-lost",
      sentence: "Makes an activation, and shows none of it.",
      requirements: ["register.activation.id", "register.activation.code", "register.activation.expiry"],
      patch: clusterShown(({ connectorConfig: _lost, ...others }) => others),
    },
    {
      id: "emulator-connector-config-echoed",
      sentence: "Echoes the connectorConfig of the request, without an activation.",
      requirements: ["register.activation.id", "register.activation.code", "register.activation.expiry"],
      patch: connectorShown(({ provider, roleArn }) => ({ provider, roleArn })),
    },
    {
      id: "emulator-cluster-active-at-once",
      sentence: "Shows a new registration as ACTIVE.",
      level: "SHOULD",
      requirements: ["register.initial-status"],
      patch: (behaviours) => ({
        newCluster: (registration, call) => ({ ...behaviours.newCluster(registration, call), status: "ACTIVE" }),
      }),
    },
    {
      id: "emulator-activation-derived-from-name",
      sentence: "Derives activation id and code from the name.",
      requirements: ["register.activation.fresh", "register.again"],
      patch: () => ({
        activationId: ({ name }) => `id-${name}`,
        activationCode: ({ name }) => `code-${name}`,
      }),
    },
  ]),
  ...family("lifecycle", [
    {
      id: "emulator-keeps-no-state",
      sentence: "Keeps nothing: a name is registered as often as one likes, and never described or listed.",
      requirements: [
        "register.error.taken-name",
        "register.token.absent",
        "describe.after-register",
        "list.include-all",
        "register.history",
      ],
      patch: () => ({ claimName: () => true, rememberToken: () => undefined }),
    },
    {
      id: "emulator-include-not-read",
      sentence: "Does not read include, and lists every cluster.",
      requirements: ["list.excludes-connected"],
      patch: (behaviours) => ({
        checkInclude: () => undefined,
        listedNames: (listing, call) => behaviours.listedNames({ ...listing, includeConnected: true }, call),
      }),
    },
    {
      id: "emulator-number-as-name-poisons-the-list",
      sentence: "Takes a number for a name, and fails with 500 on every list from then on.",
      requirements: ["register.name.type", "list.valid"],
      patch: (behaviours) => {
        let poisoned = false;
        return {
          readString: (value, at, call) => {
            if (at !== "/name" || typeof value !== "number") return behaviours.readString(value, at, call);
            poisoned = true;
            return String(value);
          },
          listedNames: (listing, call) => (poisoned ? crash() : behaviours.listedNames(listing, call)),
        };
      },
    },
  ]),
  ...family("error-mapping", [
    {
      id: "emulator-invalid-parameter-value-exception",
      sentence: "Refuses values past a limit as InvalidParameterValueException, which does not exist.",
      requirements: ["register.name.pattern", "register.tags.max-properties"],
      patch: renamed("InvalidParameterException", "InvalidParameterValueException"),
    },
    {
      id: "emulator-invalid-json-as-missing-name",
      sentence: "Takes a body that it cannot read for an empty object, and misses the name.",
      level: "SHOULD",
      requirements: ["api.body.invalid-json", "api.body.not-an-object"],
      patch: (behaviours) => ({
        parseJson: (text, call) => {
          try {
            return behaviours.parseJson(text, call);
          } catch {
            return {};
          }
        },
        readDocument: (value) => (isObject(value) ? value : {}),
      }),
    },
    {
      id: "emulator-crash-page-on-invalid-json",
      sentence: "Answers 500 and an HTML page to a body that is not JSON.",
      requirements: ["api.body.invalid-json", "api.error.json", "api.no-server-error"],
      patch: all(
        (behaviours) => ({
          parseJson: (text, call) => {
            try {
              return behaviours.parseJson(text, call);
            } catch {
              return crash();
            }
          },
        }),
        crashPage,
      ),
    },
    {
      id: "emulator-crash-page-on-missing-role",
      sentence: "Answers 500 and an HTML page to a registration without roleArn.",
      requirements: ["register.connector-config.role-arn.required", "api.error.json", "api.no-server-error"],
      patch: all(
        () => ({
          roleArnRequired: ({ connectorConfig }) =>
            connectorConfig !== undefined && connectorConfig.roleArn === undefined ? crash() : undefined,
        }),
        crashPage,
      ),
    },
    {
      id: "emulator-crash-page-on-foreign-next-token",
      sentence: "Answers 500 and an HTML page to a nextToken that it did not hand out.",
      requirements: ["api.error.json", "api.no-server-error"],
      patch: all(
        (behaviours) => ({
          readNextToken: (token, call) => {
            try {
              return behaviours.readNextToken(token, call);
            } catch {
              return crash();
            }
          },
        }),
        crashPage,
      ),
    },
  ]),
  ...family("response-shape", [
    {
      id: "emulator-list-as-html",
      sentence: "Says that a list is text/html.",
      requirements: ["api.content-type"],
      patch: (behaviours) => ({
        contentType: (call) => (call.route?.operation === "ListClusters" ? "text/html" : behaviours.contentType(call)),
      }),
    },
    {
      id: "emulator-timestamps-iso",
      sentence: "Sends every timestamp as an ISO 8601 string.",
      requirements: [
        "register.response.cluster.created-at",
        "register.response.cluster.connector-config",
        "describe.response.cluster.created-at",
        "deregister.response.cluster.created-at",
      ],
      patch: () => ({ timestamp: (milliseconds) => new Date(milliseconds).toISOString() }),
    },
  ]),
  ...family("routing", [
    {
      id: "emulator-register-below-a-cluster",
      sentence: "Serves registrations at /clusters/{name}/register.",
      requirements: ["register.route"],
      patch: (behaviours) => ({
        matchRoute: (method, path, call) => {
          if (method !== "POST") return behaviours.matchRoute(method, path, call);
          const label = /^\/clusters\/([^/]+)\/register$/.exec(path)?.[1];
          return label === undefined ? undefined : { operation: "RegisterCluster", label };
        },
      }),
    },
  ]),
];
