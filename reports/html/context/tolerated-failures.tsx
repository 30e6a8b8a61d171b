import { failuresTitle, toleratedFailures } from "../../model/standing/server-failures.ts";
import { plural } from "../../model/text/format.ts";
import { FoldedSection } from "../parts/folded-section.tsx";
import type { PageContext } from "../parts/page-context.ts";
import { Prose } from "../parts/text.tsx";

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
