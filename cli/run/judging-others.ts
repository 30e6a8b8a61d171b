import { systemClock } from "../../endpoint/clock.ts";
import { createRedactor } from "../../endpoint/redaction/redactor.ts";
import type { Exchange } from "../../protocol/exchange.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import { openProxiedRun, type SeenEntry } from "../../suites/proxied/proxied-run.ts";
import type { PlannedRequirement, RunEvent } from "../../suites/record/events.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import type { Console } from "../console.ts";
import type { Output } from "./results/output.ts";
import type { RunFlags } from "./run-flags.ts";
import { type RunPlan, startedEvent } from "./run-suite.ts";
import { tellEnd, tellReport, type TellingFlags } from "./tell.ts";

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
}

/** Judges what others send and are answered, whichever way it came here. Sends nothing. */
export interface JudgingOthers {
  see(exchange: Exchange, entry?: SeenEntry): void;
  /** Writes the reports, and tells how it ended. */
  end(flags: TellingFlags & Pick<RunFlags, "format">, console: Console): RunRecord;
}

export function openJudging({ plan, target, output, progress, options, request }: JudgingOptions): JudgingOthers {
  const redactor = createRedactor({ ofOthers: true });
  const started = startedEvent(plan, target);
  const tellFailure = failuresTold(started.requirements, progress);
  const run = openProxiedRun({
    contract: plan.contract,
    table: plan.table,
    clock: systemClock,
    started: { ...started, run: { ...started.run, options } },
    request,
    reporting: {
      redactor,
      emit: (event) => {
        output.append(event);
        tellFailure(event);
      },
    },
  });
  return {
    see: (exchange, entry) => {
      redactor.learn(exchange);
      run.see(exchange, entry);
    },
    end: (flags, console) => {
      const record = output.finish(run.end(), flags.format);
      tellEnd(record, output, flags, console);
      tellReport(output, flags, progress);
      return record;
    },
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
