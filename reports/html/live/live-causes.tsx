import { plural } from "#reports/model/text/format.ts";
import { LevelTag } from "#reports/html/parts/chip.tsx";
import { Code, Prose } from "#reports/html/parts/text.tsx";
import type { LiveCause, LiveView } from "./live-view.ts";

/** What must be mended, as far as it shows. */
export function LiveCauses({ view: { causes, moreCauses, end } }: { readonly view: LiveView }) {
  if (causes.length === 0) return null;
  return (
    <section id="causes" aria-labelledby="causes-title">
      <h2 id="causes-title">What to fix {end === undefined && <span class="count">so far</span>}</h2>
      <ol class="causes">
        {causes.map((cause, index) => (
          <li key={cause.id}>
            <OneCause cause={cause} rank={index + 1} />
          </li>
        ))}
      </ol>
      {moreCauses > 0 && <p class="muted">And {plural(moreCauses, "more cause")}, which the report has.</p>}
    </section>
  );
}

function OneCause({ cause, rank }: { readonly cause: LiveCause; readonly rank: number }) {
  const { level, title, mend, requirements, sent, expected, received } = cause;
  return (
    <details class="cause">
      <summary>
        <span class="rank" aria-hidden="true">
          {rank}
        </span>
        <h3 class="fault">
          <Prose text={title} />
        </h3>
        <span class="gain">
          <LevelTag level={level} /> {plural(requirements, "requirement")}
        </span>
      </summary>
      <div class="cause-body">
        <p class="mend">
          <b>Fix</b> <Prose text={mend} />
        </p>
        <dl class="compare">
          <Told name="Sent" text={sent} />
          <Told name="Expected" text={expected} />
          <Told name="Received" text={received} look="v-fail" />
        </dl>
      </div>
    </details>
  );
}

interface ToldProps {
  readonly name: string;
  readonly text: string | undefined;
  readonly look?: string;
}

function Told({ name, text, look }: ToldProps) {
  if (text === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd class={look}>
        <Code text={text} />
      </dd>
    </>
  );
}
