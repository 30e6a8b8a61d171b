import type { AnswerVariant } from "./answer-variant.ts";
import { BODY_VARIANTS } from "./body-variants.ts";
import { LIST_VARIANTS } from "./list-variants.ts";
import { WIRE_VARIANTS } from "./wire-variants.ts";

/** All ways to answer otherwise that no source forbids. */
export const ANSWER_VARIANTS: readonly AnswerVariant[] = [...WIRE_VARIANTS, ...BODY_VARIANTS, ...LIST_VARIANTS];
