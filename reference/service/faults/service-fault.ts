import type { Habits } from "#reference/service/habits.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import type { Service } from "#reference/service/service-call.ts";

export const SERVICE_FAULT_KINDS = [
  "constraint-not-enforced",
  "valid-refused",
  "wrong-status",
  "wrong-error-code",
  "wrong-error-status",
  "error-missing",
  "member-missing",
  "member-retyped",
  "list-misses",
  "list-doubles",
  "list-unasked",
  "page-lost",
  "page-end-wrong",
  "effect-missing",
  "refused-done",
  "token-ignored",
  "token-blurred",
  "name-blurred",
  "tags-lost",
  "tags-blurred",
  "tags-shared",
  "tags-inherited",
  "tags-miscounted",
  "echo-wrong",
  "inner-lost",
  "identity-changed",
  "rest-lost",
  "others-changed",
  "never-ready",
  "parent-ignored",
  "kind-ignored",
  "deletion-let-through",
  "filter-ignored",
  "signature-not-checked",
  "body-let-through",
  "body-crash",
  "race-let-through",
  "race-mixed-up",
  "tags-undone",
  "pair-lost",
  "gone-remembered",
  "entries-mixed-up",
  "answer-other",
  "off-dropped",
  "empty-dropped",
  "default-other",
  "default-for-false",
  "zero-missing",
  "arn-wrong",
  "time-wrong",
  "item-other",
  "repeated-otherwise",
  "other-shown",
  "filter-forgotten",
  "told-again",
  "shown-wrongly",
] as const;

export type ServiceFaultKind = (typeof SERVICE_FAULT_KINDS)[number];

/** A promise about one operation of a service that is broken on purpose. */
export interface ServiceFault {
  /** Such as `create-nodegroup.nodegroup-name.required.not-enforced`. */
  readonly id: string;
  readonly kind: ServiceFaultKind;
  readonly operation: string;
  /** What this server does, as a sentence. */
  readonly sentence: string;
  /** The habits that differ; they are asked about the fault's own operation alone. */
  readonly habits: Partial<Habits>;
}

/** What a rule finds to break about an operation. */
export type FaultRule = (operation: Operation, service: Service) => readonly UnnamedFault[];

/** A fault whose id still lacks the operation. */
export type UnnamedFault = Omit<ServiceFault, "operation">;
