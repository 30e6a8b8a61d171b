import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BadWeather, type Weather } from "./bad-weather.ts";

export interface BadWeatherServer {
  readonly url: string;
  readonly weather: BadWeather;
  close(): void;
}

/** Bad weather on a socket of loopback, with clusters of others on it. */
export async function startBadWeather(
  seed: number,
  drawn: Weather,
  planted: readonly string[] = [],
): Promise<BadWeatherServer> {
  const weather = new BadWeather(seed, drawn, { now: () => performance.now(), epoch: () => Date.now() });
  for (const name of planted) await weather.plant(name);
  const server = createServer((request, response) => void serve(weather, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function serve(weather: BadWeather, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url: path = "", rawHeaders } = request;
  const answer = await weather.handle({ method, path, headers: pairs(rawHeaders), body: await bodyOf(request) });
  const { fate, delayMs } = answer.transport;
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (fate === "drop" || fate === "lose-reply") return void response.destroy();
  const bytes = Buffer.from(answer.body);
  response.sendDate = false;
  response.writeHead(answer.status, [...answer.headers.flat(), "content-length", String(bytes.length)]);
  if (fate === "cut") response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as [string, string]] : []));
}
