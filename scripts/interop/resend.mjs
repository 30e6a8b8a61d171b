/**
 * Sends the findings of a record again with plain curl, each as its page in docs/findings has it, and compares what
 * comes back with the record. `node scripts/interop/resend.mjs NAME...` starts each emulator of emulators.mjs and takes
 * the record that `npm run interop` left of it; `--record FILE --endpoint-url URL` takes another record and a server
 * that runs already. Exit 1 when an answer differs.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { differences, fromRecord, fromWire } from "./answer.mjs";
import { sendWithCurl } from "./curl.mjs";
import { chosen, idOf } from "./emulators.mjs";
import { decidingLine, findingOf, isFailure, removals, requestLine } from "./finding.mjs";
import { install } from "./install.mjs";
import { creation, PREPARED } from "./prepare.mjs";
import { startServer } from "./server.mjs";

const RECORDS = join(import.meta.dirname, "..", "..", "conformance-results", "interop");
const text = { type: "string" };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: text, "endpoint-url": text },
});

if (values.record !== undefined && values["endpoint-url"] !== undefined) {
  await resend(values.record, values.record, values["endpoint-url"]);
} else {
  for (const emulator of chosen(positionals)) await resendTo(emulator);
}

async function resendTo(emulator) {
  const folder = mkdtempSync(join(tmpdir(), "interop-resend-"));
  const server = await startServer(emulator, install(emulator), folder);
  try {
    const id = idOf(emulator);
    for (const name of PREPARED) await sendWithCurl(requestLine(creation(name)), server.url);
    await resend(id, join(RECORDS, id, "run.json"), server.url);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function resend(title, file, url) {
  const failing = JSON.parse(readFileSync(file, "utf8")).requirements.filter(isFailure);
  const answers = new Map();
  let same = 0;
  for (const requirement of failing) {
    const finding = findingOf(requirement);
    const lines = [...finding.steps.map(({ request }) => requestLine(request)), decidingLine(finding)];
    // One request may show several findings, and registers a name once.
    const key = lines.join("\n");
    if (!answers.has(key)) answers.set(key, await sendAll(lines, url));
    // The next list is to be as long as its case saw it.
    await sendAll(removals(finding), url);
    const received = fromWire(answers.get(key), finding);
    const recorded = fromRecord(finding);
    const differ = differences(recorded, received);
    if (differ.length === 0) same += 1;
    else process.exitCode = 1;
    console.log([title, requirement.id, received.status, received.errorType ?? "", ...differ].join("  ").trimEnd());
  }
  console.log(`${title}: ${same} of ${failing.length} as recorded`);
}

/** Answers the last one's answer. */
async function sendAll(lines, url) {
  let answer;
  for (const line of lines) answer = await sendWithCurl(line, url);
  return answer;
}
