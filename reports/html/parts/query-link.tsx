import type { ComponentChildren } from "preact";

interface QueryLinkProps {
  readonly href: string;
  /** What it searches the page for. */
  readonly query: string;
  readonly title?: string | undefined;
  /** The page tells something that it would find. */
  readonly leads: boolean;
  readonly children: ComponentChildren;
}

/** A link that searches the page; the words alone where it would find nothing. */
export function QueryLink({ href, query, title, leads, children }: QueryLinkProps) {
  if (!leads) return <span title={title}>{children}</span>;
  return (
    <a href={href} data-query={query} title={title}>
      {children}
    </a>
  );
}
