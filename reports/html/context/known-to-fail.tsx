import { knownToFail } from "#reports/model/standing/known-to-fail.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { ExternalLink, Visible } from "#reports/html/parts/text.tsx";
import { FoldedRequirements } from "./folded-requirements.tsx";

/** What a file of expectations lets off, and why. */
export function KnownToFailSection({ context }: { readonly context: PageContext }) {
  const groups = knownToFail(context.record);
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return (
    <FoldedSection id="known" title="Known to fail, and why" brief={plural(total, "requirement")}>
      <ul class="not-tested">
        {groups.map((group) => (
          <FoldedRequirements
            group={group}
            context={context}
            what={
              <>
                <Visible text={brief(group.reason, 1000)} />
                {group.expires !== undefined && ` (until ${group.expires})`}
              </>
            }
          >
            {group.link !== undefined && (
              <p class="note">
                See <ExternalLink href={group.link} />.
              </p>
            )}
          </FoldedRequirements>
        ))}
      </ul>
    </FoldedSection>
  );
}
