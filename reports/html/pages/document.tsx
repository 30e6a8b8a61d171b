import { renderToString } from "preact-render-to-string";
import type { ComponentChildren } from "preact";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { Symbols } from "#reports/html/parts/chip.tsx";
import type { PageTools } from "#reports/html/parts/page-tools.ts";
import { STYLE } from "#reports/html/parts/style.ts";

export interface DocumentProps {
  readonly title: string;
  readonly eyebrow: string;
  /** Element ids and names of the page's sections, for its navigation. */
  readonly sections?: readonly (readonly [id: string, name: string])[];
  readonly children: ComponentChildren;
  readonly live?: LiveParts;
}

/** What a page has that is told what is new, by the server that it comes from. */
export interface LiveParts {
  /** A sheet beside that of all pages. */
  readonly style: string;
  /** Scripts of the pages that it opens, to which its policy goes over. */
  readonly opens: readonly string[];
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
 * Lets nothing run but these scripts and nothing load at all, so that evidence stays evidence even if an escape were
 * missed. A live page hears from its own server, and may turn no text into elements.
 */
export function documentPolicy({ live }: Pick<DocumentProps, "live">, { script, sha256Base64 }: PageTools): string {
  const hashes = (texts: readonly string[]): string => texts.map((text) => `'sha256-${sha256Base64(text)}'`).join(" ");
  return [
    "default-src 'none'",
    `script-src ${hashes([script, ...(live?.opens ?? [])])}`,
    `style-src ${hashes([STYLE, ...(live === undefined ? [] : [live.style])])}`,
    ...(live === undefined ? [] : LIVE_POLICY),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const LIVE_POLICY: readonly string[] = [
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** A whole page, with its policy in it. */
export function renderDocument(
  { title, eyebrow, sections = [], children, live }: DocumentProps,
  tools: PageTools,
): string {
  const page = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={documentPolicy({ live }, tools)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{visibleLine(title)}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        {live !== undefined && <style dangerouslySetInnerHTML={{ __html: live.style }} />}
        <script dangerouslySetInnerHTML={{ __html: tools.script }} />
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
