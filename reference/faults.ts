import type { Fault } from "./fault.ts";
import { ACTIVATION } from "./faults/answers/activation.ts";
import { RESPONSE_BODIES } from "./faults/answers/bodies.ts";
import { ECHO, TEXT } from "./faults/answers/echo.ts";
import { ERROR_BODIES } from "./faults/answers/error-bodies.ts";
import { ERROR_STATUSES, TAGGING_ERRORS } from "./faults/answers/error-statuses.ts";
import { ERROR_TYPES } from "./faults/answers/error-types.ts";
import { RESPONSE_MEMBERS, RESPONSE_MISSING } from "./faults/answers/members.ts";
import { TIMESTAMP_TYPES, TIMESTAMP_VALUES } from "./faults/answers/timestamps.ts";
import { CRASHES, NOW_AND_THEN } from "./faults/crashes.ts";
import { EMULATORS } from "./faults/emulators.ts";
import { NAME_CHARACTERS } from "./faults/inputs/characters.ts";
import { LEFT_BEHIND } from "./faults/inputs/left-behind.ts";
import { LIMITS } from "./faults/inputs/limits.ts";
import { MEMBERS, SPECIAL_KEYS } from "./faults/inputs/members.ts";
import { TYPES } from "./faults/inputs/types.ts";
import { VALUES } from "./faults/inputs/values.ts";
import { DEREGISTERING } from "./faults/lives/deregistering.ts";
import { DESCRIBING } from "./faults/lives/describing.ts";
import { LISTING, MANY_CLUSTERS } from "./faults/lives/listing.ts";
import { RACES } from "./faults/lives/races.ts";
import { TAGGING } from "./faults/lives/tagging.ts";
import { withPromises } from "./faults/promised.ts";
import { IDEMPOTENCY } from "./faults/lives/tokens.ts";
import { RARE } from "./faults/rare.ts";
import { AUTHENTICATION } from "./faults/wire/authentication.ts";
import { JSON_READING } from "./faults/wire/json.ts";
import { PROTOCOL } from "./faults/wire/protocol.ts";
import { ROUTING } from "./faults/wire/routing.ts";
import { SUCCESS_STATUSES } from "./faults/wire/success-statuses.ts";

/** Promises broken on purpose, one at a time: what a suite must find. */
export const FAULTS: readonly Fault[] = [
  ...LIMITS,
  ...NAME_CHARACTERS,
  ...TYPES,
  ...VALUES,
  ...MEMBERS,
  ...TEXT,
  ...SPECIAL_KEYS,
  ...RESPONSE_MISSING,
  ...TIMESTAMP_TYPES,
  ...TIMESTAMP_VALUES,
  ...ACTIVATION,
  ...ECHO,
  ...RESPONSE_MEMBERS,
  ...RESPONSE_BODIES,
  ...ERROR_STATUSES,
  ...ERROR_TYPES,
  ...ERROR_BODIES,
  ...CRASHES,
  ...IDEMPOTENCY,
  ...DESCRIBING,
  ...DEREGISTERING,
  ...TAGGING,
  ...TAGGING_ERRORS,
  ...LISTING,
  ...MANY_CLUSTERS,
  ...RACES,
  ...LEFT_BEHIND,
  ...JSON_READING,
  ...PROTOCOL,
  ...ROUTING,
  ...SUCCESS_STATUSES,
  ...AUTHENTICATION,
  ...NOW_AND_THEN,
  ...RARE,
  ...EMULATORS,
].map(withPromises);
