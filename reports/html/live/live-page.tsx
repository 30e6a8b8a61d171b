import { documentPolicy, renderDocument } from "#reports/html/pages/document.tsx";
import type { PageTools } from "#reports/html/parts/page-tools.ts";
import { EVERYTHING } from "./live-filter.ts";
import type { LiveDesk } from "./live-desk.ts";
import { LiveMain } from "./live-main.tsx";
import { LIVE_STYLE } from "./live-style.ts";
import { LIVE_ROOT } from "./live-root.ts";
import type { LiveView } from "./live-view.ts";

/** A page, and the policy that its server says as well. */
export interface LivePage {
  readonly html: string;
  readonly policy: string;
}

/** What a live page is made with. */
export interface LivePageTools extends PageTools {
  /** The script of the reports: the page opens one, to which its own policy goes over. */
  readonly reportScript: string;
}

const NOBODY: LiveDesk = {
  filter: EVERYTHING,
  isPaused: false,
  newer: 0,
  connection: "none",
  opened: new Map(),
  onOpen: () => undefined,
  onFilter: () => undefined,
  onPause: () => undefined,
};

/** The page as it is now: a list for those without scripts, which the script replaces by what comes. */
export function renderLivePage(view: LiveView, { reportScript, ...tools }: LivePageTools): LivePage {
  const live = { style: LIVE_STYLE, opens: [reportScript] };
  const title = `live · ${view.endpoint}`;
  const children = (
    <>
      <noscript>
        <p class="notice quiet">
          Scripts are off, so this page shows what was there when it was loaded. <a href="">Load it again</a>
        </p>
      </noscript>
      <div id={LIVE_ROOT}>
        <LiveMain view={view} desk={NOBODY} />
      </div>
    </>
  );
  return {
    html: renderDocument({ title, eyebrow: view.tool, children, live }, tools),
    policy: documentPolicy({ live }, tools),
  };
}
