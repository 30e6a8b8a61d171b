import type { KindSettings } from "#suites/plan/target-kind-settings.ts";

/** Cases beyond the requests in flight: they are judged, and signed, while the requests of others are on their way. */
const CASES_BESIDE = 3;

/** Cases under way at once at most. */
export function casesAtOnce({ concurrency }: Pick<KindSettings, "concurrency">): number {
  return concurrency + CASES_BESIDE;
}
