import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import { byteSize, head } from "#reports/model/text/format.ts";
import { visibleParts } from "#reports/model/text/harmless-text.ts";
import { layoutJson } from "#reports/html/parts/json-layout.ts";

/** UTF-16 units of one body, and of all else of one message, that are shown. */
const SHOWN = 4096;

/** Request and answer as the page shows them when somebody opens their row: without their secrets, and with a bound. */
export function exchangeText({ request, response, failure }: Evidence): string {
  const asked = message(`${request.method} ${request.path}`, request.headers, request.body);
  const answered =
    response === undefined
      ? visible(`No answer: ${failure?.message ?? ""}`)
      : message(`HTTP ${response.status}`, response.headers, response.body);
  return `${asked}\n\n\n${answered}\n`;
}

function message(line: string, headers: Evidence["request"]["headers"], body: BodyEvidence | undefined): string {
  const top = visible([line, ...headers.map(([name, value]) => `${name}: ${value}`)].join("\n"));
  return body === undefined || body.bytes === 0 ? top : `${top}\n\n${bodyText(body)}`;
}

function bodyText({ text, base64 = "", bytes, truncated }: BodyEvidence): string {
  const pieces = text === undefined || truncated ? undefined : layoutJson(text, []);
  const whole = pieces?.map((piece) => piece.text).join("") ?? text ?? base64;
  const isCut = truncated || whole.length > SHOWN;
  const form = text === undefined ? "not UTF-8, shown as base64:\n" : "";
  return `${form}${visible(whole)}${isCut ? `\n✂ cut; ${byteSize(bytes)} in all` : ""}`;
}

function visible(text: string): string {
  return visibleParts(head(text, SHOWN))
    .map((part) => part.text)
    .join("");
}
