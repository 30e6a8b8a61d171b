import type { RunRecord } from "../../../suites/record/record.ts";

/** One and the same answer to requests that have nothing in common. */
export interface FixedAnswer {
  readonly status: number;
  readonly body: string;
}

/** Different requests, from which on sameness is no coincidence. */
const ENOUGH = 8;

/** The part of the requests that must get it: a stub may still refuse a path or a method. */
const SHARE = 0.95;

/** The answer that nearly every request of the record got, whatever it asked for, if there is one. */
export function fixedAnswer({ requirements }: RunRecord): FixedAnswer | undefined {
  const exchanges = requirements.flatMap(({ cases }) => cases.flatMap((one) => one.exchanges));
  const answers = new Map<string, string>();
  for (const { request, response } of exchanges) {
    if (response?.body.text === undefined || response.body.truncated) continue;
    const asked = `${request.method} ${request.path} ${request.body?.text ?? ""}`;
    answers.set(asked, `${response.status}\n${response.body.text}`);
  }
  const [[answer, times] = ["", 0]] = countsOf([...answers.values()]);
  const methods = new Set([...answers].filter(([, each]) => each === answer).map(([asked]) => asked.split(" ", 1)[0]));
  if (times < ENOUGH || times < SHARE * answers.size || methods.size < 2) return undefined;
  const end = answer.indexOf("\n");
  return { status: Number(answer.slice(0, end)), body: answer.slice(end + 1) };
}

/** Most frequent first. */
function countsOf(texts: readonly string[]): [text: string, times: number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
