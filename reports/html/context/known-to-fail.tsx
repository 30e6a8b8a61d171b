import { knownToFail } from "../../model/standing/known-to-fail.ts";
import { brief, plural } from "../../model/text/format.ts";
import { FoldedSection } from "../parts/folded-section.tsx";
import type { PageContext } from "../parts/page-context.ts";
import { ExternalLink, Visible } from "../parts/text.tsx";
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
