import { closestIds } from "#reference/find-by-id.ts";
import { kebab } from "#reference/kebab.ts";
import { SOUND, type Habits } from "#reference/service/habits.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import type { Service } from "#reference/service/service-call.ts";
import { descriptionFaults } from "./answers/descriptions.ts";
import { errorFaults } from "./answers/errors.ts";
import { arnFaults, identityFaults } from "./answers/identity.ts";
import { answerFaults } from "./answers/members.ts";
import { repeatFaults } from "./answers/repeats.ts";
import { constraintFaults } from "./inputs/constraints.ts";
import { defaultFaults } from "./inputs/defaults.ts";
import { inputFaults } from "./inputs/kept-otherwise.ts";
import { pairFaults } from "./inputs/pairs.ts";
import { refusedLimitFaults } from "./inputs/refused-limits.ts";
import { againFaults } from "./lives/again.ts";
import { blurredTagFaults } from "./lives/blurred-tags.ts";
import { changeFaults } from "./lives/changes.ts";
import { countedTagFaults } from "./lives/counted-tags.ts";
import { effectFaults } from "./lives/effects.ts";
import { patchFaults } from "./lives/entry-changes.ts";
import { filterFaults } from "./lives/filters.ts";
import { listFaults } from "./lives/lists.ts";
import { otherKindFaults } from "./lives/other-kinds.ts";
import { raceFaults } from "./lives/races.ts";
import { revivalFaults } from "./lives/revivals.ts";
import { unmindedFaults } from "./lives/unminded.ts";
import { slipFaults } from "./answers/slips.ts";
import type { FaultRule, ServiceFault } from "./service-fault.ts";
import { bodyFaults } from "./wire/bodies.ts";
import { signatureFaults } from "./wire/signatures.ts";
import { statusFaults } from "./wire/success-status.ts";

const RULES: readonly FaultRule[] = [
  statusFaults,
  errorFaults,
  answerFaults,
  listFaults,
  effectFaults,
  identityFaults,
  unmindedFaults,
  arnFaults,
  filterFaults,
  changeFaults,
  descriptionFaults,
  defaultFaults,
  inputFaults,
  constraintFaults,
  refusedLimitFaults,
  signatureFaults,
  bodyFaults,
  raceFaults,
  pairFaults,
  patchFaults,
  repeatFaults,
  revivalFaults,
  blurredTagFaults,
  againFaults,
  countedTagFaults,
  otherKindFaults,
  slipFaults,
];

/** Every fault that the rules find in a service's model and resource table, by operation. */
export function serviceFaults(service: Service): ServiceFault[] {
  return service.operations.flatMap((operation) => faultsOf(operation, service));
}

function faultsOf(operation: Operation, service: Service): ServiceFault[] {
  return RULES.flatMap((rule) => rule(operation, service)).map((finding) => ({
    ...finding,
    id: `${kebab(operation.name)}.${finding.id}`,
    operation: operation.name,
  }));
}

/** The habits of a server that has this fault. Throws, naming the closest ones, where there is none of the id. */
export function habitsWithFault(service: Service, id: string): Habits {
  const faults = serviceFaults(service);
  const fault = faults.find((one) => one.id === id);
  if (fault !== undefined) return onlyFor(fault);
  throw new Error(`no fault is called "${id}"; the closest of ${faults.length} are ${closestIds(faults, id)}`);
}

/** A fault's habits where its operation is asked for, and sound ones elsewhere. */
export function onlyFor({ operation, habits }: ServiceFault): Habits {
  const of = ({ name }: Operation): Habits => (name === operation ? { ...SOUND, ...habits } : SOUND);
  return {
    reads: (asked) => of(asked).reads(asked),
    enforces: (asked, constraint) => of(asked).enforces(asked, constraint),
    tightens: (asked, constraint) => of(asked).tightens(asked, constraint),
    takes: (asked, input) => of(asked).takes(asked, input),
    status: (asked) => of(asked).status(asked),
    answers: (asked, document) => of(asked).answers(asked, document),
    refuses: (asked, refusal) => of(asked).refuses(asked, refusal),
    acts: (asked) => of(asked).acts(asked),
    persists: (asked) => of(asked).persists(asked),
    minds: (asked, what) => of(asked).minds(asked, what),
    holds: SOUND.holds,
    busy: SOUND.busy,
    bars: SOUND.bars,
    crowds: SOUND.crowds,
    plants: SOUND.plants,
    looks: SOUND.looks,
    lasts: SOUND.lasts,
    changing: SOUND.changing,
    lags: SOUND.lags,
    hurries: (asked) => of(asked).hurries(asked),
    revives: (asked) => of(asked).revives(asked),
    trusts: habits.trusts === undefined ? SOUND.trusts : (asked) => of(asked).trusts(asked),
  };
}
