import type { Fault } from "./fault.ts";
import { ACTIVATION } from "./faults/activation.ts";
import { NAME_CHARACTERS } from "./faults/characters.ts";
import { CRASHES } from "./faults/crashes.ts";
import { ECHO } from "./faults/echo.ts";
import { ERROR_BODIES } from "./faults/errors-body.ts";
import { ERROR_STATUSES } from "./faults/errors-status.ts";
import { ERROR_TYPES } from "./faults/errors-type.ts";
import { IDEMPOTENCY } from "./faults/idempotency.ts";
import { DEREGISTERING } from "./faults/deregistering.ts";
import { DESCRIBING } from "./faults/describing.ts";
import { REGISTERING_LIMITS } from "./faults/registering-limits.ts";
import { LISTING_INPUT } from "./faults/listing-input.ts";
import { MANY_CLUSTERS } from "./faults/many-clusters.ts";
import { MEMBERS } from "./faults/members.ts";
import { PROVIDER_FAULTS } from "./faults/providers.ts";
import { RESPONSE_MISSING } from "./faults/response-missing.ts";
import { RESPONSE_TYPES } from "./faults/response-types.ts";
import { TAGGING_ERRORS, TAGGING_LIMITS } from "./faults/tagging-limits.ts";
import { TAGGING } from "./faults/tagging.ts";
import { TIMESTAMP_TYPES, TIMESTAMP_VALUES } from "./faults/timestamps.ts";
import { TYPES } from "./faults/types.ts";
import { SPECIAL_KEYS } from "./faults/special-keys.ts";
import { COUNTING, TEXT } from "./faults/unicode.ts";
import { AUTHENTICATION } from "./faults/authentication.ts";
import { EMULATORS } from "./faults/emulators.ts";
import { JSON_READING } from "./faults/json.ts";
import { LISTING } from "./faults/listing.ts";
import { PROTOCOL } from "./faults/protocol.ts";
import { RACES } from "./faults/races.ts";
import { NOW_AND_THEN } from "./faults/now-and-then.ts";
import { RARE } from "./faults/rare.ts";
import { STATE } from "./faults/state.ts";
import { ROUTING, SUCCESS_STATUSES } from "./faults/routing.ts";

/** Promises broken on purpose, one at a time: what a suite must find. */
export const FAULTS: readonly Fault[] = [
  ...REGISTERING_LIMITS,
  ...NAME_CHARACTERS,
  ...COUNTING,
  ...TYPES,
  ...PROVIDER_FAULTS,
  ...MEMBERS,
  ...LISTING_INPUT,
  ...TEXT,
  ...SPECIAL_KEYS,
  ...RESPONSE_MISSING,
  ...TIMESTAMP_TYPES,
  ...TIMESTAMP_VALUES,
  ...ACTIVATION,
  ...ECHO,
  ...RESPONSE_TYPES,
  ...ERROR_STATUSES,
  ...ERROR_TYPES,
  ...ERROR_BODIES,
  ...CRASHES,
  ...IDEMPOTENCY,
  ...DESCRIBING,
  ...DEREGISTERING,
  ...TAGGING,
  ...TAGGING_LIMITS,
  ...TAGGING_ERRORS,
  ...LISTING,
  ...MANY_CLUSTERS,
  ...RACES,
  ...STATE,
  ...JSON_READING,
  ...PROTOCOL,
  ...ROUTING,
  ...SUCCESS_STATUSES,
  ...AUTHENTICATION,
  ...NOW_AND_THEN,
  ...RARE,
  ...EMULATORS,
];
