import { PROVIDERS } from "../../input/registration-checks.ts";
import { all, after, omitting } from "../../patches.ts";
import { breaking, family, refuse, type Defect } from "../defect.ts";

const REFUSED = PROVIDERS.map((provider) => {
  const refused = refuse(({ connectorConfig }) => connectorConfig?.provider === provider);
  const id = `provider-${provider.toLowerCase().replace("_", "-")}-refused`;
  return [id, [`Refuses the provider ${provider}.`, refused]] as const;
});

/** Comparisons that find a provider for what is none: its sentence, and how. */
const COMPARED: Readonly<Record<string, readonly [string, (sent: string, listed: string) => boolean]>> = {
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
};

const FOUND = Object.entries(COMPARED).map(([id, [sentence, isSame]]) => {
  const compared: Defect = [
    sentence,
    () => ({
      providerKnown: ({ connectorConfig }) => {
        const sent = connectorConfig?.provider;
        const known = sent === undefined || PROVIDERS.some((listed) => isSame(sent, listed));
        return known ? undefined : "The provider is not known.";
      },
    }),
  ];
  return [id, compared] as const;
});

/** Each provider refused, and others let through. */
export const PROVIDER_FAULTS = family(
  "input-constraints",
  breaking("register.connector-config.provider.enum.accepts", Object.fromEntries(REFUSED)),
  breaking("register.connector-config.provider.enum", {
    ...Object.fromEntries(FOUND),
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
