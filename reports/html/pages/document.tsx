import { renderToString } from "preact-render-to-string";
import type { ComponentChildren } from "preact";
import { visibleLine } from "../../model/text/harmless-text.ts";
import { Symbols } from "../parts/chip.tsx";
import type { PageTools } from "../parts/page-tools.ts";
import { STYLE } from "../parts/style.ts";

export interface DocumentProps {
  readonly title: string;
  readonly eyebrow: string;
  /** Element ids and names of the page's sections, for its navigation. */
  readonly sections?: readonly (readonly [id: string, name: string])[];
  readonly children: ComponentChildren;
}

/** The sections in a row, or folded where a row of them is too wide: the look shows one of the two. */
function Navigation({ sections }: Required<Pick<DocumentProps, "sections">>) {
  return (
    <>
      <nav class="row" aria-label="Sections">
        <Links sections={sections} />
      </nav>
      <details class="folded">
        <summary>Sections</summary>
        <nav aria-label="Sections">
          <Links sections={sections} />
        </nav>
      </details>
    </>
  );
}

function Links({ sections }: Required<Pick<DocumentProps, "sections">>) {
  return sections.map(([id, name]) => <a href={`#${id}`}>{name}</a>);
}

/**
 * A whole page. Its policy lets nothing run but this one script and nothing load at all, so that evidence stays evidence
 * even if an escape were missed.
 */
export function renderDocument(
  { title, eyebrow, sections = [], children }: DocumentProps,
  { script, sha256Base64 }: PageTools,
): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256Base64(script)}'`,
    `style-src 'sha256-${sha256Base64(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{visibleLine(title)}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </head>
      <body>
        <Symbols />
        <header class="masthead">
          <span>{visibleLine(eyebrow)}</span>
          {sections.length > 0 && <Navigation sections={sections} />}
          <button type="button" class="theme">
            Light / dark
          </button>
        </header>
        <main>{children}</main>
      </body>
    </html>,
  );
  return `<!doctype html>\n${page}\n`;
}
