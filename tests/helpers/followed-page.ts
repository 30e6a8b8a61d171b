import { get, type IncomingMessage } from "node:http";
import type { LiveView } from "#reports/html/live/live-view.ts";

/** What a live page hears, as its script does. */
export interface FollowedPage {
  /** Resolves to the first that it hears of which this holds, now or later. */
  heard(holds: (view: LiveView) => boolean): Promise<LiveView>;
  leave(): void;
}

/** Listens to the events of a page. */
export async function followPage(url: string): Promise<FollowedPage> {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${url}events`, resolve).once("error", reject),
  );
  const waiting = new Set<() => void>();
  let [text, last] = ["", undefined as LiveView | undefined];
  response.setEncoding("utf8").on("data", (chunk: string) => {
    const messages = (text + chunk).split("\n\n");
    text = messages.pop() ?? "";
    for (const message of messages) last = JSON.parse(message.slice(message.indexOf("data: ") + 6)) as LiveView;
    for (const look of waiting) look();
  });
  response.on("error", () => undefined);
  return {
    heard: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (last === undefined || !holds(last)) return;
          waiting.delete(look);
          resolve(last);
        };
        waiting.add(look);
        look();
      }),
    leave: () => void response.destroy(),
  };
}
