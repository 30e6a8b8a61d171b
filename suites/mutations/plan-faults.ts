import { smallRandom, type SmallRandom } from "#generators/random/small-random.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { AnswerFault, FaultKind, FaultPlace, NotedTraffic } from "./answer-fault.ts";
import { EACH } from "./places.ts";

export interface FaultPlan {
  /** In the order in which they are to be tried: however many there is time for, they are spread. */
  readonly faults: readonly AnswerFault[];
  /** How many there would be. */
  readonly possible: number;
}

export interface FaultChoice {
  readonly kinds: readonly FaultKind[];
  readonly seed: number;
  /** Faults at most. */
  readonly most: number;
}

/** Operations of a kind that is alike for all, by turn. */
const ALIKE = 3;

/**
 * The faults to try with a command's traffic: one of each kind and operation in turn, in an order that the seed draws,
 * members that the command itself has sent first. The same traffic and the same seed make the same plan.
 */
export function planFaults(noted: NotedTraffic, { kinds, seed, most }: FaultChoice): FaultPlan {
  const random = smallRandom(seed);
  const groups = new Map<string, AnswerFault[]>();
  const all = new Map(kinds.flatMap((kind) => kind.places(noted).map((place) => faultAt(kind, place))).map(byId));
  const alike = new Set(kinds.filter(({ isAlike }) => isAlike === true).map(({ id }) => id));
  for (const [at, fault] of [...all.values()].sort((one, other) => (one.id < other.id ? -1 : 1)).entries()) {
    const key = `${fault.kind} ${alike.has(fault.kind) ? at % ALIKE : (fault.operation ?? "")}`;
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  const sent = new Set(noted.answers.flatMap(({ input }) => namesIn(input)));
  const drawn = shuffled([...groups.values()], random).map((faults) => sentFirst(shuffled(faults, random), sent));
  const faults: AnswerFault[] = [];
  for (let turn = 0; faults.length < Math.min(most, all.size); turn += 1) {
    for (const group of drawn) {
      const fault = group[turn];
      if (fault !== undefined && faults.length < most) faults.push(fault);
    }
  }
  return { faults, possible: all.size };
}

function namesIn(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return isJsonObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]) : [];
}

function sentFirst(faults: readonly AnswerFault[], sent: ReadonlySet<string>): AnswerFault[] {
  const isSent = ({ path = "" }: AnswerFault): boolean => {
    return sent.has(pointerTokens(path).findLast((token) => token !== EACH) ?? "");
  };
  return [...faults.filter(isSent), ...faults.filter((fault) => !isSent(fault))];
}

const byId = (fault: AnswerFault): [string, AnswerFault] => [fault.id, fault];

function faultAt({ id: kind }: FaultKind, place: FaultPlace): AnswerFault {
  const { operation = "*", path = "", after, error } = place;
  const rest = [after, error].filter((part) => part !== undefined).map((part) => `/${part}`);
  // An error's name is the endpoint's.
  const id = `${operation}/${kind}${path}${rest.join("")}`.replace(/[^\w./*~-]/g, "_");
  return { id, kind, ...place };
}

function shuffled<Item>(items: readonly Item[], random: SmallRandom): Item[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as Item, mixed[at] as Item];
  }
  return mixed;
}
