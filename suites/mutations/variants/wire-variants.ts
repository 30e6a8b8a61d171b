import { isJsonObject } from "#spec/json/json.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { REFUSALS, STATE_REFUSALS, TOLD_UNKNOWN } from "#spec/requirements/refusals.ts";
import { errorAnswer, errorOfStatus, renamedError } from "#suites/mutations/kinds/form-kinds.ts";
import { isRefused } from "#suites/mutations/passing-answer.ts";
import { type AnswerVariant, everywhere } from "./answer-variant.ts";

/** Milliseconds that a slow answer comes later. */
const SLOW_MS = 200;

const slow: AnswerVariant = {
  id: "slow",
  title: "every answer comes later",
  why: "no source says how soon an answer comes",
  places: everywhere,
  change: () => ({ delayMs: SLOW_MS }),
};

const connectionClosed: AnswerVariant = {
  id: "connection-closed",
  title: "the connection is closed after each answer",
  why: "either side may close a connection after an answer (RFC 9112, section 9.6)",
  places: everywhere,
  change: () => ({ closes: true }),
};

const askedToRetry: AnswerVariant = {
  id: "asked-to-retry",
  title: "each request is answered 429 once, with Retry-After",
  why: "EKS throttles, and AWS's SDKs ask again by themselves",
  places: everywhere,
  once: true,
  instead: (_fault, { operation }) => {
    const { headers, ...error } = errorAnswer(429, errorOfStatus(operation, 429), "Rate exceeded");
    return { ...error, headers: { ...headers, "retry-after": "1" } };
  },
};

const otherErrorCode: AnswerVariant = {
  id: "other-error-code",
  title: "a bad request is refused under another of its names",
  why: "the operation documents the other name for a bad request, too",
  places: everywhere,
  change: (_fault, answer) => {
    const { error, operation } = answer;
    const isBad = (named: string | undefined): boolean => REFUSALS.constraint.some(({ name }) => name === named);
    if (!isRefused(answer) || !isBad(error)) return undefined;
    const other = operation.errors.find(
      ({ name, status }) => name !== error && status === answer.response.status && isBad(name),
    );
    return other === undefined ? undefined : renamedError(answer, other.name);
  },
};

const unknownToldByText: AnswerVariant = {
  id: "unknown-told-by-text",
  title: "that there is none of a name is said by a message alone",
  why: `EKS says so at times, with ${TOLD_UNKNOWN.status} ${TOLD_UNKNOWN.name} (hashicorp/terraform-provider-aws)`,
  places: everywhere,
  change: (_fault, answer) => {
    const { operation, input, response, error, json } = answer;
    const [unknown] = STATE_REFUSALS.unknownName;
    const { status, name, begins, operations } = TOLD_UNKNOWN;
    const isSeen = operations.some((each) => each === operation.id);
    if (!isSeen || response.status !== unknown.status || error !== unknown.name) return undefined;
    const message = `${begins}${plainText(input["name"])}.`;
    const told = { ...(isJsonObject(json) ? json : {}), message };
    return { json: told, ...renamedError({ ...answer, json: told }, name), status };
  },
};

/** What may be other about when and how an answer comes. */
export const WIRE_VARIANTS: readonly AnswerVariant[] = [
  slow,
  connectionClosed,
  askedToRetry,
  otherErrorCode,
  unknownToldByText,
];
