import { REFUSALS } from "../../../spec/requirements/refusals.ts";
import { errorAnswer, errorOfStatus, renamedError } from "../kinds/form-kinds.ts";
import { isRefused } from "../passing-answer.ts";
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
  why: "AWS was seen to refuse bad requests under each of these names",
  places: everywhere,
  change: (_fault, answer) => {
    const { error, response } = answer;
    const alike = [...REFUSALS.constraint, ...REFUSALS.type].filter(({ status }) => status === response.status);
    if (!isRefused(answer) || !alike.some(({ name }) => name === error)) return undefined;
    const other = alike.find(({ name }) => name !== error);
    return other === undefined ? undefined : renamedError(answer, other.name);
  },
};

/** What may be other about when and how an answer comes. */
export const WIRE_VARIANTS: readonly AnswerVariant[] = [slow, connectionClosed, askedToRetry, otherErrorCode];
