import { applyVariant, type WireFamily, type WireVariant } from "../../../../generators/wire/wire-variant.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { WireRequest } from "../../../../protocol/exchange.ts";
import type { Case } from "../../session/cluster-case.ts";
import { checkNoState } from "../../session/steps/check-no-state.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import type { Finding } from "../../../oracles/finding.ts";
import { unlessBaseRefused } from "../../session/refused-base.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { wireVariants } from "../../../../generators/wire/wire-variants.ts";
import { isBodiless } from "../../../../protocol/methods.ts";
import { judgeAnswered, judgeObserved, type WireRule, wireRuleOf } from "../../../wire/wire-rules.ts";

const FREE_TEXT: readonly WireFamily[] = ["json-bytes", "lone-surrogate", "null-key"];

/** Requests that go wrong before, or beside, the limits of the members. */
export function wireCases(operation: Operation): Case[] {
  const checked = new Set<string>();
  return wireVariants(operation).map((variant) => {
    const rule = wireRuleOf(variant, operation);
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
          session.judge(requirement, await unlessPlainRefused(judgeAnswered(reply)), reply.exchange);
        } else {
          session.judge(requirement, judgeObserved(reply), reply.exchange);
        }
      },
    }),
    kind: "wire",
  };
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
