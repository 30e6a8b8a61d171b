import { bodyOf, type LoopbackServer, startLoopback } from "./loopback.ts";

/** What one answers instead of what is behind it. */
export interface Refusal {
  /** Of the method and path of what is refused, each time. */
  readonly of: RegExp;
  readonly error: string;
  readonly message: string;
}

/** A server before another one, which refuses some requests with 400 and passes the others on. */
export function startRefusing(behind: string, { of, error, message }: Refusal): Promise<LoopbackServer> {
  return startLoopback((request, response) => {
    void (async () => {
      const { method = "", url = "" } = request;
      const body = await bodyOf(request);
      if (of.test(`${method} ${url}`)) {
        response.writeHead(400, { "content-type": "application/json", "x-amzn-errortype": error });
        response.end(JSON.stringify({ message }));
        return;
      }
      const sent = body.length === 0 ? {} : { body: new Uint8Array(body) };
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${behind}${url}`, { method, headers, ...sent });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
}
