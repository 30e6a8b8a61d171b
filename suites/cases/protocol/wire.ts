import { applyVariant, type WireFamily, type WireVariant } from "../../../generators/wire/wire-variant.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";
import type { Case } from "../../session/case.ts";
import { checkNoState } from "../../session/steps/check-no-state.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import { status } from "../../record/condition.ts";
import { check, wanting, type Finding } from "../../oracles/finding.ts";
import { isThrottled } from "../../../protocol/answers/throttling.ts";
import { unlessBaseRefused } from "../../session/refused-base.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../../protocol/answers/reply.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { wireVariants } from "../../../generators/wire/wire-variants.ts";
import { isBodiless } from "../../../protocol/methods.ts";

/** What a family of variants is about, and how its answers are judged: by the bytes, as any answer, or not at all. */
interface WireRule {
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
  "json-equivalent": byContract("register.valid"),
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
  path: observed("register.route.path-variants"),
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
  "method/head": observed("register.route.path-variants"),
  "method/options": observed("register.route.path-variants"),
  "path/absurd-suffix": refused("api.route.unknown-path"),
  "json-bytes/gzip-magic": refused("api.body.invalid-json"),
  "path/query": byContract("register.route.query-ignored"),
};

const FREE_TEXT: readonly WireFamily[] = ["json-bytes", "lone-surrogate", "null-key"];

/** Requests that go wrong before, or beside, the limits of the members. */
export function wireCases(operation: Operation): Case[] {
  const checked = new Set<string>();
  return wireVariants(operation).map((variant) => {
    const rule = EXCEPTIONS[variant.key] ?? RULES[variant.family];
    const isFirst = !checked.has(rule.requirement);
    checked.add(rule.requirement);
    return wireCase(operation, variant, rule, isFirst && rule.registers === 0);
  });
}

/** `checksState`: after a refusal, look whether it left a cluster behind all the same. */
function wireCase(operation: Operation, variant: WireVariant, rule: WireRule, checksState: boolean): Case {
  const { requirement, judged, registers = 1 } = rule;
  return {
    ...scenario({
      id: `wire/${operation.prefix}/${variant.key}`,
      requirements: [requirement],
      summary: variant.note,
      needs: [operation.id],
      registers,
      run: async (session) => {
        const input = inputFor(session, operation, variant);
        const request = variedRequest(operation, variant, input);
        const unlessPlainRefused = (finding: Finding): Promise<Finding> =>
          unlessBaseRefused(session, finding, () =>
            encodeInput(operation, inputFor(session, operation, variant, "base")),
          );
        const reply = await session.send(request, judged === "observed" ? { purpose: "unspecified" } : {});
        if (judged === "by-contract") {
          const classification = session.classify(request);
          const finding = await judgeReply(session, reply, classification);
          const judged = isSuccess(reply) ? finding : await unlessPlainRefused(finding);
          session.judge(requirement, judged, reply.exchange);
          if (checksState && !isSuccess(reply)) await checkNoState(session, input);
        } else if (judged === "answered") {
          session.judge(requirement, await unlessPlainRefused(answered(reply)), reply.exchange);
        } else {
          const expected = "any answer: the sources are silent";
          session.judge(requirement, { grade: "observed", expected, received: describeReply(reply) }, reply.exchange);
        }
      },
    }),
    kind: "wire",
  };
}

function answered(reply: Reply): Finding {
  const expected = "an answer below 500";
  const received = describeReply(reply);
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  return wanting(check(reply.status >= 200 && reply.status < 500, expected, received), { answers: [status(200, 499)] });
}

/** Odd bytes belong into free text: in the name, its pattern alone would refuse them. */
function inputFor(session: CaseSession, operation: Operation, { family }: WireVariant, slot?: string): JsonObject {
  const { minimal, full } = session.inputs(operation.id);
  return FREE_TEXT.includes(family) ? full(session.salt(slot)) : minimal(session.salt(slot));
}

/** GET and DELETE carry no body, and so no type of one. */
function variedRequest(operation: Operation, variant: WireVariant, input: JsonObject): WireRequest {
  const plain = encodeInput(operation, input);
  if (plain === undefined) throw new Error("the minimal input does not fit into a request");
  const request = applyVariant(variant, plain, input);
  return isBodiless(request.method) ? { method: request.method, path: request.path, headers: [] } : request;
}
