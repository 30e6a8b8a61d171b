import type { JsonValue } from "#spec/json/json.ts";
import { chooser } from "#reference/drawn/chooser.ts";
import { SOUND, type Habits } from "#reference/service/habits.ts";
import type { ServiceFault, ServiceFaultKind } from "#reference/service/faults/service-fault.ts";
import { constraintsOfMember } from "#reference/service/faults/inputs/constraints.ts";
import { onlyFor, serviceFaults } from "#reference/service/faults/service-faults.ts";
import type { Service, ServiceCall } from "#reference/service/service-call.ts";
import type { InputMember } from "#reference/service/model/operation.ts";
import { roleOf } from "#reference/service/table/role.ts";
import { factsReader } from "./call-facts.ts";
import { conditionsOf, mayCome, type ServiceCondition } from "./service-conditions.ts";

/** A seeded fault of a service that shows under a condition alone. */
export interface DrawnServiceFault {
  /** Such as `drawn-17`. */
  readonly id: string;
  readonly kind: ServiceFaultKind;
  readonly operation: string;
  /** What the server does and when, as a sentence. */
  readonly sentence: string;
  /** For one server: the habits for each of its calls, which are sound where the fault does not show. */
  readonly open: () => (call: ServiceCall) => Habits;
}

/** Faults in answers and effects. Those in what is let in are about one input, or about two requests at once. */
const DRAWN: ReadonlySet<ServiceFaultKind> = new Set([
  "wrong-status",
  "wrong-error-code",
  "wrong-error-status",
  "error-missing",
  "member-missing",
  "member-retyped",
  "list-misses",
  "page-lost",
  "effect-missing",
  "tags-lost",
  "echo-wrong",
  "identity-changed",
  "rest-lost",
  "token-ignored",
  "parent-ignored",
  "filter-ignored",
  "entries-mixed-up",
]);

/** The fault that a whole number stands for at a service: always the same one. */
export type DrawServiceFault = (number: number) => DrawnServiceFault;

/** What draws faults of a service: it finds all that can be drawn once. */
export function faultDrawer(service: Service): DrawServiceFault {
  // Nobody calls an operation that the table has no input of.
  const faults = serviceFaults(service).filter(
    ({ kind, operation }) => DRAWN.has(kind) && Object.hasOwn(service.table.inputs, operation),
  );
  const operations = service.operations.filter(({ name }) => faults.some(({ operation }) => operation === name));
  return (number) => {
    for (let attempt = 1; ; attempt += 1) {
      const choose = chooser(`service ${number} ${attempt}`);
      const operation = choose(operations);
      const own = faults.filter((fault) => fault.operation === operation.name);
      const kind = choose([...new Set(own.map((fault) => fault.kind))]);
      const fault = choose(own.filter((one) => one.kind === kind));
      const condition = choose(conditionsOf(operation, service));
      if (breaks(fault, condition, service)) return drawn(number, fault, condition);
    }
  };
}

/** Whether the fault breaks a promise under the condition. */
function breaks({ id, kind, operation, habits }: ServiceFault, condition: ServiceCondition, service: Service): boolean {
  const { name } = roleOf(service.table, operation);
  if (!mayCome(condition, operation, service)) return false;
  // What is right the next time is a list that lags, and lists may lag.
  if (name === "list" && condition.looksAt === "turn") return habits.refuses !== undefined || kind === "wrong-status";
  const isOfTags = kind === "tags-lost" || (condition.looksAt === "tags" && kind === "member-missing");
  if (isOfTags && condition.holds(NOTHING)) return false;
  if (kind === "token-ignored" && condition.looksAt === "token" && condition.holds(NOTHING)) return false;
  // Where nothing was refused there is nothing to look at.
  const isAboutNothing = habits.refuses !== undefined && name !== "create" && STATES.includes(condition.looksAt);
  // Below another parent nothing is found either, and what names an unknown parent belongs to none.
  const isElsewhere = kind === "parent-ignored" && ["tags", "history"].includes(condition.looksAt);
  const isOfNoParent = id.includes(".unknown.") && ["create", "list"].includes(name) && condition.looksAt === "parent";
  const isNameless =
    id.includes(".invalid.") && !["token", "turn"].includes(condition.looksAt) && !canBreakBeside(operation, service);
  return !isAboutNothing && !isElsewhere && !isOfNoParent && !isNameless;
}

/** Whether an input may break a limit, and still name what it is about. */
function canBreakBeside(operation: string, { operations, table }: Service): boolean {
  const names = table.kinds.map(({ name }) => name);
  const isNaming = ({ name }: InputMember): boolean =>
    textsIn(table.inputs[operation]?.[name] ?? null).some((text) => names.includes(text.slice(1).split(".")[0] ?? ""));
  const { input = [] } = operations.find(({ name }) => name === operation) ?? {};
  return input.some(
    (member) => !isNaming(member) && constraintsOfMember(member).some(({ keyword }) => keyword !== "type"),
  );
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const STATES: readonly ServiceCondition["looksAt"][] = ["tags", "siblings", "history"];

const NOTHING = {
  tags: 0,
  hasToken: false,
  isOfLaterParent: false,
  hasSibling: false,
  isChanged: false,
  turn: 0,
};

function drawn(number: number, fault: ServiceFault, condition: ServiceCondition): DrawnServiceFault {
  const { kind, operation, sentence } = fault;
  const habits = onlyFor(fault);
  return {
    id: `drawn-${number}`,
    kind,
    operation,
    sentence: `${operation}: ${sentence.replace(/\.$/, "")}, ${condition.words}.`,
    open: () => {
      const read = factsReader();
      return (call) => {
        const facts = read(call, call.operation.name === operation);
        return facts !== undefined && condition.holds(facts) ? habits : SOUND;
      };
    },
  };
}
