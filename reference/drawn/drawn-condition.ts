import { createHash } from "node:crypto";
import { PROVIDERS } from "#reference/input/contract.ts";

/** What a condition can look at; undefined where an answer has no such thing. */
export interface AnswerFacts {
  readonly name?: string;
  readonly tags?: number;
  readonly provider?: string;
  readonly token?: boolean;
  /** 1 for the server's first answer of this operation and outcome. */
  readonly turn: number;
}

/** When a drawn fault shows. */
export interface FaultCondition {
  /** The end of a sentence: "when the name has one character". */
  readonly words: string;
  /** What must be known of an answer, or this condition could not hold of any. */
  readonly looksAt: "name" | "registration" | "turn";
  readonly holds: (about: AnswerFacts) => boolean;
}

/** Looks of a name, each after "the name". */
export const NAME_FORMS: readonly (readonly [words: string, looks: (name: string) => boolean])[] = [
  ["has two to nine characters", (name) => name.length > 1 && name.length < 10],
  ["has fifty characters or more", (name) => name.length >= 50],
  ["has a hundred characters", (name) => name.length === 100],
  ["begins with a capital", (name) => /^[A-Z]/.test(name)],
  ["begins with a small letter", (name) => /^[a-z]/.test(name)],
  ["begins with a digit", (name) => /^[0-9]/.test(name)],
  ["has a hyphen", (name) => name.includes("-")],
  ["has no hyphen", (name) => !name.includes("-")],
  ["is in one half of all names, by its SHA-256", inOneHalf],
];

/** Counts of tags, each after "has". */
export const TAG_COUNTS: readonly (readonly [words: string, looks: (count: number) => boolean])[] = [
  ["one tag", (count) => count === 1],
  ["two to nine tags", (count) => count > 1 && count < 10],
  ["ten tags or more", (count) => count >= 10],
  ["fifty tags", (count) => count === 50],
];

/** Turns, each after "every". */
export const ORDINALS = { second: 2, third: 3, fifth: 5, seventh: 7, tenth: 10 };

export const WITHOUT_TAGS: FaultCondition = {
  words: "when the cluster has no tags",
  looksAt: "registration",
  holds: ({ tags }) => tags === 0,
};

export const ONE_CHARACTER: FaultCondition = {
  words: "when the name has one character",
  looksAt: "name",
  holds: ({ name }) => name?.length === 1,
};

export const CONDITIONS: readonly FaultCondition[] = [
  ONE_CHARACTER,
  ...NAME_FORMS.map(([words, looks]): FaultCondition => ({
    words: `when the name ${words}`,
    looksAt: "name",
    holds: ({ name }) => name !== undefined && looks(name),
  })),
  WITHOUT_TAGS,
  ...TAG_COUNTS.map(([words, looks]): FaultCondition => ({
    words: `when the cluster has ${words}`,
    looksAt: "registration",
    holds: ({ tags }) => tags !== undefined && looks(tags),
  })),
  ...PROVIDERS.map(ofProvider),
  ...[true, false].map((there): FaultCondition => ({
    words: `when the registration came ${there ? "with" : "without"} a token`,
    looksAt: "registration",
    holds: ({ token }) => token === there,
  })),
  ...Object.entries(ORDINALS).map(([ordinal, every]): FaultCondition => ({
    words: `in every ${ordinal} such answer`,
    looksAt: "turn",
    holds: ({ turn }) => turn % every === 0,
  })),
];

function ofProvider(provider: string): FaultCondition {
  return {
    words: `when the provider is ${provider}`,
    looksAt: "registration",
    holds: (about) => about.provider === provider,
  };
}

/** True of every cluster for which the condition holds. */
export function meansProvider({ looksAt, holds }: FaultCondition, provider: string): boolean {
  return (
    looksAt === "registration" && PROVIDERS.every((each) => holds({ provider: each, turn: 0 }) === (each === provider))
  );
}

function inOneHalf(name: string): boolean {
  return createHash("sha256").update(name).digest().readUInt8(0) % 2 === 0;
}
