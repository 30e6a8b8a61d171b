import { headerValue } from "../../../protocol/headers.ts";
import { signerKeys } from "../../../protocol/shell/curl-line.ts";
import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import type { Evidence } from "../../../suites/record/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "../../../suites/record/record.ts";
import { visibleLine } from "../../model/text/harmless-text.ts";

/** The first lines of every script, by which a later run knows its own. */
export const MARK = "#!/bin/sh\n# A finding of eks-conformance: ";

export interface ScriptedFinding {
  readonly record: RunRecord;
  readonly requirement: RequirementResult;
  readonly example: CaseResult;
}

const WIDEST = 400;

/** What a script is about, in comments. */
export function headLines({ requirement, example }: ScriptedFinding): string[] {
  const { expected, received } = example.judgement;
  const said = [
    "",
    requirement.title,
    `case      ${example.id}`,
    `expected  ${expected}`,
    `received  ${received}`,
    "",
    "Exits 1 while the fault is there, 0 once it is gone, 2 if it cannot tell.",
    "Whatever it creates is removed at the end, even if it is interrupted.",
    "Needs curl 7.75 or newer, and awk.",
    "ENDPOINT: where to send to. PATIENCE: seconds that a write may take to show. LIMIT: seconds for one answer.",
    ...(isSigned(example.exchanges) ? ["AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN: who signs."] : []),
    ...otherKeys(example.exchanges).map((names) => `${names.join(", ")}: the callers to be refused.`),
  ];
  return [`${MARK}${requirement.id}`, ...said.map((line) => `# ${visibleLine(line).slice(0, WIDEST)}`.trimEnd()), ""];
}

export function settingLines({ record: { target }, example }: ScriptedFinding): string[] {
  return [
    "set -u",
    "LC_ALL=C; export LC_ALL",
    `endpoint=\${ENDPOINT:-${shellQuote(target.endpoint.replace(/\/+$/, ""))}}`,
    `patience=\${PATIENCE:-${target.kind === "aws" ? 30 : 4}}`,
    ...(isSigned(example.exchanges) ? keyLines(target.kind) : []),
    ...otherKeys(example.exchanges).flatMap(requiredLines),
  ];
}

/** Emulators are signed for as the run did it: by keys that are nobody's. */
function keyLines(kind: string): string[] {
  if (kind !== "aws") return [': "${AWS_ACCESS_KEY_ID:=test}" "${AWS_SECRET_ACCESS_KEY:=test}"'];
  return requiredLines(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);
}

function requiredLines(variables: readonly string[]): string[] {
  const unset = variables.map((variable) => `[ -z "\${${variable}-}" ]`);
  return [
    `if ${unset.join(" || ")}; then`,
    `  echo "cannot tell: ${variables.join(" and ")} must be set" >&2; exit 2`,
    "fi",
  ];
}

/** Variables of the callers that sign in the place of the run, those of each together. */
function otherKeys(exchanges: readonly Evidence[]): string[][] {
  const others = exchanges.filter(isOfOtherCaller).map((exchange) => {
    const { accessKey, secretKey, sessionToken } = signerKeys(exchange.signing as Parameters<typeof signerKeys>[0]);
    return [accessKey, secretKey, ...(hasHeader(exchange, SESSION_TOKEN) ? [sessionToken] : [])];
  });
  return [...new Map(others.map((names) => [names.join(" "), names])).values()];
}

export function isOfOtherCaller({ signing }: Evidence): boolean {
  return signing?.kind === "other-caller";
}

/** The header that a session token travels in. */
export const SESSION_TOKEN = "x-amz-security-token";

/** The run signed, though it may have left a signature out on purpose. */
export function isSigned(exchanges: readonly Evidence[]): boolean {
  return exchanges.some((exchange) => exchange.signing !== undefined || hasHeader(exchange, "authorization"));
}

export function hasHeader({ request }: Evidence, wanted: string): boolean {
  return headerValue(request.headers, wanted) !== undefined;
}
