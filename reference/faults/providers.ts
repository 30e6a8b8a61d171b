import type { Fault, Patch } from "../fault.ts";
import { accept } from "../input/check.ts";
import { PROVIDERS } from "../input/registration-checks.ts";
import { family, refuse } from "./family.ts";

/** Takes a provider when the comparison finds one of the list for it. */
function compared(isSame: (sent: string, listed: string) => boolean): Patch {
  return () => ({
    providerKnown: ({ connectorConfig }) => {
      const sent = connectorConfig?.provider;
      const known = sent === undefined || PROVIDERS.some((listed) => isSame(sent, listed));
      return known ? undefined : "The provider is not known.";
    },
  });
}

const REFUSED: readonly Omit<Fault, "area">[] = PROVIDERS.map((provider) => ({
  id: `provider-${provider.toLowerCase().replace("_", "-")}-refused`,
  sentence: `Refuses the provider ${provider}.`,
  requirements: ["register.connector-config.provider.enum.accepts"],
  patch: refuse(({ connectorConfig }) => connectorConfig?.provider === provider),
}));

const ENUM = ["register.connector-config.provider.enum"];

/** Each provider refused, and others let through. */
export const PROVIDER_FAULTS = family("input-constraints", [
  ...REFUSED,
  {
    id: "provider-not-checked",
    sentence: "Accepts any provider.",
    requirements: ENUM,
    patch: () => ({ providerKnown: accept }),
  },
  {
    id: "provider-case-ignored",
    sentence: "Accepts providers in any case.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.toUpperCase() === listed),
  },
  {
    id: "provider-trimmed",
    sentence: "Accepts providers with white space around them.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.trim() === listed),
  },
  {
    id: "provider-beginning-suffices",
    sentence: "Accepts whatever begins with a provider.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.startsWith(listed)),
  },
  {
    id: "provider-abbreviated",
    sentence: "Accepts the beginnings of providers.",
    requirements: ENUM,
    patch: compared((sent, listed) => listed.startsWith(sent)),
  },
  {
    id: "provider-found-in-joined-list",
    sentence: "Accepts every part of a provider.",
    requirements: ENUM,
    patch: compared((sent, listed) => listed.includes(sent)),
  },
  {
    id: "provider-separators-ignored",
    sentence: "Accepts providers with a hyphen for the underscore.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.replaceAll("-", "_") === listed),
  },
  {
    id: "provider-normalised",
    sentence: "Accepts providers in full-width letters.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.normalize("NFKC") === listed),
  },
  {
    id: "provider-cut-at-nul",
    sentence: "Looks at a provider up to its first NUL.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.split("\0", 1)[0] === listed),
  },
  {
    id: "provider-list-split",
    sentence: "Accepts several providers with commas between them.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent.split(",").includes(listed)),
  },
  {
    id: "provider-empty-accepted",
    sentence: "Accepts the empty provider.",
    requirements: ENUM,
    patch: compared((sent, listed) => sent === listed || sent === ""),
  },
  {
    id: "provider-unknown-taken-as-other",
    sentence: "Takes a provider that it does not know for OTHER.",
    requirements: ENUM,
    patch: (behaviours) => ({
      providerKnown: accept,
      completeRegistration: (input, call) => {
        const registration = behaviours.completeRegistration(input, call);
        const known = PROVIDERS.some((listed) => listed === registration.provider);
        return known ? registration : { ...registration, provider: "OTHER" };
      },
    }),
  },
]);
