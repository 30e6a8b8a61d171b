import type { Exchange, Signing, WireRequest } from "../../protocol/exchange.ts";
import { headerValue } from "../../protocol/headers.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, readExchange, type Reply } from "../../protocol/answers/reply.ts";
import { matchRoute } from "../../protocol/route.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import type { ResourceTable } from "../../spec/resources/resource-table.ts";
import { judgementOf } from "../oracles/finding.ts";
import type { IdleReason, PlannedRequirement } from "../record/events.ts";
import type { OperationResult, RunRecord } from "../record/record.ts";
import { openRecord, type OpenRecord, type RecordedSuite } from "../run/open-run.ts";
import type { CaseOutcome } from "../run/rounds/run-rounds.ts";
import { countChanceFailures, endedEvent } from "../run/run-account.ts";
import { saysAbsent } from "../run/control/operation-presence.ts";
import { idleEvents, notThere } from "../run/why-not-judged.ts";
import { headingOf, inOrder } from "../service/service-operations.ts";
import { ActivationMemory } from "../session/context/activation-memory.ts";
import { failedByServer } from "../session/server-errors.ts";
import { credentialScope } from "./credential-scope.ts";
import { judgeProxied, type ProxiedContext } from "./judge-proxied.ts";
import { metAgain } from "./met-again.ts";

export interface ProxiedOptions extends RecordedSuite {
  /** What the operations do to the resources, where the contract is of a whole service. */
  readonly table?: ResourceTable | undefined;
}

/** A run that sends nothing: it judges what others send and are answered. */
export interface ProxiedRun {
  see(exchange: Exchange): void;
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
  return { see: (exchange) => judgeSeen(run, exchange), end: () => endProxied(run) };
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

function judgeSeen(run: OpenProxied, exchange: Exchange): void {
  const { context, collector, chanceFailures, meter, succeeded, failed, outages } = run;
  run.count(exchange);
  const operation = matchRoute(context.contract, exchange.request)?.operation;
  // A health check, a browser, or a request to another service at the same endpoint: nothing says how it is answered.
  if (operation === undefined || isOfAnotherService(exchange.request, context.contract)) return;
  const reply = readExchange(exchange);
  if (noteAbsence(run, operation.id, reply)) return;
  succeeded.set(operation.id, succeeded.get(operation.id) === true || isSuccess(reply));
  const outcome = outcomeOf(run, reply, `proxied/${operation.prefix}/${collector.cases + 1}`);
  // One failure of the server may be chance: the very same request must meet another, or too many fail.
  const byServer = failedByServer(context.contract, outcome, true);
  const isChance = byServer.length > 0 && !metAgain(failed, exchange.request);
  const [perhapsChance, judgements] = parted(
    outcome.judgements,
    ({ requirement }) => isChance && byServer.includes(requirement),
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

/** Services have paths in common, as that of an ARN's tags; a signature names the one that is meant. */
function isOfAnotherService(request: WireRequest, { signingName }: Contract): boolean {
  const scope = credentialScope(request);
  return scope !== undefined && scope.service !== signingName;
}

function noteOutage(outages: OpenProxied["outages"], operation: string, failure: CaseOutcome | undefined): void {
  if (failure === undefined) outages.delete(operation);
  else outages.set(operation, { failures: (outages.get(operation)?.failures ?? 0) + 1, last: failure });
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [first: Item[], rest: Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function outcomeOf({ context, requirements, options }: OpenProxied, reply: Reply, id: string): CaseOutcome {
  const { exchange } = reply;
  const { method, path, headers } = exchange.request;
  const judgements = [...judgeProxied(reply, context)].flatMap(([id, finding]) => {
    const requirement = requirements.get(id);
    if (requirement === undefined) throw new Error(`no requirement is called ${id}`);
    return requirement.excluded === undefined ? [judgementOf(requirement, finding, 0)] : [];
  });
  const unsigned: readonly [Exchange, Signing][] = [[exchange, { kind: "none" }]];
  return {
    case: { id, kind: "proxied", requirements: [], summary: `${method} ${options.reporting.redactor.url(path)}` },
    judgements,
    exchanges: [exchange],
    signings: new Map(headerValue(headers, "authorization") === undefined ? unsigned : []),
    lastRequest: exchange.request,
    lost: false,
    ms: exchange.durationMs,
  };
}

const NOT_SEEN = { verdict: "not-applicable", reason: "no request that went through the proxy was about it" } as const;
const NO_REQUEST = { verdict: "inconclusive", reason: "no request for an operation went through the proxy" } as const;
const NO_ANSWER = { verdict: "inconclusive", reason: "no request that went through the proxy was answered" } as const;

function endProxied(run: OpenProxied): RunRecord {
  const { options, collector, meter, emit, outages, absent } = run;
  countChanceFailures(run);
  for (const { failures, last } of outages.values()) {
    if (failures >= FAILURES_ON_END) collector.add(last, meter.requests);
  }
  for (const operation of operationsSeen(run)) emit({ type: "operation", operation });
  const others =
    collector.cases + absent.size === 0 ? NO_REQUEST : collector.judged.size + absent.size === 0 ? NO_ANSWER : NOT_SEEN;
  const why = ({ operation }: PlannedRequirement): IdleReason => (absent.has(operation) ? notThere(operation) : others);
  for (const event of idleEvents(options.started.requirements, collector.judged, why)) emit(event);
  const stopping = { aborted: false, epitaph: undefined };
  emit(endedEvent({ ...run, stopping }, options, { clusters: { registered: 0, deregistered: 0, left: [] } }));
  return run.record();
}

/** Of an operation that never succeeded nobody knows whether it is there. */
function operationsSeen({ options: { contract, table }, succeeded, absent }: OpenProxied): OperationResult[] {
  const ids = table === undefined ? contract.operations.keys() : inOrder(contract, table);
  return [...ids].map((id) => {
    const { method, path } = contract.operation(id);
    const resource = table === undefined ? undefined : headingOf(table, id);
    const reason = absent.get(id);
    const state = reason === undefined ? stateOf(succeeded.get(id)) : ({ verdict: "not-implemented", reason } as const);
    return { id, method, path, resource, ...state };
  });
}

function stateOf(succeeded: boolean | undefined): Pick<OperationResult, "verdict" | "reason" | "notCalled"> {
  if (succeeded === undefined) return { ...NOT_SEEN, notCalled: true };
  return succeeded ? { verdict: "pass" } : { verdict: "inconclusive", reason: "no request for it succeeded" };
}
