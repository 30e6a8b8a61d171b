import type { RunRecord } from "#suites/record/record.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { brief } from "#reports/model/text/format.ts";
import { type LiveView, SHOWN_TEXT } from "./live-view.ts";

/** What of a view stays the same: what was known before the first request. */
export function liveHead({
  contract,
  tool,
  target,
  run,
}: RunRecord): Pick<LiveView, "contract" | "tool" | "endpoint" | "proxy"> {
  return {
    contract: brief(contract.title, SHOWN_TEXT),
    tool: `${tool.name} ${tool.version}`,
    endpoint: brief(target.endpoint, SHOWN_TEXT),
    proxy: brief(plainText(run.options["proxy"]), SHOWN_TEXT),
  };
}
