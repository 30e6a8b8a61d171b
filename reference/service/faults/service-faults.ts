import { closestIds } from "../../find-by-id.ts";
import { SOUND, type Habits } from "../habits.ts";
import type { Operation } from "../model/operation.ts";
import type { Service } from "../service-call.ts";
import { againFaults } from "./again.ts";
import { agreementFaults, arnFaults } from "./agreement.ts";
import { answerFaults, statusFaults } from "./answers.ts";
import { blurredTagFaults } from "./blurred-tags.ts";
import { bodyFaults } from "./bodies.ts";
import { changeFaults } from "./changes.ts";
import { constraintFaults } from "./constraints.ts";
import { countedTagFaults } from "./counted-tags.ts";
import { defaultFaults } from "./defaults.ts";
import { descriptionFaults } from "./descriptions.ts";
import { effectFaults } from "./effects.ts";
import { errorFaults } from "./errors.ts";
import { filterFaults } from "./filters.ts";
import { inputFaults } from "./inputs.ts";
import { kebab } from "../../kebab.ts";
import { listFaults } from "./lists.ts";
import { otherKindFaults } from "./other-kinds.ts";
import { pairFaults } from "./pairs.ts";
import { patchFaults } from "./patches.ts";
import { raceFaults } from "./races.ts";
import { repeatFaults } from "./repeats.ts";
import { revivalFaults } from "./revivals.ts";
import type { FaultRule, ServiceFault } from "./service-fault.ts";
import { refusedLimitFaults } from "./refused-limits.ts";
import { signatureFaults } from "./signatures.ts";

const RULES: readonly FaultRule[] = [
  statusFaults,
  errorFaults,
  answerFaults,
  listFaults,
  effectFaults,
  agreementFaults,
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
