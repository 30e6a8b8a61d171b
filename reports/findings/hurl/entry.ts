import { terminalText, visibleLine } from "#reports/model/text/harmless-text.ts";
import type { HurlText } from "./hurl-text.ts";
import { bodyLine, lineText } from "./hurl-text.ts";

/** A request of a Hurl file, and what is asked of its answer. */
export interface HurlEntry {
  /** What it is for. */
  readonly comment: string;
  readonly method: string;
  /** Below the endpoint, which is a variable. */
  readonly path: readonly HurlText[];
  readonly headers: readonly (readonly [name: string, value: readonly HurlText[]])[];
  readonly options: readonly Option[];
  readonly body?: readonly HurlText[] | Uint8Array | undefined;
  /** Default: any. */
  readonly status?: number | undefined;
  readonly captures?: readonly string[];
  readonly asserts?: readonly string[];
}

export type Option = readonly [name: OptionName, value: readonly HurlText[]];
type OptionName = "aws-sigv4" | "user" | "path-as-is" | "retry" | "retry-interval" | "variable";

export function entryLines(entry: HurlEntry): string[] {
  const { comment, method, path, headers, options, body, captures = [] } = entry;
  const { status, asserts = [] } = captures.length === 0 ? entry : withStatusAsserted(entry);
  return [
    commentLine(comment),
    `${method} ${lineText([{ variable: "endpoint" }, ...path])}`,
    ...headers.map(([name, value]) => `${name}: ${lineText(value)}`.trimEnd()),
    ...section(
      "Options",
      options.map(([name, value]) => `${name}: ${lineText(value)}`.trimEnd()),
    ),
    ...(body === undefined ? [] : [bodyLine(body)]),
    `HTTP ${status ?? "*"}`,
    ...section("Captures", captures),
    ...section("Asserts", asserts),
    "",
  ];
}

/** Of an answer with another status than the one named, Hurl captures nothing: what it made could not be removed. */
function withStatusAsserted({ status, asserts = [] }: HurlEntry): Pick<HurlEntry, "status" | "asserts"> {
  return { asserts: status === undefined ? asserts : [`status == ${status}`, ...asserts] };
}

function section(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`[${name}]`, ...lines];
}

/** Sent again until its asserts hold, for as long as a write may take to show. */
export function retried<E extends Pick<HurlEntry, "options">>(entry: E, kind: string): E {
  const [times, pause] = kind === "aws" ? ["60", "5s"] : ["10", "500ms"];
  return { ...entry, options: [...entry.options, ["retry", [times]], ["retry-interval", [pause]]] };
}

const WIDEST = 400;

/** One line that nothing hides in. Hurl obeys some words of a comment that begin with `@`: no letter follows one here. */
export function commentLine(text: string): string {
  return `# ${visibleLine(terminalText(text)).slice(0, WIDEST).toWellFormed().replaceAll("@", "@ ")}`.trimEnd();
}
