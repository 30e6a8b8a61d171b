import { execFile } from "node:child_process";

const MAX_BYTES = 2 ** 26;

/**
 * Runs a curl line as a person would who pastes it; answers status, headers and body of the last response it printed.
 * Throws in one line when curl got none.
 */
export async function sendWithCurl(line, endpoint) {
  const env = { ...process.env, ENDPOINT: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  const options = { env, encoding: "buffer", maxBuffer: MAX_BYTES, timeout: 60_000 };
  const printed = await new Promise((resolve, reject) => {
    execFile("sh", ["-c", line], options, (error, stdout, stderr) => {
      if (stdout.length > 0) resolve(stdout);
      else
        reject(
          new Error(`curl got no answer from ${endpoint}: ${stderr.toString().trim().split("\n").at(-1)}`, {
            cause: error,
          }),
        );
    });
  });
  return parse(printed);
}

/** `curl -i`: head, empty line, body; a "100 Continue" comes before as a head of its own. */
function parse(printed) {
  const end = printed.indexOf("\r\n\r\n");
  const [first = "", ...lines] = printed.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(first.split(" ")[1]);
  const rest = printed.subarray(end + 4);
  if (status < 200) return parse(rest);
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  return { status, headers, body: rest };
}
