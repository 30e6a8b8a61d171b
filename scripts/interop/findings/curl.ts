import { execFile } from "node:child_process";
import type { Header, WireResponse } from "#protocol/exchange.ts";

const MAX_BYTES = 2 ** 26;

/**
 * Runs a curl line as a person would who pastes it; answers the last response that it printed. Rejects in one line when
 * curl got none.
 */
export async function sendWithCurl(line: string, endpoint: string): Promise<WireResponse> {
  const env = { ...process.env, ENDPOINT: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  const options = { env, encoding: "buffer", maxBuffer: MAX_BYTES, timeout: 60_000 } as const;
  const printed = await new Promise<Buffer>((resolve, reject) => {
    execFile("sh", ["-c", line], options, (cause, stdout, stderr) => {
      const complaint = `curl got no answer from ${endpoint}: ${stderr.toString().trim().split("\n").at(-1)}`;
      if (stdout.length > 0) resolve(stdout);
      else reject(new Error(complaint, { cause }));
    });
  });
  return parse(printed);
}

/** `curl -i`: head, empty line, body; a "100 Continue" comes before as a head of its own. */
function parse(printed: Buffer): WireResponse {
  const end = printed.indexOf("\r\n\r\n");
  const [first = "", ...lines] = printed.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(first.split(" ")[1]);
  const rest = printed.subarray(end + 4);
  return status < 200 ? parse(rest) : { status, headers: lines.map(headerOf), body: rest, truncated: false };
}

function headerOf(line: string): Header {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
