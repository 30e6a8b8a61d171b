import type { FaultKind } from "./answer-fault.ts";
import { FORM_KINDS } from "./kinds/form-kinds.ts";
import { MEMBER_KINDS } from "./kinds/member-kinds.ts";
import { STATE_KINDS } from "./kinds/state-kinds.ts";

/** All kinds of faults that answers are given. */
export const FAULT_KINDS: readonly FaultKind[] = [...MEMBER_KINDS, ...FORM_KINDS, ...STATE_KINDS];
