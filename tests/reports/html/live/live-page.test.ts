import { describe, expect, test } from "@jest/globals";
import { livePageTools } from "#cli/files/writing/page-tools.ts";
import { renderLivePage } from "#reports/html/live/live-page.tsx";
import type { LiveView } from "#reports/html/live/live-view.ts";
import { HOSTILE_STRINGS } from "#tests/helpers/hostile-strings.ts";
import { aFinding, anExchange, aView } from "./live-views.ts";

const rendered = (view: LiveView) => renderLivePage(view, livePageTools());
/** What stands in the page beside its own sheets and its script. */
const bodyOf = (html: string): string => html.slice(html.indexOf("<body>"));

describe("the page as the server draws it", () => {
  test("is a list without a script: exchanges, findings, causes and counts", () => {
    const body = bodyOf(rendered(aView()).html);
    for (const text of ["GET /clusters?maxResults=5", "ListClusters names", "list.no-duplicates", "two names twice"])
      expect(body).toContain(text);
    expect(body).toContain("1 cause to fix so far");
    expect(body).toMatch(/<noscript>.*Load it again/s);
  });

  test("says how it ended, and where the report is", () => {
    const end = { verdict: "conformant", answer: "Conformant", counts: "MUST 4 of 4 met", exitCode: 0 } as const;
    const body = bodyOf(rendered(aView({ end, causes: [] })).html);
    expect(body).toContain("<h1>Conformant</h1>");
    expect(body).toContain("The command ended with exit code 0.");
    expect(body).toContain("<code>conformance-results/index.html</code>");
  });

  test("says when older exchanges are there no more", () => {
    const { counts } = aView();
    const body = bodyOf(rendered(aView({ counts: { ...counts, exchanges: 1_234 } })).html);
    expect(body).toContain("The newest 2 of 1,234 are here.");
    expect(bodyOf(rendered(aView()).html)).not.toContain("The newest");
  });

  test("runs its own script and the report's, hears from its own server, and makes elements of no text", () => {
    const { html, policy } = rendered(aView());
    const { sha256Base64, script, reportScript } = livePageTools();
    expect(policy).toContain(`script-src 'sha256-${sha256Base64(script)}' 'sha256-${sha256Base64(reportScript)}';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).not.toContain("unsafe");
    expect(html).toContain('http-equiv="Content-Security-Policy"');
    expect(html).not.toMatch(/ on\w+="| style="/);
  });
});

test.each([...HOSTILE_STRINGS, `"><img src=x onerror=alert(1)>`, "</script><script>alert(1)</script>", "${x}", "`a`"])(
  "%j is text wherever it stands",
  (text) => {
    const view = aView({
      contract: text,
      tool: text,
      endpoint: text,
      proxy: text,
      reportFile: text,
      causes: [
        {
          id: text,
          level: "MUST",
          title: text,
          mend: text,
          requirements: 1,
          sent: text,
          expected: text,
          received: text,
        },
      ],
      exchanges: [
        anExchange({
          method: text,
          path: text,
          operation: text,
          status: undefined,
          failure: text,
          verdict: "fail",
          findings: [aFinding({ requirement: text, title: text, expected: text, received: text })],
        }),
      ],
    });
    const plain = bodyOf(
      rendered(
        aView({
          exchanges: [anExchange({ status: undefined, verdict: "fail", failure: "x", findings: [aFinding({})] })],
        }),
      ).html,
    );
    const body = bodyOf(rendered(view).html);
    const tags = (html: string) => [...html.matchAll(/<(script|img|iframe|a|style|link)\b/g)].map(([, name]) => name);
    expect(tags(body)).toEqual(tags(plain));
    // What a choice stands for is shown by its words.
    const shown = body.replace(/ value="[^"]*"/g, "");
    // eslint-disable-next-line no-control-regex -- none of them may stand there
    expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  },
);
