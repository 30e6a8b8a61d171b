import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { citation } from "./citation.ts";
import { startOf, type Emulator } from "#scripts/interop/emulators/emulators.ts";
import { decidingLine, findingOf, preparedClusters, requestLine, type ShownFinding } from "./shown-finding.ts";
import { creation, PREPARED } from "./prepare.ts";

const BODY_SHOWN = 800;
const PORT = 4566;

/** One finding as a page that can be sent upstream as it is. */
export function findingPage(emulator: Emulator, requirement: RequirementResult): string {
  const finding = findingOf(requirement);
  const { shown, exchange } = finding;
  const { id, title, level, authority, trace } = requirement;
  return [
    `# ${emulator.name} ${emulator.version}: ${title}`,
    reasonOf(requirement),
    "## Request",
    fenced("http", requestText(exchange)),
    `In words: ${shown.summary}. With the emulator started as \`${commandOf(emulator)}\`:`,
    fenced("sh", shellLines(finding).join("\n")),
    "## Expected",
    `${shown.judgement.expected}.`,
    `Source: ${citation(trace)}`,
    quoted(trace.quote),
    "## Received",
    `${shown.judgement.received}.`,
    fenced("http", responseText(exchange)),
    `Requirement \`${id}\` (${level}, ${authority}), found by case \`${shown.id}\` of eks-conformance.`,
    "",
  ]
    .filter((part, at) => part !== "" || at > 2)
    .join("\n\n");
}

function reasonOf({ expectedFailure: { reason, link } = { pattern: "", reason: "" } }: RequirementResult): string {
  return [reason, link === undefined ? "" : `Known upstream: ${link}`].filter((part) => part !== "").join(" ");
}

function quoted(text: string): string {
  const lines = text.split("\n").map((line) => `> ${line}`);
  return lines.join("\n");
}

/** What can be pasted into a shell: the variables, what has to be there before, and the request itself as last line. */
function shellLines(finding: ShownFinding): string[] {
  return [
    `export ENDPOINT=http://127.0.0.1:${PORT} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`,
    ...preparedClusters(finding, PREPARED).map((name) => requestLine(creation(name))),
    ...finding.steps.map(({ request }) => requestLine(request)),
    decidingLine(finding),
  ];
}

function commandOf(emulator: Emulator): string {
  const { program, args = [], env = {} } = startOf(emulator, PORT);
  return [...Object.entries(env).map((pair) => pair.join("=")), program, ...args].join(" ");
}

function requestText({ request }: Evidence): string {
  const types = request.headers.filter(([name]) => /^(content-type|accept)$/i.test(name)).map(headerLine);
  return [`${request.method} ${request.path}`, ...types, ...bodyLines(request.body)].join("\n");
}

function responseText({ response, failure }: Evidence): string {
  if (response === undefined) return failure?.message ?? "nothing";
  const shown = response.headers.filter(([name]) => /^(content-type|x-amzn-.*)$/i.test(name)).map(headerLine);
  return [String(response.status), ...shown, ...bodyLines(response.body)].join("\n");
}

function headerLine([name, value]: readonly [string, string]): string {
  return `${name}: ${value}`;
}

function bodyLines(body: BodyEvidence | undefined): string[] {
  if (body === undefined || body.bytes === 0) return [];
  const text = body.text ?? `base64: ${body.base64}`;
  return ["", text.length > BODY_SHOWN ? `${text.slice(0, BODY_SHOWN)}…` : text.trimEnd()];
}

/** A fence longer than any in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
