import type { RunRecord } from "#suites/record/record.ts";
import { telling, weightOf } from "#reports/model/causes/cause.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { brief } from "#reports/model/text/format.ts";
import { type LiveCause, type LiveView, SHOWN_CAUSES, SHOWN_TEXT } from "./live-view.ts";

/** The causes of a record as it is so far: those of the report, but for what is merely tolerated. */
export function causesSoFar(record: RunRecord): Pick<LiveView, "causes" | "moreCauses"> {
  const causes = causesOf(record).filter(({ tolerated }) => tolerated !== true);
  const shown = causes.slice(0, SHOWN_CAUSES).map((cause): LiveCause => {
    const { example } = telling(cause) ?? {};
    const { expected, received } = example?.judgement ?? {};
    const [sent, wanted, got] = [example?.summary, expected, received].map((text) =>
      text === undefined ? undefined : brief(text, SHOWN_TEXT),
    );
    return {
      id: cause.id,
      level: cause.level,
      title: brief(cause.title, SHOWN_TEXT),
      mend: brief(cause.mend, SHOWN_TEXT),
      requirements: weightOf(cause),
      sent,
      expected: wanted,
      received: got,
    };
  });
  return { causes: shown, moreCauses: causes.length - shown.length };
}
