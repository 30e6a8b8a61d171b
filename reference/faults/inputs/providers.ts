import { PROVIDERS } from "../../input/registration-checks.ts";
import { after, all, omitting } from "../../patches.ts";
import { breaking, breakingBy, family, refuse } from "../defect.ts";

const refusedProviders = PROVIDERS.flatMap((provider) =>
  breaking("register.connector-config.provider.enum.accepts", {
    [`provider-${provider.toLowerCase().replace("_", "-")}-refused`]: [
      `Refuses the provider ${provider}.`,
      refuse(({ connectorConfig }) => connectorConfig?.provider === provider),
    ],
  }),
);

/** Comparisons that find a provider for what is none. */
const comparedBy = breakingBy((isSame: (sent: string, listed: string) => boolean) => () => ({
  providerKnown: ({ connectorConfig }) => {
    const sent = connectorConfig?.provider;
    const known = sent === undefined || PROVIDERS.some((listed) => isSame(sent, listed));
    return known ? undefined : "The provider is not known.";
  },
}));

/** Each provider refused, and others let through. */
export const PROVIDER_FAULTS = family(
  "input-constraints",
  refusedProviders,
  comparedBy("register.connector-config.provider.enum", {
    "provider-not-checked": ["Accepts any provider.", () => true],
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
        omitting("providerKnown"),
        after("completeRegistration", (registration) => {
          const known = PROVIDERS.some((listed) => listed === registration.provider);
          return known ? registration : { ...registration, provider: "OTHER" };
        }),
      ),
    ],
  }),
);
