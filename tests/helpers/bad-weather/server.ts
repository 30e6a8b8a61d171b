import type { IncomingMessage, ServerResponse } from "node:http";
import { BadWeather, type Weather } from "./weather.ts";
import { milestones } from "#tests/helpers/milestones.ts";
import { startLoopback, wholeRequest, type LoopbackServer } from "#tests/helpers/servers/loopback.ts";

export interface BadWeatherServer extends LoopbackServer {
  readonly weather: BadWeather;
  /** Resolves once so many requests have been answered. */
  answered(requests: number): Promise<void>;
}

/** Bad weather on a socket of loopback, with clusters of others on it. */
export async function startBadWeather(
  seed: number,
  drawn: Weather,
  planted: readonly string[] = [],
): Promise<BadWeatherServer> {
  const weather = new BadWeather(seed, drawn, { now: () => performance.now(), epoch: () => Date.now() });
  for (const name of planted) await weather.plant(name);
  const { pass, reached } = milestones();
  const loopback = await startLoopback((request, response) => {
    void serve(weather, request, response).then(pass);
  });
  return { weather, answered: reached, ...loopback };
}

async function serve(weather: BadWeather, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await weather.handle(await wholeRequest(request));
  const { fate, delayMs } = answer.transport;
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (fate === "drop" || fate === "lose-reply") return void response.destroy();
  const bytes = Buffer.from(answer.body);
  response.sendDate = false;
  response.writeHead(answer.status, [...answer.headers.flat(), "content-length", String(bytes.length)]);
  if (fate === "cut") response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}
