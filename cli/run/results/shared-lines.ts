import { matchRoute } from "#protocol/route.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip } from "#reports/model/text/wrap.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { formOfText } from "#suites/likeness/form-of-text.ts";
import { shownAnswer, shownErrorText } from "#suites/record/readings/read-evidence.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { counted } from "#cli/planning/counted.ts";

/** Characters of a message, and messages, that are shown. */
const LONGEST = 150;
const MOST = 30;

/** What a part of a record holds, for whoever is to hand it on: answers by operation, and what errors say in it. */
export function sharedLines({ requirements, target }: RunRecord, contract: Contract): string[] {
  const cases = requirements.flatMap((requirement) => requirement.cases);
  const answers = new Map<string, Evidence>();
  for (const { exchanges } of cases)
    for (const one of exchanges) if (one.response !== undefined) answers.set(keyOf(one), one);
  const messages = [...answers.values()].flatMap((one) => {
    const answer = shownAnswer(one);
    const text = answer !== undefined && answer.status >= 400 ? shownErrorText(answer) : undefined;
    return text === undefined ? [] : [visibleLine(text)];
  });
  const ofForm = new Map(messages.map((text) => [formOfText(text), text]));
  const byOperation = new Map<string, number>();
  for (const { request } of answers.values()) {
    const id = matchRoute(contract, request)?.operation.id ?? "of no operation";
    byOperation.set(id, (byOperation.get(id) ?? 0) + 1);
  }
  const shown = [...ofForm.values()].slice(0, MOST).map((text) => `    ${clip(text, LONGEST)}`);
  const more = ofForm.size - shown.length;
  return [
    `What is to be shared: ${counted(answers.size, "answer")} of ${target.endpoint}`,
    ...[...byOperation].map(([id, count]) => `${String(count).padStart(8)} ${id}`),
    ...(shown.length === 0 ? [] : ["  Messages of errors in it, one of each form:", ...shown]),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

function keyOf({ request, startedAt, attempt }: Evidence): string {
  return JSON.stringify([startedAt, attempt, request.method, request.path]);
}
