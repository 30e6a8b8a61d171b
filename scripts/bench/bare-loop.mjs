// The least that any client must do: undici, requests signed beforehand, answers read and let go.
import { performance } from "node:perf_hooks";
import { Pool } from "undici";

/**
 * Sends the requests, so many in flight. Answers the milliseconds and CPU milliseconds that it took, and the share of
 * answers with the status that the request got before.
 */
export async function bareLoop(endpoint, sent, concurrency) {
  const pool = new Pool(endpoint, { connections: concurrency });
  const requests = sent.map(({ method, path, headers, body }) => ({ method, path, headers: headers.flat(), body }));
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  let next = 0;
  let alike = 0;
  const lane = async () => {
    while (next < requests.length) {
      const at = next++;
      const { statusCode, body } = await pool.request(requests[at]);
      if (statusCode === sent[at].status) alike += 1;
      await body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  return { ms, cpuMs: (user + system) / 1000, alike: alike / sent.length };
}
