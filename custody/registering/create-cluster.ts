import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { clusterOf } from "../looking/shown-cluster.ts";
import {
  isServerFailure,
  isSuccess,
  isUnreachable,
  isUnserved,
  lostReply,
  readReply,
  type Reply,
} from "../../protocol/answers/reply.ts";
import { paceOf } from "../../protocol/answers/throttling.ts";
import type { Delivery, Exchange, Signing, WireRequest } from "../../protocol/exchange.ts";
import type { CaseStep } from "../../endpoint/target.ts";
import { givenMark, type RunTag } from "../ownership/marks.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";
import type { IntendedCreation } from "../journal/ledger.ts";
import { noteNamedByAnswer } from "./named-by-answer.ts";
import { reclaim } from "./reclaim.ts";
import type { Doubt } from "../ownership/name-states.ts";
import { clusterMade, settleAbsent, type RegistrationParts } from "./registration-parts.ts";
import type { SentNames } from "../ownership/sent-names.ts";

/** How often a registration is tried if its replies keep getting lost, or its time runs out. */
const RESET_ROUNDS = 4;
const TIMEOUT_ROUNDS = 2;

export interface CreateOptions {
  readonly case: string;
  readonly names: SentNames;
  /** See IntendedCreation. */
  readonly marks?: Pick<IntendedCreation, "token" | "tagged">;
  /** The run's tag, if the request carries it. */
  readonly tag?: RunTag | undefined;
  readonly signing?: Signing;
  readonly step?: CaseStep;
  /** Only one attempt, whatever the answer. */
  readonly once?: boolean;
  /**
   * The name is registered already and this request repeats it, so a 409 or the same answer again is to be expected.
   */
  readonly repeats?: boolean;
  /** The contract allows the request, so a refusal leaves its names in doubt. */
  readonly mustBeAccepted?: boolean;
}

export interface Creation {
  readonly reply: Reply;
  /** Names under which a cluster exists, or may exist, now. */
  readonly created: readonly string[];
}

/** Sends a request that may create clusters. A lost reply is reconciled (look, remove, send again), never judged first. */
export async function createCluster(
  parts: RegistrationParts,
  request: WireRequest,
  options: CreateOptions,
): Promise<Creation> {
  const earlier: Exchange[] = [];
  let unsettled = false;
  for (let round = 1; ; round += 1) {
    // Computed again in each round: what was reclaimed may be there again after the next request.
    intend(parts, options);
    const delivery = await sendCreating(parts, request, options);
    const reply = readReply(delivery);
    const attempts = [...earlier, ...delivery.earlier];
    if (lostReply(reply)) for (const name of options.names.candidates) parts.tally.late.add(name);
    const metItself = reply.status === 409 && attempts.length > 0 && options.repeats !== true;
    if ((!lostReply(reply) && !metItself) || options.once === true || round >= roundsFor(reply)) {
      const uncertain = metItself || unsettled || attempts.some(mayHaveWorked);
      return { reply: { ...reply, earlier: attempts }, created: note(parts, reply, { ...options, uncertain }) };
    }
    earlier.push(...delivery.earlier, delivery.last);
    unsettled = options.repeats !== true && !(await reclaim(parts, options.names.candidates));
  }
}

function roundsFor({ exchange }: Reply): number {
  if (exchange.hurried === true) return 1;
  return exchange.failure?.kind === "timeout" ? TIMEOUT_ROUNDS : RESET_ROUNDS;
}

function intend({ states, ledger }: RegistrationParts, { names, marks, tag, ...options }: CreateOptions): void {
  for (const name of names.candidates) {
    ledger.intend(clusterMade(name), { case: options.case, ...marks });
    states.ask(name, tag);
  }
}

/** A request cut off by an interruption may have been carried out, so its names are in doubt. */
async function sendCreating(
  parts: RegistrationParts,
  request: WireRequest,
  { names, once, signing, step }: CreateOptions,
): Promise<Delivery> {
  try {
    const delivery = await parts.target.send(request, {
      mayChangeState: true,
      once,
      signing,
      step,
    });
    const { startedAt } = delivery.earlier[0] ?? delivery.last;
    for (const name of names.candidates) parts.states.sentAt(name, startedAt);
    const reply = readReply(delivery);
    parts.tally.everAnswered ||= reply.status > 0 && !isUnserved(reply) && !isWithoutWork(reply);
    return delivery;
  } catch (error) {
    for (const name of names.candidates) putInDoubt(parts, name, { reason: "the run was interrupted", kind: "lost" });
    throw error;
  }
}

/** The attempt was sent, and was not plainly refused. */
function mayHaveWorked(exchange: Exchange): boolean {
  const reply = readReply({ last: exchange, earlier: [] });
  return lostReply(reply) || (isServerFailure(reply) && paceOf(reply) === undefined);
}

/** Throttling, or a failure of the target's own: no sign that it registers anything. */
function isWithoutWork(reply: Reply): boolean {
  return paceOf(reply) !== undefined || isServerFailure(reply);
}

/** Records what the answer says; returns the names that are alive or in doubt because of it. */
function note(
  parts: RegistrationParts,
  reply: Reply,
  options: CreateOptions & { readonly uncertain: boolean },
): string[] {
  const { names, uncertain } = options;
  parts.tally.everServed ||= !isUnserved(reply);
  if (isSuccess(reply)) return noteCreated(parts, reply, options);
  const kind = lostReply(reply) || uncertain ? "lost" : doubtOf(reply, options);
  if (kind !== undefined) {
    if (kind !== "refused") parts.tally.unanswered += 1;
    for (const name of names.candidates) putInDoubt(parts, name, { reason: describeReply(reply), kind });
    return [...names.candidates];
  }
  for (const name of names.candidates) {
    if (isUnreachable(reply) && parts.states.is(name, "asked")) settleAbsent(parts, name);
    else parts.states.refused(name);
  }
  return [];
}

/**
 * False if the caller was refused (401, 403), the operation is missing (404, 405, 501), or the request was throttled.
 */
function doubtOf(reply: Reply, { mustBeAccepted }: CreateOptions): Doubt["kind"] | undefined {
  const { status } = reply;
  if (isServerFailure(reply)) return "failed";
  if (mustBeAccepted !== true || status < 300 || [401, 403].includes(status) || isUnserved(reply)) return undefined;
  return paceOf(reply) === undefined ? "refused" : undefined;
}

/** A name that occurs only in an answer is never ours: a run can have created only the names that it sent. */
function noteCreated(parts: RegistrationParts, reply: Reply, options: CreateOptions): string[] {
  const { states, ledger, tally } = parts;
  const { name: certain, candidates } = options.names;
  noteNamedByAnswer(parts, reply, { caseId: options.case, isValid: options.mustBeAccepted === true });
  const names = certain === undefined ? [...candidates] : [certain];
  for (const name of names) {
    if (!states.is(name, "alive")) tally.registered += 1;
    states.alive(name, reply);
    ledger.note(clusterMade(name), "created", { activation: givenMark(registrationService().kind, clusterOf(reply)) });
  }
  for (const name of candidates) if (!names.includes(name)) states.refused(name);
  return names;
}

function putInDoubt({ states, ledger, tally, clock }: RegistrationParts, name: string, doubt: Doubt): void {
  if (!states.doubt(name, doubt)) return;
  tally.lastDoubtAt = clock.now();
  ledger.note(clusterMade(name), "doubt", { reason: doubt.reason });
}
