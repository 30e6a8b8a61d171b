import { closestIds } from "#reference/find-by-id.ts";
import { kebab } from "#reference/kebab.ts";
import { type Habits, type Minded, SOUND } from "#reference/service/habits.ts";
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
import { effectFaults } from "./lives/effects.ts";
import { patchFaults } from "./lives/entry-changes.ts";
import { filterFaults } from "./lives/filters.ts";
import { listFaults } from "./lives/lists.ts";
import { raceFaults } from "./lives/races.ts";
import { revivalFaults } from "./lives/revivals.ts";
import { unmindedFaults } from "./lives/unminded.ts";
import { slipFaults } from "./answers/slips.ts";
import type { FaultRule, ServiceFault } from "./service-fault.ts";
import { bodyFaults } from "./wire/bodies.ts";
import { inputShape } from "#reference/service/resource/shown-shape.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { ResourceKind, Table } from "#reference/service/table/kind.ts";
import { nameSpace } from "#reference/service/table/locate.ts";

/** What is asked of a kind is done to one of another that has its names in common. */
const otherKindFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (!("kinds" in role) || !["create", "update", "delete"].includes(role.name)) return [];
  const [kind] = role.kinds;
  const about = role.name === "create" ? table.kinds.find(({ name }) => name === kind.parent) : kind;
  if (about === undefined || !hasNamesInCommon(table, about)) return [];
  return [
    {
      id: "own-kind.not-minded",
      kind: "kind-ignored",
      sentence: "Takes whatever has the name for one of the kind that it is about.",
      habits: { minds: (_operation, what) => what !== "own kind" },
    },
  ];
};

function hasNamesInCommon(table: Table, kind: ResourceKind): boolean {
  return table.kinds.filter((one) => nameSpace(table, one) === nameSpace(table, kind)).length > 1;
}

const WAYS: readonly (readonly [what: Minded, sentence: string])[] = [
  ["tags before", "Counts the tags of a request alone, and not those that the resource has."],
  ["tags given anew", "Counts a tag twice that is given another value."],
  ["whole request", "Adds what there is room for, and refuses the request for the rest."],
];

/** How many tags a resource has, where the operation that adds some says how many there may be. */
const countedTagFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  const at = role.name === "tag" ? table.tagging?.tag.tags : undefined;
  if (at === undefined || inputShape({ operation }, at)?.max === undefined) return [];
  return WAYS.map(([what, sentence]) => ({
    id: `${what.replaceAll(" ", "-")}.not-minded`,
    kind: "tags-miscounted",
    sentence,
    habits: { minds: (_operation, minded) => minded !== what },
  }));
};

/** Another success than the model's, unless an answer's member is the status. */
export const statusFaults: FaultRule = ({ status, anySuccess }) => {
  if (anySuccess) return [];
  const other = status === 200 ? 201 : 200;
  return [
    {
      id: "status.wrong",
      kind: "wrong-status",
      sentence: `Succeeds with ${other}, not ${status}.`,
      habits: { status: () => other },
    },
  ];
};

/** One operation that carries out whatever anybody asks for. */
const signatureFaults: FaultRule = () => [
  {
    id: "signature.not-checked",
    kind: "signature-not-checked",
    sentence: "Looks at no signature.",
    habits: { trusts: () => true },
  },
];

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
