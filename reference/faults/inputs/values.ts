import { PROVIDERS } from "#reference/input/contract.ts";
import { after, all, around } from "#reference/patches.ts";
import { valueText } from "#reference/value-text.ts";
import { breaking, breakingBy, family, warned } from "#reference/faults/defect.ts";
import { decided, found, heldAs, ruleRequirement, reshaped, unheld, type InputPlace } from "./input-rules.ts";

const PROVIDER: InputPlace = ["/connectorConfig/provider"];
const INCLUDE: InputPlace = ["/include/*", "ListClusters"];
const MAX_RESULTS: InputPlace = ["/maxResults", "ListClusters"];

const REFUSED = PROVIDERS.flatMap((provider) =>
  found(
    `${ruleRequirement(PROVIDER, "enum")}.accepts`,
    `provider-${provider.toLowerCase().replace("_", "-")}-refused`,
    `Refuses the provider ${provider}.`,
    reshaped(PROVIDER, "enum", { values: PROVIDERS.filter((other) => other !== provider) }),
  ),
);

/** Comparisons that find a provider for what is none. */
const comparedBy = breakingBy((isSame: (sent: string, listed: string) => boolean) =>
  decided(PROVIDER, "enum", (sent) => PROVIDERS.some((listed) => isSame(valueText(sent), listed))),
);

/** Values of enumerations refused, and others let through. */
export const VALUES = family(
  "input-constraints",
  REFUSED,
  found(ruleRequirement(PROVIDER, "enum"), "provider-not-checked", "Accepts any provider.", unheld(PROVIDER, "enum")),
  found(ruleRequirement(INCLUDE, "enum"), "include-not-checked", "Accepts any include.", unheld(INCLUDE, "enum")),
  found(
    ruleRequirement(INCLUDE, "enum"),
    "include-case-ignored",
    "Accepts include=ALL.",
    heldAs(INCLUDE, "enum", (value) => value.toLowerCase()),
  ),
  comparedBy("register.connector-config.provider.enum", {
    "provider-case-ignored": ["Accepts providers in any case.", (sent, listed) => sent.toUpperCase() === listed],
    "provider-trimmed": ["Accepts providers with white space around them.", (sent, listed) => sent.trim() === listed],
    "provider-beginning-suffices": [
      "Accepts whatever begins with a provider.",
      (sent, listed) => sent.startsWith(listed),
    ],
    "provider-abbreviated": ["Accepts the beginnings of providers.", (sent, listed) => listed.startsWith(sent)],
    "provider-found-in-joined-list": ["Accepts every part of a provider.", (sent, listed) => listed.includes(sent)],
    "provider-separators-ignored": [
      "Accepts providers with a hyphen for the underscore.",
      (sent, listed) => sent.replaceAll("-", "_") === listed,
    ],
    "provider-normalised": [
      "Accepts providers in full-width letters.",
      (sent, listed) => sent.normalize("NFKC") === listed,
    ],
    "provider-cut-at-nul": [
      "Looks at a provider up to its first NUL.",
      (sent, listed) => sent.split("\0", 1)[0] === listed,
    ],
    "provider-list-split": [
      "Accepts several providers with commas between them.",
      (sent, listed) => sent.split(",").includes(listed),
    ],
    "provider-empty-accepted": ["Accepts the empty provider.", (sent, listed) => sent === listed || sent === ""],
  }),
  breaking("register.connector-config.provider.enum", {
    "provider-unknown-taken-as-other": [
      "Takes a provider that it does not know for OTHER.",
      all(
        unheld(PROVIDER, "enum"),
        after("completeRegistration", (registration) =>
          PROVIDERS.includes(registration.provider) ? registration : { ...registration, provider: "OTHER" },
        ),
      ),
    ],
  }),
  breaking("list.valid", {
    "include-all-refused": ["Refuses include=all.", decided(INCLUDE, "enum", () => false)],
  }),
  warned(["list.max-results.minimum", "list.max-results.maximum"], {
    "max-results-clamped": [
      "Moves a maxResults that is out of range to the nearest that is not.",
      all(
        unheld(MAX_RESULTS, "min"),
        unheld(MAX_RESULTS, "max"),
        around("pageOf", (own, names, listing, call) =>
          own(names, { ...listing, maxResults: Math.min(Math.max(listing.maxResults, 1), 100) }, call),
        ),
      ),
    ],
  }),
);
