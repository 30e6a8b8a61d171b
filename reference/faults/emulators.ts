import type { Patch } from "#reference/fault.ts";
import { after, all, around, before, failing, inOperation, instead, keeping } from "#reference/patches.ts";
import { isObject } from "#reference/wire/json-document.ts";
import type { RoutedOperation } from "#reference/wire/route.ts";
import { newlyIn } from "./answers/activation.ts";
import { calledAs, errorBody } from "./answers/errors.ts";
import { clusterShown, connectorShown } from "./answers/shown.ts";
import { breaking, crash, family, warned } from "./defect.ts";
import { onBroken, unheld, type InputPlace } from "./inputs/input-rules.ts";
import { covering, pagesOf } from "./lives/listing.ts";

/** Errors of a crash go out as an HTML page. */
const crashPage = errorBody(
  () => "<!doctype html><title>500 Internal Server Error</title>",
  "text/html",
  ({ code }) => code === "InternalFailure",
);

const PROVIDER: InputPlace = ["/connectorConfig/provider"];

/** Registrations are of another provider than was sent. */
const provided = (change: (provider: string) => string): Patch =>
  after("completeRegistration", (registration) => ({ ...registration, provider: change(registration.provider) }));

/**
 * Bugs that emulators of EKS have, or had: read in their code, or seen when they were run. Those that other families
 * hold already, such as timestamps as text, are not repeated.
 */
export const EMULATORS = [
  ...family(
    "input-constraints",
    breaking(
      [
        "register.name.pattern",
        "register.name.max-length",
        "register.connector-config.provider.enum",
        "register.tags.max-properties",
        "register.tags.keys.max-length",
        "register.tags.values.max-length",
      ],
      {
        "emulator-constraints-not-enforced": [
          "Enforces no limit of name, provider or tags.",
          inOperation(
            "RegisterCluster",
            instead(
              "keepsRule",
              (_value, { keyword }) => keyword !== "required",
              () => true,
            ),
          ),
        ],
      },
    ),
    breaking("register.name.pattern", {
      "emulator-name-trimmed": [
        "Trims the name before anything else.",
        before("takeValue", (value, _shape, at) =>
          at === "/name" && typeof value === "string" ? value.trim() : value,
        ),
      ],
    }),
    breaking("register.connector-config.provider.required", {
      "emulator-provider-defaults-to-other": [
        "Takes OTHER for a provider that is missing.",
        all(
          unheld(PROVIDER, "required"),
          provided((provider) => (provider === "" ? "OTHER" : provider)),
        ),
      ],
    }),
    breaking("register.connector-config.provider.enum", {
      "emulator-provider-in-capitals": [
        "Takes any provider, and writes it in capitals.",
        all(
          unheld(PROVIDER, "enum"),
          provided((provider) => provider.toUpperCase()),
        ),
      ],
    }),
    breaking("register.tags.values.type", {
      "emulator-tag-values-that-are-no-text-dropped": [
        "Drops tags whose value is no string.",
        before("takeValue", (value, _shape, at) =>
          at === "/tags" && isObject(value)
            ? Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === "string"))
            : value,
        ),
      ],
    }),
    breaking(
      [
        "register.connector-config.required",
        "register.connector-config.role-arn.required",
        "register.connector-config.provider.required",
      ],
      {
        "emulator-connector-config-optional": [
          "Asks neither for connectorConfig nor for its members.",
          all(
            unheld(["/connectorConfig"], "required"),
            unheld(["/connectorConfig/roleArn"], "required"),
            unheld(PROVIDER, "required"),
          ),
        ],
      },
    ),
    breaking("list.paging", {
      "emulator-max-results-not-read": [
        "Reads no query of a list, and pages nothing.",
        all(
          () => ({ readInteger: () => 100, readNextToken: () => undefined }),
          pagesOf(() => ({ after: undefined, maxResults: 100 })),
        ),
      ],
    }),
  ),
  ...family(
    "response-semantics",
    breaking(["register.activation.id", "register.activation.code", "register.activation.expiry"], {
      "emulator-connector-config-computed-and-lost": [
        "Makes an activation, and shows none of it.",
        clusterShown(({ connectorConfig: _lost, ...others }) => others),
      ],
      "emulator-connector-config-echoed": [
        "Echoes the connectorConfig of the request, without an activation.",
        connectorShown(({ provider, roleArn }) => ({ provider, roleArn })),
      ],
    }),
    warned("register.initial-status", {
      "emulator-cluster-active-at-once": ["Shows a new registration as ACTIVE.", newlyIn("ACTIVE")],
    }),
    breaking(["register.activation.fresh", "register.again"], {
      "emulator-activation-derived-from-name": [
        "Derives activation id and code from the name.",
        () => ({
          activationId: ({ name }) => `id-${name}`,
          activationCode: ({ name }) => `code-${name}`,
        }),
      ],
    }),
  ),
  ...family(
    "lifecycle",
    breaking(
      [
        "register.error.taken-name",
        "register.token.absent",
        "describe.after-register",
        "list.include-all",
        "register.history",
      ],
      {
        "emulator-keeps-no-state": [
          "Keeps nothing: a name is registered as often as one likes, and never described or listed.",
          () => ({ claimName: () => true, rememberToken: () => undefined }),
        ],
      },
    ),
    breaking("list.excludes-connected", {
      "emulator-include-not-read": [
        "Does not read include, and lists every cluster.",
        all(
          unheld(["/include/*", "ListClusters"], "enum"),
          covering(() => ({ includeConnected: true })),
        ),
      ],
    }),
    breaking(["register.name.type", "list.valid"], {
      "emulator-number-as-name-poisons-the-list": [
        "Takes a number for a name, and fails with 500 on every list from then on.",
        keeping(
          () => ({ poisoned: false }),
          (server) =>
            all(
              around("takeValue", (own, value, shape, at, call) => {
                if (at !== "/name" || typeof value !== "number") return own(value, shape, at, call);
                server.poisoned = true;
                return String(value);
              }),
              instead("listedNames", () => server.poisoned, crash),
            ),
        ),
      ],
    }),
  ),
  ...family(
    "error-mapping",
    breaking(["register.name.pattern", "register.tags.max-properties"], {
      "emulator-invalid-parameter-value-exception": [
        "Refuses values past a limit as InvalidParameterValueException, which does not exist.",
        calledAs("InvalidParameterException")("InvalidParameterValueException"),
      ],
    }),
    warned(["api.body.invalid-json", "api.body.not-an-object"], {
      "emulator-invalid-json-as-missing-name": [
        "Takes a body that it cannot read for an empty object, and misses the name.",
        all(
          failing("parseJson", () => ({})),
          () => ({ readDocument: (value) => (isObject(value) ? value : {}) }),
        ),
      ],
    }),
    breaking(["api.body.invalid-json", "api.error.json", "api.no-server-error"], {
      "emulator-crash-page-on-invalid-json": [
        "Answers 500 and an HTML page to a body that is not JSON.",
        all(failing("parseJson", crash), crashPage),
      ],
    }),
    breaking(["register.connector-config.role-arn.required", "api.error.json", "api.no-server-error"], {
      "emulator-crash-page-on-missing-role": [
        "Answers 500 and an HTML page to a registration without roleArn.",
        all(onBroken(["/connectorConfig/roleArn"], "required", crash), crashPage),
      ],
    }),
    breaking(["api.error.json", "api.no-server-error"], {
      "emulator-crash-page-on-foreign-next-token": [
        "Answers 500 and an HTML page to a nextToken that it did not hand out.",
        all(failing("readNextToken", crash), crashPage),
      ],
    }),
  ),
  ...family(
    "response-shape",
    breaking("api.content-type", {
      "emulator-list-as-html": [
        "Says that a list is text/html.",
        inOperation("ListClusters", () => ({ contentType: () => "text/html" })),
      ],
    }),
    breaking(
      [
        "register.response.cluster.created-at",
        "register.response.cluster.connector-config",
        "describe.response.cluster.created-at",
        "deregister.response.cluster.created-at",
      ],
      {
        "emulator-timestamps-iso": [
          "Sends every timestamp as an ISO 8601 string.",
          () => ({ timestamp: (milliseconds) => new Date(milliseconds).toISOString() }),
        ],
      },
    ),
  ),
  ...family(
    "routing",
    breaking("register.route", {
      "emulator-register-below-a-cluster": [
        "Serves registrations at /clusters/{name}/register.",
        around("matchRoute", (own, method, path, call): RoutedOperation | undefined => {
          if (method !== "POST") return own(method, path, call);
          const label = /^\/clusters\/([^/]+)\/register$/.exec(path)?.[1];
          return label === undefined ? undefined : { operation: "RegisterCluster", label };
        }),
      ],
    }),
  ),
];
