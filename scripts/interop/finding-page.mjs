import { citation } from "./citation.mjs";
import { decidingLine, findingOf, preparedClusters, requestLine } from "./finding.mjs";
import { creation, PREPARED } from "./prepare.mjs";

const BODY_SHOWN = 800;
const PORT = 4566;

/** One finding as a page that can be sent upstream as it is. */
export function findingPage(emulator, requirement) {
  const finding = findingOf(requirement);
  const { shown, exchange } = finding;
  const { reason, link } = requirement.expectedFailure ?? {};
  const { trace } = requirement;
  return [
    `# ${emulator.name} ${emulator.version}: ${requirement.title}`,
    [reason, link === undefined ? undefined : `Known upstream: ${link}`].filter((part) => part !== undefined).join(" "),
    "## Request",
    fenced("http", requestText(exchange)),
    `In words: ${shown.summary}. With the emulator started as \`${commandOf(emulator)}\`:`,
    fenced("sh", shellLines(finding).join("\n")),
    "## Expected",
    `${shown.judgement.expected}.`,
    `Source: ${citation(trace)}`,
    trace.quote
      .split("\n")
      .map((line) => `> ${line}`)
      .join("\n"),
    "## Received",
    `${shown.judgement.received}.`,
    fenced("http", responseText(exchange)),
    `Requirement \`${requirement.id}\` (${requirement.level}, ${requirement.authority}), found by case \`${shown.id}\` of eks-conformance.`,
    "",
  ]
    .filter((part, index) => part !== "" || index > 2)
    .join("\n\n");
}

/** What can be pasted into a shell: the variables, what has to be there before, and the request itself as last line. */
function shellLines(finding) {
  return [
    `export ENDPOINT=http://127.0.0.1:${PORT} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`,
    ...preparedClusters(finding, PREPARED).map((name) => requestLine(creation(name))),
    ...finding.steps.map(({ request }) => requestLine(request)),
    decidingLine(finding),
  ];
}

function commandOf({ start }) {
  const { program, args = [], env = {} } = start(PORT);
  return [...Object.entries(env).map((pair) => pair.join("=")), program, ...args].join(" ");
}

function requestText({ request }) {
  const type = request.headers.filter(([name]) => /^(content-type|accept)$/i.test(name)).map(headerLine);
  return [`${request.method} ${request.path}`, ...type, ...bodyLines(request.body)].join("\n");
}

function responseText({ response, failure }) {
  if (response === undefined) return failure?.message ?? "nothing";
  const shown = response.headers.filter(([name]) => /^(content-type|x-amzn-.*)$/i.test(name)).map(headerLine);
  return [String(response.status), ...shown, ...bodyLines(response.body)].join("\n");
}

function headerLine([name, value]) {
  return `${name}: ${value}`;
}

function bodyLines(body) {
  if (body === undefined || body.bytes === 0) return [];
  const text = body.text ?? `base64: ${body.base64}`;
  return ["", text.length > BODY_SHOWN ? `${text.slice(0, BODY_SHOWN)}…` : text.trimEnd()];
}

/** A fence longer than any in the text. */
function fenced(language, text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
