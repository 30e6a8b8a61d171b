import type { ComponentChildren } from "preact";
import { visibleParts } from "#reports/model/text/harmless-text.ts";

/** Text from the record, with every character that hides or reorders shown by name. */
export function Visible({ text }: { readonly text: string }) {
  const parts = visibleParts(text);
  return (
    <>
      {parts.map(({ text: shown, hidden }) =>
        hidden === undefined ? (
          shown
        ) : (
          <span class="ghost" title={hidden}>
            {shown}
          </span>
        ),
      )}
    </>
  );
}

/** A short value in the evidence font. */
export function Code({ text }: { readonly text: string }) {
  return (
    <code>
      <Visible text={text} />
    </code>
  );
}

/** A sentence of this suite, in which backticks set off names of the API. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>{text.split("`").map((part, index) => (index % 2 === 1 ? <Code text={part} /> : <Visible text={part} />))}</>
  );
}

/** Address of an element of this page. */
export function hrefTo(id: string): string {
  return `#${encodeURIComponent(id.toWellFormed())}`;
}

/** The only way to link out of the page: anything but an https address is printed, not linked. */
export function ExternalLink({ href, children }: { readonly href: string; readonly children?: ComponentChildren }) {
  const shown = children ?? <Visible text={href} />;
  if (!isHttps(href)) return <span>{shown}</span>;
  return (
    <a href={href} rel="noopener noreferrer external" referrerpolicy="no-referrer">
      {shown}
    </a>
  );
}

function isHttps(address: string): boolean {
  return /^https:\/\/[^\s"'<>\\]+$/.test(address);
}
