import type { ComponentChildren } from "preact";
import type { NotTested } from "#reports/model/standing/not-tested.ts";
import { LevelTag, VerdictChip } from "#reports/html/parts/chip.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Code, Prose, hrefTo } from "#reports/html/parts/text.tsx";

interface GroupProps {
  readonly group: Pick<NotTested, "verdict" | "requirements">;
  readonly context: PageContext;
}

interface FoldedProps extends GroupProps {
  readonly what: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Requirements of one verdict and reason, folded below it. */
export function FoldedRequirements({ group, context, what, children }: FoldedProps) {
  return (
    <li>
      <details>
        <summary>
          <VerdictChip verdict={group.verdict} missing={group.requirements[0]?.missing} />
          <span class="what">{what}</span>
          <span class="count">{group.requirements.length}</span>
        </summary>
        {children}
        <Requirements group={group} context={context} />
      </details>
    </li>
  );
}

/** Those of one group have one reason: the page tells of all of them or of none. */
function Requirements({ group: { requirements }, context }: GroupProps) {
  if (!requirements.some(({ id }) => context.told.has(id))) {
    return (
      <p class="note">
        These are listed in <Code text={context.recordFile} />.
      </p>
    );
  }
  return (
    <ul class="witnesses">
      {requirements.map(({ id, title, level }) => (
        <li>
          <LevelTag level={level} />
          <a href={hrefTo(id)}>
            <Prose text={title} />
          </a>
          <Code text={id} />
        </li>
      ))}
    </ul>
  );
}
