import { failuresTitle, toleratedFailures } from "#reports/model/standing/server-failures.ts";
import { plural } from "#reports/model/text/format.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Prose } from "#reports/html/parts/text.tsx";

/** What passes as chance, and how often it came. */
export function ToleratedFailuresSection({ context }: { readonly context: PageContext }) {
  const failures = toleratedFailures(context.record);
  if (failures.length === 0) return null;
  return (
    <FoldedSection id="failures" title={failuresTitle(context.record)} brief={plural(failures.length, "answer")}>
      <ul>
        {failures.map((each) => (
          <li>
            <Prose text={each} />
          </li>
        ))}
      </ul>
    </FoldedSection>
  );
}
