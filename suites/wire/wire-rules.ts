import type { WireFamily, WireVariant } from "#generators/wire/wire-variant.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { status } from "#suites/record/condition.ts";

/** What a family of variants is about, and how its answers are judged: by the bytes, as any answer, or not at all. */
export interface WireRule {
  /** The part after the operation's prefix, where it begins with a dot. */
  readonly requirement: string;
  readonly judged: "by-contract" | "answered" | "observed";
  readonly registers?: 0;
}

const byContract = (requirement: string): WireRule => ({ requirement, judged: "by-contract" });
const refused = (requirement: string): WireRule => ({ ...byContract(requirement), registers: 0 });
const observed = (requirement: string): WireRule => ({ requirement, judged: "observed" });

const RULES: Readonly<Record<WireFamily, WireRule>> = {
  "json-syntax": refused("api.body.invalid-json"),
  "json-root": refused("api.body.not-an-object"),
  "json-bytes": refused("api.body.encoding"),
  "json-equivalent": byContract(".valid"),
  "null-key": refused("api.body.invalid-json"),
  "byte-order-mark": observed("api.body.unspecified"),
  "duplicate-member": observed("api.body.unspecified"),
  "lone-surrogate": observed("api.body.unspecified"),
  "unknown-member": observed("api.body.unspecified"),
  deep: { requirement: "api.body.large", judged: "answered" },
  large: { requirement: "api.body.large", judged: "answered" },
  "content-type-accepted": byContract("api.content-type.parameters"),
  "content-type-refused": refused("api.content-type.others-refused"),
  "accept-accepted": byContract("api.accept.wildcards"),
  "accept-refused": refused("api.accept.others-refused"),
  method: refused("api.route.wrong-method"),
  path: observed(".route.path-variants"),
};

/** Variants whose family does not say it all. HEAD has no body to judge, and gateways answer OPTIONS by themselves. */
const EXCEPTIONS: Readonly<Record<string, WireRule>> = {
  "json-syntax/empty": refused("api.body.empty"),
  "json-syntax/white-space": refused("api.body.empty"),
  "json-syntax/trailing-garbage": refused("api.body.trailing-text"),
  "json-syntax/second-object": refused("api.body.trailing-text"),
  "json-syntax/extra-brace": refused("api.body.trailing-text"),
  "json-syntax/trailing-nul": refused("api.body.trailing-text"),
  "json-bytes/utf-16le": refused("api.body.utf-16"),
  "json-bytes/utf-16be": refused("api.body.utf-16"),
  "json-bytes/utf-16-with-mark": refused("api.body.utf-16"),
  "json-syntax/deep-unclosed": { requirement: "api.body.large", judged: "answered" },
  "method/head": observed(".route.path-variants"),
  "method/options": observed(".route.path-variants"),
  "path/absurd-suffix": refused("api.route.unknown-path"),
  "path/shorter-word": refused("api.route.unknown-path"),
  "path/prefix": refused("api.route.unknown-path"),
  "path/root": refused("api.route.unknown-path"),
  "path/encoded-label": byContract("api.route.encoded-label"),
  "json-bytes/gzip-magic": refused("api.body.invalid-json"),
  "path/query": byContract(".route.query-ignored"),
};

/** How the answer to a variant of an operation's request is judged. */
export function wireRuleOf({ key, family }: WireVariant, { prefix }: { readonly prefix: string }): WireRule {
  const rule = EXCEPTIONS[key] ?? RULES[family];
  return rule.requirement.startsWith(".") ? { ...rule, requirement: `${prefix}${rule.requirement}` } : rule;
}

/** Judges what need only be answered, whatever the answer. */
export function judgeAnswered(reply: Reply): Finding {
  const expected = "an answer below 500";
  const received = describeReply(reply);
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  return wanting(check(reply.status >= 200 && reply.status < 500, expected, received), { answers: [status(200, 499)] });
}

/** Judges what no source says anything of. */
export function judgeObserved(reply: Reply): Finding {
  return { grade: "observed", expected: "any answer: the sources are silent", received: describeReply(reply) };
}
