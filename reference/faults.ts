import type { Fault } from "./fault.ts";
import { ACTIVATION } from "./faults/activation.ts";
import { NAME_CHARACTERS } from "./faults/characters.ts";
import { ECHO } from "./faults/echo.ts";
import { LIMITS } from "./faults/limits.ts";
import { LISTING_INPUT } from "./faults/listing-input.ts";
import { MEMBERS } from "./faults/members.ts";
import { PROVIDER_FAULTS } from "./faults/providers.ts";
import { RESPONSE_MISSING } from "./faults/response-missing.ts";
import { RESPONSE_TYPES } from "./faults/response-types.ts";
import { TIMESTAMP_TYPES, TIMESTAMP_VALUES } from "./faults/timestamps.ts";
import { TYPES } from "./faults/types.ts";
import { COUNTING, TEXT } from "./faults/unicode.ts";

/** Promises broken on purpose, one at a time: what a suite must find. */
export const FAULTS: readonly Fault[] = [
  ...LIMITS,
  ...NAME_CHARACTERS,
  ...COUNTING,
  ...TYPES,
  ...PROVIDER_FAULTS,
  ...MEMBERS,
  ...LISTING_INPUT,
  ...TEXT,
  ...RESPONSE_TYPES,
  ...RESPONSE_MISSING,
  ...TIMESTAMP_TYPES,
  ...TIMESTAMP_VALUES,
  ...ACTIVATION,
  ...ECHO,
];
