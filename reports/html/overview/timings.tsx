import type { RunRecord } from "#suites/record/record.ts";
import { LATENCY_BUCKETS_MS, type LatencySummary, type Traffic } from "#suites/record/parts/traffic-counts.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import { duration, grouped, plural } from "#reports/model/text/format.ts";

/** How the target answered over time: one histogram for each operation, and the run second by second. */
export function Timings({ record }: { readonly record: RunRecord }) {
  const { traffic } = record;
  return (
    <FoldedSection id="timings" title="Timings" brief={plural(traffic.requests, "request")}>
      <p>
        {plural(traffic.requests, "request")}, {grouped(traffic.retries)} of them retries; {grouped(traffic.throttled)}{" "}
        throttled, {grouped(traffic.lostReplies)} replies lost.
      </p>
      {traffic.perSecond.length > 1 && <OverTime perSecond={traffic.perSecond} />}
      <div class="plots">
        {traffic.latency.map((latency) => (
          <Histogram latency={latency} />
        ))}
      </div>
    </FoldedSection>
  );
}

const BAR = 18;
const HEIGHT = 60;

function Histogram({ latency }: { readonly latency: LatencySummary }) {
  const { operation, count, p50, p90, p99, max, histogram } = latency;
  const tallest = Math.max(1, ...histogram);
  const words = `p50 ${duration(p50)} · p90 ${duration(p90)} · p99 ${duration(p99)} · max ${duration(max)}`;
  return (
    <figure>
      <figcaption>
        <b>{operation}</b> {plural(count, "request")}
      </figcaption>
      <svg
        viewBox={`0 0 ${histogram.length * BAR} ${HEIGHT + 14}`}
        role="img"
        aria-label={`Latency of ${operation}: ${words}`}
      >
        {histogram.map((bucket, index) => {
          const height = bucket === 0 ? 0 : Math.max(1, (bucket / tallest) * HEIGHT);
          return (
            <g>
              <title>{`${bucketName(index)}: ${plural(bucket, "request")}`}</title>
              <rect class="bar-back" x={index * BAR} width={BAR - 2} height={HEIGHT} />
              <rect class="bar" x={index * BAR} y={HEIGHT - height} width={BAR - 2} height={height} />
              {index % 3 === 0 && (
                <text x={index * BAR} y={HEIGHT + 11}>
                  {bucketName(index)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p class="muted">{words}</p>
    </figure>
  );
}

function bucketName(index: number): string {
  const bound = LATENCY_BUCKETS_MS[index];
  return bound === undefined ? `> ${duration(LATENCY_BUCKETS_MS.at(-1) ?? 0)}` : `≤ ${duration(bound)}`;
}

const WIDTH = 720;
const COLUMNS = 240;
const WIDEST = 24;

function OverTime({ perSecond }: { readonly perSecond: Traffic["perSecond"] }) {
  const step = Math.ceil(perSecond.length / COLUMNS);
  const columns = Array.from({ length: Math.ceil(perSecond.length / step) }, (_, index) => {
    const slice = perSecond.slice(index * step, (index + 1) * step);
    const mean = (pick: (second: Traffic["perSecond"][number]) => number) =>
      slice.reduce((sum, second) => sum + pick(second), 0) / slice.length;
    return { requests: mean(({ requests }) => requests), retries: mean(({ retries }) => retries) };
  });
  const tallest = Math.max(1, ...columns.map(({ requests }) => requests));
  const width = Math.min(WIDEST, WIDTH / columns.length);
  return (
    <figure class="wide">
      <figcaption>
        <b>Requests per second</b> peak {grouped(Math.round(tallest))}, over {duration(perSecond.length * 1000)}
        {columns.some(({ retries }) => retries > 0) && "; retries in amber"}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label="Requests per second over the run"
      >
        {columns.map(({ requests, retries }, index) => (
          <>
            <Column at={index * width} width={width} share={requests / tallest} name="bar" />
            <Column at={index * width} width={width} share={retries / tallest} name="bar-retry" />
          </>
        ))}
      </svg>
    </figure>
  );
}

function Column(props: { readonly at: number; readonly width: number; readonly share: number; readonly name: string }) {
  const { at, width, share, name } = props;
  if (share === 0) return null;
  const height = Math.max(1, share * HEIGHT);
  return <rect class={name} x={at} y={HEIGHT - height} width={Math.max(0.5, width - 0.5)} height={height} />;
}
