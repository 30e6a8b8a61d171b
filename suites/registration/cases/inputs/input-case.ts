import { type GeneratedInput, kindAndKey } from "../../../../generators/schema/generated-input.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import type { WireRequest } from "../../../../protocol/exchange.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { isOf } from "../../../../spec/derived/constraint.ts";
import { type Constraint, validOf } from "../../../../spec/requirement.ts";
import { classify, labelOf } from "../../../oracles/request/expectation.ts";
import type { Case } from "../../session/cluster-case.ts";
import type { CaseSession } from "../../session/session.ts";
import { leavesRoomForTag, withRunTag } from "../../session/tagged-input.ts";
import { inputOfFreeName } from "../../session/steps/free-name.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { baseInput } from "./base-input.ts";
import { oneRequestCase } from "./one-request.ts";

/** What the answer to a generated input is judged for. */
export function requirementOf(operation: Operation, { constraint }: GeneratedInput): string {
  return constraint?.requirement ?? validOf(operation);
}

interface InputCaseOptions {
  /** After a refusal, look whether it left a cluster behind all the same. */
  readonly checksState?: boolean;
}

/** The case of a generated input. Answers undefined when its label names nothing that a request can carry. */
export function inputCase(
  contract: Contract,
  operation: Operation,
  generated: GeneratedInput,
  { checksState = false }: InputCaseOptions = {},
): Case | undefined {
  const { constraint, kind, note } = generated;
  const request = encodeInput(operation, generated.input);
  if (request === undefined || !survivesTheUrl(contract, operation, constraint, request)) return undefined;
  const rejected = constraint?.side === "reject" ? constraint : undefined;
  return oneRequestCase({
    operation,
    id: `${operation.prefix}/${kindAndKey(generated)}`,
    kind,
    requirement: requirementOf(operation, generated),
    summary: note,
    checksState: checksState && rejected !== undefined,
    label: labelOf(constraint),
    registers: rejected === undefined ? undefined : 0,
    request: (session) =>
      session.round === 1 && session.context.runTag === undefined
        ? request
        : encodeFresh(session, operation, generated),
    base: constraint === undefined ? undefined : (session) => encodeBase(session, operation, generated),
  });
}

/** A query has no null and no types: an input may come out of it as another one than went in. */
function survivesTheUrl(
  contract: Contract,
  operation: Operation,
  constraint: Constraint | undefined,
  request: WireRequest,
): boolean {
  const inUrl = operation.members.every((member) => member.in !== "body");
  if (!inUrl || constraint === undefined) return true;
  const { violations } = classify(contract, request);
  const broken = violations.some((violation) => isOf(violation, constraint));
  return broken === (constraint.side === "reject");
}

function encodeBase(session: CaseSession, operation: Operation, generated: GeneratedInput): WireRequest | undefined {
  const inputs = session.inputs(operation.id);
  const base = baseInput(operation, generated, inputs.full(session.salt("base")));
  if (base === undefined) return undefined;
  const { contract, runTag } = session.context;
  const fresh = inputs.renew(base, session.salt("base"));
  return encodeInput(operation, runTag === undefined ? fresh : withRunTag(contract, operation, fresh, runTag));
}

async function encodeFresh(
  session: CaseSession,
  operation: Operation,
  generated: GeneratedInput,
): Promise<WireRequest> {
  const { constraint } = generated;
  const current = session.round === 1 ? generated.input : await renewed(session, operation, generated);
  const { contract, runTag } = session.context;
  const tagged = runTag !== undefined && leavesRoomForTag(constraint);
  const request = encodeInput(operation, tagged ? withRunTag(contract, operation, current, runTag) : current);
  if (request === undefined) throw new Error("the renewed input no longer fits into a request");
  return request;
}

/** With fresh values; where the name itself is probed, one that is free. */
async function renewed(
  session: CaseSession,
  operation: Operation,
  { input, constraint, renamed }: GeneratedInput,
): Promise<JsonObject> {
  const inputs = session.inputs(operation.id);
  const draw = (slot: string): JsonObject => {
    const salt = session.salt(slot);
    return inputs.renew(renamed?.(salt) ?? input, salt, constraint?.pointer);
  };
  return renamed === undefined ? draw("") : inputOfFreeName(session, draw);
}
