/**
 * Sends the findings of a record again with plain curl, each as its page in docs/findings has it, and compares what
 * comes back with the record: that of an emulator that `npm run interop` left, or another one with a server that runs
 * already. Exit 1 when an answer differs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WireResponse } from "#protocol/exchange.ts";
import { readFlags, exitWithUsage } from "#scripts/usage.ts";
import { differences, featuresRecorded, featuresReceived } from "./findings/answer-features.ts";
import { sendWithCurl } from "./findings/curl.ts";
import { chosen, EMULATORS, idOf, unknownAmong, type Emulator } from "./emulators/emulators.ts";
import {
  decidingLine,
  findingOf,
  isFailure,
  removals,
  requestLine,
  type ShownFinding,
} from "./findings/shown-finding.ts";
import { install } from "./emulators/install.ts";
import { creation, PREPARED } from "./findings/prepare.ts";
import { readOwnRecord, RECORDS } from "./records.ts";
import { startEmulator } from "./emulators/running-emulator.ts";

const USAGE = `npm run resend -- NAME..., NAME being ${EMULATORS.map(idOf).join(", ")}; or -- --record FILE --endpoint-url URL`;

const { values, positionals } = readFlags(USAGE, {
  allowPositionals: true,
  options: { record: { type: "string" }, "endpoint-url": { type: "string" } },
});
const unknown = unknownAmong(positionals);
if (unknown !== undefined) exitWithUsage(USAGE, `resend: there is no emulator "${unknown}"`);
if (values.record !== undefined && values["endpoint-url"] !== undefined) {
  await resend(values.record, values.record, values["endpoint-url"]);
} else {
  for (const emulator of chosen(positionals)) await resendTo(emulator);
}

async function resendTo(emulator: Emulator): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "interop-resend-"));
  const server = await startEmulator(emulator, install(emulator), folder);
  try {
    const id = idOf(emulator);
    for (const name of PREPARED) await sendWithCurl(requestLine(creation(name)), server.url);
    await resend(id, join(RECORDS, id, "run.json"), server.url);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function resend(title: string, file: string, url: string): Promise<void> {
  const failing = readOwnRecord(file).requirements.filter(isFailure);
  const answers = new Map<string, WireResponse>();
  let same = 0;
  for (const requirement of failing) {
    const finding = findingOf(requirement);
    const received = featuresReceived(await answerTo(finding, url, answers), finding);
    // The next list is to be as long as its case saw it.
    for (const line of removals(finding)) await sendWithCurl(line, url);
    const differ = differences(featuresRecorded(finding), received);
    if (differ.length === 0) same += 1;
    else process.exitCode = 1;
    console.log([title, requirement.id, received.status, received.errorType ?? "", ...differ].join("  ").trimEnd());
  }
  console.log(`${title}: ${same} of ${failing.length} as recorded`);
}

/** One request may show several findings, and registers a name once: its answer serves them all. */
async function answerTo(finding: ShownFinding, url: string, known: Map<string, WireResponse>): Promise<WireResponse> {
  const deciding = decidingLine(finding);
  const before = finding.steps.map(({ request }) => requestLine(request));
  const key = [...before, deciding].join("\n");
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  for (const line of before) await sendWithCurl(line, url);
  const answer = await sendWithCurl(deciding, url);
  known.set(key, answer);
  return answer;
}
