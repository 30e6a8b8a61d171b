const BODY_SHOWN = 800;

/** A MUST that is not met by an operation that is there: that an operation is missing is no fault to report. */
export function isFinding({ id, level, verdict }) {
  return level === "MUST" && verdict === "fail" && id !== "register.route";
}

/** One finding as a page that can be sent upstream as it is. */
export function findingPage({ name, version }, requirement) {
  const shown = smallest(requirement.cases);
  const exchange = shown.exchanges[shown.judgement.exchange] ?? shown.exchanges.at(-1);
  const { reason, link } = requirement.expectedFailure ?? {};
  const { trace } = requirement;
  return [
    `# ${name} ${version}: ${requirement.title}`,
    [reason, link === undefined ? undefined : `Known upstream: ${link}`].filter((part) => part !== undefined).join(" "),
    "## Request",
    `In words: ${shown.summary}.`,
    fenced(requestText(exchange)),
    "```sh\n" + withEndpoint(shown.curl, exchange) + "\n```",
    "## Expected",
    `${shown.judgement.expected}.`,
    `Source: ${trace.url === undefined ? trace.source : `[${trace.source}](${trace.url})`}, line ${trace.line}`,
    trace.quote
      .split("\n")
      .map((line) => `> ${line}`)
      .join("\n"),
    "## Received",
    `${shown.judgement.received}.`,
    fenced(responseText(exchange)),
    `Requirement \`${requirement.id}\` (${requirement.level}, ${requirement.authority}), found by case \`${shown.id}\` of eks-conformance.`,
    "",
  ]
    .filter((part, index) => part !== "" || index > 2)
    .join("\n\n");
}

/** The failing case that is told with the least. */
function smallest(cases) {
  return cases
    .filter(({ verdict }) => verdict === "fail")
    .reduce((best, each) => (each.curl.length < best.curl.length ? each : best));
}

/** The endpoint becomes a variable: it was a free port of another machine. */
function withEndpoint(curl, exchange) {
  const origin = exchange.request.url.slice(0, exchange.request.url.length - exchange.request.path.length);
  return curl.replaceAll(`'${origin}`, `"$ENDPOINT"'`).replaceAll(origin, '"$ENDPOINT"');
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
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}http\n${text}\n${fence}`;
}
