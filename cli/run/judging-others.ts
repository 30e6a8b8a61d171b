import { systemClock } from "#endpoint/clock.ts";
import { createRedactor, type Redactor } from "#endpoint/redaction/redactor.ts";
import type { Exchange } from "#protocol/exchange.ts";
import type { SeenExchange } from "#reports/html/live/live-exchange.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { openProxiedRun, operationOf, type SeenEntry } from "#suites/proxied/proxied-run.ts";
import { toEvidence } from "#suites/run/collecting/to-evidence.ts";
import type { CaseEvent, PlannedRequirement, RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Console } from "#cli/console.ts";
import type { Output } from "./results/output.ts";
import type { RunFlags } from "./run-flags.ts";
import { type RunPlan, startedEvent } from "./run-suite.ts";
import { tellEnd, tellReport, type TellingFlags } from "./print-outcome.ts";

interface JudgingOptions {
  readonly plan: RunPlan;
  readonly target: Parameters<typeof startedEvent>[1];
  readonly output: Output;
  /** Told of each requirement once, as soon as it fails. */
  readonly progress: Console;
  /** Where the traffic comes from, as the record says it: see isOfOthers. */
  readonly options: JsonObject;
  /** See ProxiedOptions. */
  readonly request: string;
  /** Told of each exchange once it is judged. */
  readonly onSeen?: ((seen: SeenExchange) => void) | undefined;
}

/** Judges what others send and are answered, whichever way it came here. Sends nothing. */
export interface JudgingOthers {
  see(exchange: Exchange, entry?: SeenEntry): void;
  /** See ProxiedRun. */
  record(): RunRecord;
  /** Writes the reports, and tells how it ended. */
  end(flags: TellingFlags & Pick<RunFlags, "format">, console: Console): RunRecord;
}

export function openJudging({
  plan,
  target,
  output,
  progress,
  options,
  request,
  onSeen,
}: JudgingOptions): JudgingOthers {
  const redactor = createRedactor({ ofOthers: true });
  const started = startedEvent(plan, target);
  const tellFailure = failuresTold(started.requirements, progress);
  let judged: CaseEvent | undefined;
  const run = openProxiedRun({
    contract: plan.contract,
    table: plan.table,
    clock: systemClock,
    started: { ...started, run: { ...started.run, options } },
    request,
    reporting: {
      redactor,
      emit: (event) => {
        if (event.type === "case") judged = event;
        output.append(event);
        tellFailure(event);
      },
    },
  });
  return {
    see: (exchange, entry) => {
      redactor.learn(exchange);
      judged = undefined;
      run.see(exchange, entry);
      onSeen?.(seenExchange(exchange, { redactor, judged, contract: plan.contract }));
    },
    record: run.record,
    end: (flags, console) => {
      const record = output.finish(run.end(), flags.format);
      tellEnd(record, output, flags, console);
      tellReport(output, flags, progress);
      return record;
    },
  };
}

interface SeenParts extends Pick<SeenExchange, "judged"> {
  readonly redactor: Redactor;
  readonly contract: Contract;
}

/** Without its secrets, as the record has it. */
function seenExchange(exchange: Exchange, { redactor, judged, contract }: SeenParts): SeenExchange {
  const { request, response, failure, startedAt, durationMs } = exchange;
  return {
    at: startedAt,
    ms: durationMs,
    method: request.method,
    path: redactor.url(request.path),
    operation: operationOf(request, contract)?.id,
    status: response?.status,
    failure: failure === undefined ? undefined : redactor.text(failure.message),
    judged,
    evidence: toEvidence(exchange, redactor),
  };
}

/** Whoever sent the request may still be at it. */
function failuresTold(
  requirements: readonly Pick<PlannedRequirement, "id" | "expectedFailure">[],
  progress: Pick<Console, "note">,
): (event: RunEvent) => void {
  const told = new Set<number>();
  return (event) => {
    if (event.type !== "case") return;
    for (const [index, { verdict, summary, judgement }] of event.kept) {
      const requirement = requirements[index];
      if (verdict !== "fail" || requirement?.expectedFailure !== undefined || told.has(index)) continue;
      told.add(index);
      const { expected, received } = judgement;
      progress.note(`✗ ${requirement?.id ?? ""} at ${summary}: expected ${expected}, received ${received}`);
    }
  };
}
