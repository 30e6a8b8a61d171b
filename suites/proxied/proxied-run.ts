import { createHash } from "node:crypto";
import type { Exchange, Signing, WireRequest } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, readExchange, type Reply } from "#protocol/answers/reply.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { registrationTable } from "#spec/registration/registration-service.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { judgementOf } from "#suites/oracles/finding.ts";
import type { IdleReason, PlannedRequirement } from "#suites/record/events.ts";
import type { OperationResult, RunRecord } from "#suites/record/record.ts";
import { openRecord, type OpenRecord, type RecordedSuite } from "#suites/run/open-run.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import { countChanceFailures, endedEvent } from "#suites/run/run-account.ts";
import { saysAbsent } from "#suites/run/control/operation-presence.ts";
import { idleEvents, notThere } from "#suites/run/why-not-judged.ts";
import { headingOf, inOrder } from "#spec/resources/operation-order.ts";
import { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";
import { failedByServer } from "#suites/session/server-errors.ts";
import { credentialScope } from "./credential-scope.ts";
import { judgeProxied, type ProxiedContext } from "./judge-proxied.ts";

export interface ProxiedOptions extends RecordedSuite {
  /** What a request is, in reasons: "request that went through the proxy". */
  readonly request: string;
  /** What the operations do to the resources, where the contract is of a whole service. */
  readonly table?: ResourceTable | undefined;
}

/** What there is to say of an exchange of a recording. */
export interface SeenEntry {
  /** Number of its entry in the file, from 1. */
  readonly entry?: number;
  /** The values that activate a cluster are hidden: see RegistrationContext. */
  readonly hidesActivation?: boolean;
}

/** A run that sends nothing: it judges what others send and are answered. */
export interface ProxiedRun {
  see(exchange: Exchange, entry?: SeenEntry): void;
  /** The record of what was seen so far, as if it were cut off now. */
  record(): RunRecord;
  /** Closes the account: the record of what was seen. */
  end(): RunRecord;
}

export function openProxiedRun(options: ProxiedOptions): ProxiedRun {
  const { contract, started, table } = options;
  const run: OpenProxied = {
    ...openRecord(options),
    options,
    context: {
      contract,
      table: table ?? registrationTable(contract),
      isAboutRegistration: table === undefined,
      activations: new ActivationMemory(),
      registered: new Set(),
    },
    requirements: new Map(started.requirements.map((requirement) => [requirement.id, requirement])),
    succeeded: new Map(),
    absent: new Map(),
    failed: new Set(),
    outages: new Map(),
  };
  run.emit(started);
  return {
    see: (exchange, entry = {}) => judgeSeen(run, exchange, entry),
    record: run.record,
    end: () => endProxied(run),
  };
}

interface OpenProxied extends OpenRecord {
  readonly options: ProxiedOptions;
  readonly context: ProxiedContext;
  readonly requirements: ReadonlyMap<string, ProxiedOptions["started"]["requirements"][number]>;
  /** Whether each operation that was called has ever succeeded. */
  readonly succeeded: Map<string, boolean>;
  /** Of operations that have only been answered as one that is not there is: that answer, in words. */
  readonly absent: Map<string, string>;
  /** Of operations whose latest requests all met a failure of the server. */
  readonly outages: Map<string, FailuresOnEnd>;
  /** See `metAgain`. */
  readonly failed: Set<string>;
}

interface FailuresOnEnd {
  readonly failures: number;
  readonly last: CaseOutcome;
}

/** So many failures on end that nothing has ended are no chance. */
const FAILURES_ON_END = 3;

function judgeSeen(run: OpenProxied, exchange: Exchange, seen: SeenEntry): void {
  const { context, collector, chanceFailures, meter, succeeded, failed, outages } = run;
  run.count(exchange);
  const operation = operationOf(exchange.request, context.contract);
  if (operation === undefined) return;
  const reply = readExchange(exchange);
  if (noteAbsence(run, operation.id, reply)) return;
  succeeded.set(operation.id, succeeded.get(operation.id) === true || isSuccess(reply));
  const outcome = outcomeOf(run, reply, operation, seen);
  // One failure of the server may be chance: the very same request must meet another, or too many fail.
  const byServer = failedByServer(context.contract, outcome, true);
  const isChance = byServer.length > 0 && !metAgain(failed, exchange.request);
  const [perhapsChance, judgements] = parted(
    outcome.judgements,
    ({ requirement }) => isChance && byServer.some((one) => one.requirement === requirement),
  );
  const doubtful = { ...outcome, judgements: perhapsChance };
  if (isChance) chanceFailures.add(doubtful);
  noteOutage(outages, operation.id, byServer.length > 0 ? doubtful : undefined);
  collector.add({ ...outcome, judgements }, meter.requests);
}

/**
 * True of an answer that no operation gives, where the operation has given none so far: it is no answer of its own, and
 * nothing is judged by it.
 */
function noteAbsence({ absent, succeeded }: OpenProxied, operation: string, reply: Reply): boolean {
  const isAbsent = saysAbsent(reply) && (absent.has(operation) || !succeeded.has(operation));
  if (isAbsent) absent.set(operation, describeReply(reply));
  else absent.delete(operation);
  return isAbsent;
}

/**
 * The operation of the service that a request is for. Of a health check, of a browser's, or of one to another service at
 * the same endpoint nothing says how it is answered. Services have paths in common, as that of an ARN's tags; a signature
 * names the one that is meant.
 */
export function operationOf(
  request: Pick<WireRequest, "method" | "path" | "headers">,
  contract: Contract,
): Operation | undefined {
  const service = credentialScope(request)?.service ?? contract.signingName;
  return service === contract.signingName ? matchRoute(contract, request)?.operation : undefined;
}

function noteOutage(outages: OpenProxied["outages"], operation: string, failure: CaseOutcome | undefined): void {
  if (failure === undefined) outages.delete(operation);
  else outages.set(operation, { failures: (outages.get(operation)?.failures ?? 0) + 1, last: failure });
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [first: Item[], rest: Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function outcomeOf(
  { context, requirements, options, collector }: OpenProxied,
  reply: Reply,
  { prefix }: Operation,
  { entry, hidesActivation = false }: SeenEntry,
): CaseOutcome {
  const { exchange } = reply;
  const { method, path, headers } = exchange.request;
  const asShown = hidesActivation ? { ...context, activations: undefined } : context;
  const judgements = [...judgeProxied(reply, asShown)].flatMap(([id, finding]) => {
    const requirement = requirements.get(id);
    if (requirement === undefined) throw new Error(`no requirement is called ${id}`);
    return requirement.excluded === undefined ? [judgementOf(requirement, finding, 0)] : [];
  });
  const unsigned: readonly [Exchange, Signing][] = [[exchange, { kind: "none" }]];
  return {
    case: {
      id: `proxied/${prefix}/${entry ?? collector.cases + 1}`,
      kind: "proxied",
      requirements: [],
      summary: `${entry === undefined ? "" : `entry ${entry}: `}${method} ${options.reporting.redactor.url(path)}`,
    },
    judgements,
    exchanges: [exchange],
    signings: new Map(headerValue(headers, "authorization") === undefined ? unsigned : []),
    lastRequest: exchange.request,
    lost: false,
    ms: exchange.durationMs,
  };
}

const NOT_SEEN = { verdict: "not-applicable", why: "about it" } as const;
const NO_REQUEST = { verdict: "inconclusive", why: "for an operation" } as const;
const NO_ANSWER = { verdict: "inconclusive", why: "answered" } as const;

type NoneSeen = typeof NOT_SEEN | typeof NO_REQUEST | typeof NO_ANSWER;

function noneSeen<Why extends NoneSeen>({ request }: ProxiedOptions, { verdict, why }: Why) {
  return { verdict: verdict as Why["verdict"], reason: `no ${request} was ${why}` };
}

function endProxied(run: OpenProxied): RunRecord {
  const { options, collector, meter, emit, outages, absent } = run;
  countChanceFailures(run);
  for (const { failures, last } of outages.values()) {
    if (failures >= FAILURES_ON_END) collector.add(last, meter.requests);
  }
  for (const operation of operationsSeen(run)) emit({ type: "operation", operation });
  const others =
    collector.cases + absent.size === 0 ? NO_REQUEST : collector.judged.size + absent.size === 0 ? NO_ANSWER : NOT_SEEN;
  const why = ({ operation }: PlannedRequirement): IdleReason =>
    absent.has(operation) ? notThere(operation) : noneSeen(options, others);
  for (const event of idleEvents(options.started.requirements, collector.judged, why)) emit(event);
  const stopping = { aborted: false, epitaph: undefined };
  emit(endedEvent({ ...run, stopping }, options, { clusters: { registered: 0, deregistered: 0, left: [] } }));
  return run.record();
}

/** Of an operation that never succeeded nobody knows whether it is there. */
function operationsSeen({ options, succeeded, absent }: OpenProxied): OperationResult[] {
  const { contract, table } = options;
  const ids = table === undefined ? contract.operations.keys() : inOrder(contract, table);
  return [...ids].map((id) => {
    const { method, path } = contract.operation(id);
    const resource = table === undefined ? undefined : headingOf(table, id);
    const reason = absent.get(id);
    const state =
      reason === undefined ? stateOf(options, succeeded.get(id)) : ({ verdict: "not-implemented", reason } as const);
    return { id, method, path, resource, ...state };
  });
}

function stateOf(
  options: ProxiedOptions,
  succeeded: boolean | undefined,
): Pick<OperationResult, "verdict" | "reason" | "notCalled"> {
  if (succeeded === undefined) return { ...noneSeen(options, NOT_SEEN), notCalled: true };
  return succeeded ? { verdict: "pass" } : { verdict: "inconclusive", reason: "no request for it succeeded" };
}

/** Requests remembered, so that memory does not grow with a server that always fails. */
const KEPT = 1_000;

/**
 * Whether the same request was noted in `met` before, and notes it: a client that tries again sends the same method,
 * path and body.
 */
function metAgain(met: Set<string>, { method, path, body = new Uint8Array() }: WireRequest): boolean {
  const key = createHash("sha256").update(`${method} ${path}\n`).update(body).digest("base64");
  const isAgain = met.has(key);
  if (met.size < KEPT) met.add(key);
  return isAgain;
}
