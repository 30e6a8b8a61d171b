// Between node:http and Smithy's requests and responses, for which the registry has no package.
import { HttpRequest } from "@smithy/protocol-http";

export function convertRequest(request) {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const query = {};
  for (const name of searchParams.keys()) {
    const values = searchParams.getAll(name);
    query[name] = values.length > 1 ? values : values[0];
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return new HttpRequest({
    method: request.method,
    path: pathname,
    query,
    headers: Object.fromEntries(headers),
    body: request,
  });
}

export function writeResponse({ statusCode, headers, body }, response) {
  response.writeHead(statusCode, headers);
  response.end(body);
}
