import { groupsBy } from "#reports/model/groups-by.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** One and the same answer to requests that have nothing in common. */
export interface FixedAnswer {
  readonly status: number;
  readonly body: string;
  /** It differs in what a template makes up each time: ids, numbers, times. */
  readonly templated: boolean;
}

interface AnsweredRequest {
  readonly method: string;
  /** All of the request that an answer may echo. */
  readonly asked: string;
  readonly status: number;
  readonly body: string;
}

/** Different requests, from which on sameness is no coincidence. */
const ENOUGH = 8;

/** The part of the requests that must get it: a stub may still refuse a path or a method. */
const SHARE = 0.95;

/** What a template may make up, where it has a digit: ids, numbers and times. */
const RUN = /[\w+/=.:-]+/g;
const HAS_DIGIT = /\d/;

/** The answer that nearly every request of the record got, whatever it asked for, if there is one. */
export function fixedAnswer({ requirements }: RunRecord): FixedAnswer | undefined {
  const exchanges = requirements.flatMap(({ cases }) => cases.flatMap((one) => one.exchanges));
  const answers = new Map<string, AnsweredRequest>();
  for (const { request, response } of exchanges) {
    if (response?.body.text === undefined || response.body.truncated) continue;
    const { method } = request;
    const asked = `${method} ${request.path} ${request.body?.text ?? ""}`;
    answers.set(asked, { method, asked, status: response.status, body: response.body.text });
  }
  const alike = mostAlike([...answers.values()]);
  const methods = new Set(alike.map(({ method }) => method));
  if (alike.length < ENOUGH || alike.length < SHARE * answers.size || methods.size < 2) return undefined;
  const [first] = alike;
  if (first === undefined || isEcho(alike)) return undefined;
  const { status, body } = first;
  return { status, body, templated: alike.some((each) => each.body !== body) };
}

/** The largest part of the answers that differ in nothing but what may be made up. */
function mostAlike(answers: readonly AnsweredRequest[]): AnsweredRequest[] {
  const masked = (body: string): string => body.replace(RUN, (run) => (HAS_DIGIT.test(run) ? "0" : run));
  const groups = groupsBy(answers, ({ status, body }) => [String(status), masked(body)]);
  return groups.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** What differs is mostly what was asked for, such as a name: such an answer is one to the request. */
function isEcho(alike: readonly AnsweredRequest[]): boolean {
  const runs = alike.map(({ body }) => (body.match(RUN) ?? []).filter((run) => HAS_DIGIT.test(run)));
  return (runs[0] ?? []).some((first, at) => {
    const echoed = runs.filter((own, index) => alike[index]?.asked.includes(own[at] ?? first) === true);
    return runs.some((own) => own[at] !== first) && echoed.length > alike.length / 2;
  });
}
