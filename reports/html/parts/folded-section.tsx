import type { ComponentChildren } from "preact";

interface FoldedSectionProps {
  readonly id: string;
  readonly title: string;
  /** In few words what is in it. */
  readonly brief?: string;
  readonly children: ComponentChildren;
}

/** A section that is closed until it is asked for; its id is inside, so that a link to it unfolds it by itself. */
export function FoldedSection({ id, title, brief, children }: FoldedSectionProps) {
  return (
    <details class="part">
      <summary>
        <h3>{title}</h3>
        {brief !== undefined && <span class="count">{brief}</span>}
      </summary>
      <div class="part-body" id={id}>
        {children}
      </div>
    </details>
  );
}
