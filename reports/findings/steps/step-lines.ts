import { headersOf, headerWord, methodWords, signingWords } from "../../../protocol/shell/curl-line.ts";
import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import type { ListForm } from "../../../suites/record/condition.ts";
import type { Evidence } from "../../../suites/record/kept-evidence.ts";
import type { Judgement } from "../../../suites/record/record.ts";
import { visibleLine } from "../../model/text/harmless-text.ts";
import { hasHeader, isOfOtherCaller, SESSION_TOKEN } from "../shell/script-head.ts";
import { linesAfterMaking, linesBeforeMaking, type MakingToWrite } from "./making-lines.ts";
import { pagingOf } from "../paging.ts";
import { bodyCommand, pathWord, type Replacing } from "../shell/shell-words.ts";
import type { Step } from "./steps.ts";
import { isCertainlyOurs, registrationOf, type Variable } from "../shell/variables.ts";

export interface StepToWrite extends Replacing {
  readonly step: Step;
  readonly region: string;
  /** What requests are signed for; absent for EKS. */
  readonly service?: string | undefined;
  /** What the step makes, where the run was of a whole service; in any other, steps register clusters. */
  readonly made?: { readonly making: MakingToWrite | undefined } | undefined;
  /** What the last step is judged by; undefined for those before. */
  readonly judged?: Judgement | undefined;
}

type Request = Parameters<typeof headersOf>[0];
type ShownSigning = Parameters<typeof headersOf>[1];

/** One step of a round, and of the last one its verdict. */
export function stepLines(one: StepToWrite): string[] {
  const { step, judged, variables, made } = one;
  const { number, evidence } = step;
  const { method, path, body } = evidence.request;
  const answer = evidence.response?.status ?? evidence.failure?.kind ?? "nothing";
  const prepared = [
    "",
    `# ${number}. ${visibleLine(`${method} ${path}`).slice(0, 200)}: ${answer}`,
    ...(body === undefined ? [] : [`${bodyCommand(body, { variables })} >"$dir/${number}.request"`]),
    ...(made === undefined ? claimLines(evidence, variables) : linesBeforeMaking(made.making)),
  ];
  const taken = made === undefined ? takenLines(step, variables) : linesAfterMaking(made.making);
  const sent = [...sendLines(one), ...taken];
  if (judged === undefined) return [...prepared, ...asked(sent, step), ...settingUp(step)];
  const verdict = ["judge; verdict=$?"];
  if (judged.condition?.settles !== true) return [...prepared, ...sent, ...verdict, ...controlLines(one)];
  return [...prepared, ...repeated([...sent, ...verdict], '[ "$verdict" -ne 1 ]'), 'return "$verdict"'];
}

/** What the case refers to, and the registration that a story begins with, must succeed, or its end says nothing. */
function settingUp({ number, evidence, isGround }: Step): string[] {
  const succeeded = evidence.response !== undefined && evidence.response.status < 300;
  const registers = succeeded && registrationOf(evidence) !== undefined;
  return isGround === true || registers ? [`like ${number} 200 299 || return 2`] : [];
}

/** Once, or until it comes to what it is asked again for. */
function asked(sent: readonly string[], { number, until, ready }: Step): readonly string[] {
  if (ready !== undefined) {
    return repeated(sent, `among ${number} ${[ready.at, ...ready.values].map(shellQuote).join(" ")}`);
  }
  return until === undefined ? sent : repeated(sent, `[ "$(code ${number})" = ${until} ]`);
}

function repeated(lines: readonly string[], until: string): string[] {
  return [
    "waited=0",
    "while :; do",
    ...lines.map((line) => `  ${line}`),
    `  if ${until} || [ "$waited" -ge "$patience" ]; then break; fi`,
    "  sleep 1; waited=$((waited + 1))",
    "done",
  ];
}

function claimLines(evidence: Evidence, variables: readonly Variable[]): string[] {
  const name = nameWord(evidence, variables);
  if (name === undefined) return [];
  return [`claim ${name.word}${name.isOurs ? " ours" : ""} || return 3`];
}

function takenLines({ number, evidence }: Step, variables: readonly Variable[]): string[] {
  const name = nameWord(evidence, variables);
  return name === undefined || name.isOurs ? [] : [`if like ${number} 200 299; then registers ${name.word}; fi`];
}

function nameWord(evidence: Evidence, variables: readonly Variable[]): { word: string; isOurs: boolean } | undefined {
  const registered = registrationOf(evidence);
  if (registered === undefined || registered.name === "" || registered.name.includes("\0")) return undefined;
  const variable = variables.find(({ text }) => text === registered.name);
  if (variable === undefined) return { word: shellQuote(registered.name), isOurs: false };
  return { word: `"$${variable.name}"`, isOurs: isCertainlyOurs(variable) };
}

function sendLines(one: StepToWrite): string[] {
  const { step, judged } = one;
  const words = requestWords(one, signingOf(step.evidence));
  const url = `"$endpoint"${pathWord(step.evidence.request.path, one)}`;
  const list = judged?.condition?.list;
  if (list === undefined) return [`send ${step.number} ${[...words, url].join(" ")}`];
  const { token } = pagingOf(list);
  const path = token === undefined ? step.evidence.request.path : withoutToken(step.evidence.request.path, token);
  const whole = `"$endpoint"${pathWord(path, one)}`;
  return [pagingLine(list), `if walk ${[step.number, whole, ...words].join(" ")}; then whole=yes; else whole=no; fi`];
}

function withoutToken(path: string, token: string): string {
  const [before = "", query] = path.split("?", 2);
  const kept = query?.split("&").filter((each) => each.split("=", 1)[0] !== encodeURIComponent(token)) ?? [];
  return kept.length === 0 ? before : `${before}?${kept.join("&")}`;
}

/** Where the pages of a list have what the script looks for. */
function pagingLine(list: ListForm): string {
  const { at, item, token = "", next = "" } = pagingOf(list);
  const empty = list.at === undefined ? "leads on" : "ends";
  const words = {
    items_at: at,
    name_at: item,
    token_name: encodeURIComponent(token),
    token_at: next,
    empty_token: empty,
  };
  return Object.entries(words)
    .map(([name, text]) => `${name}=${shellQuote(text)}`)
    .join("; ");
}

/** Where a broken signature was to be refused, the right one must be taken, or nothing was shown. */
function controlLines(one: StepToWrite): string[] {
  const { evidence, number } = one.step;
  const { signing } = evidence;
  if (signing === undefined) return ['return "$verdict"'];
  const right: ShownSigning = signing.kind === "skewed" ? { kind: "skewed", seconds: 0 } : { kind: "sign" };
  const url = `"$endpoint"${pathWord(evidence.request.path, one)}`;
  const words = isOfOtherCaller(evidence) ? [...requestWords(one, right, false), OWN_TOKEN] : requestWords(one, right);
  return [
    'if [ "$verdict" -ne 0 ]; then return "$verdict"; fi',
    "# Signed as it should be, it is taken; or else the refusal may be about something else.",
    `send ${number + 1} ${[...words, url].join(" ")}`,
    `if like ${number + 1} 200 299; then return 0; else return 2; fi`,
  ];
}

/** curl sends no header that has no value. */
const OWN_TOKEN = `-H "${SESSION_TOKEN}: \${AWS_SESSION_TOKEN-}"`;

function requestWords(
  { step, region, service }: StepToWrite,
  signing: ShownSigning,
  sessionToken = hasHeader(step.evidence, SESSION_TOKEN),
): string[] {
  const request = requestOf(step.evidence);
  const data = hasBody(request) ? [`--data-binary @"$dir/${step.number}.request"`] : emptyData(request);
  return [
    ...methodWords(request),
    ...signingWords(request, signing, { region, service, endpoint: "", sessionToken }),
    ...headersOf(request, signing).map(headerWord),
    ...data,
  ];
}

function hasBody({ body }: Request): boolean {
  return body !== undefined;
}

function emptyData({ method }: Request): string[] {
  return ["POST", "PUT", "PATCH"].includes(method) ? ["--data-binary ''"] : [];
}

function requestOf({ request }: Evidence): Request {
  const { method, path, headers, body } = request;
  if (body === undefined) return { method, path, headers };
  return {
    method,
    path,
    headers,
    body: Buffer.from(body.text ?? body.base64 ?? "", body.text === undefined ? "base64" : "utf8"),
  };
}

/** As the run signed it. */
export function signingOf(evidence: Evidence): ShownSigning {
  if (evidence.signing !== undefined) return evidence.signing as ShownSigning;
  return { kind: hasHeader(evidence, "authorization") ? "sign" : "none" };
}
