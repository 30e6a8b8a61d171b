import type { RunRecord } from "#suites/record/record.ts";
import { plural } from "#reports/model/text/format.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import { Code, Prose, Visible } from "#reports/html/parts/text.tsx";

/** Where the sources disagree with each other, and what this suite does about it. */
export function Contradictions({ record }: { readonly record: RunRecord }) {
  if (record.contradictions.length === 0) return null;
  return (
    <FoldedSection
      id="contradictions"
      title="Where the sources contradict each other"
      brief={plural(record.contradictions.length, "contradiction")}
    >
      {record.contradictions.map(({ id, topic, sources, resolution }) => (
        <details class="contradiction" id={id}>
          <summary>
            <Code text={id} />
            <span class="what">
              <Prose text={topic} />
            </span>
          </summary>
          <dl>
            {sources.map(({ source, says }) => (
              <>
                <dt>
                  <Visible text={source} />
                </dt>
                <dd>
                  <Prose text={says} />
                </dd>
              </>
            ))}
            <dt>judged as</dt>
            <dd>
              <Prose text={resolution} />
            </dd>
          </dl>
        </details>
      ))}
    </FoldedSection>
  );
}
