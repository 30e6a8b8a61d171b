import type { Exchange } from "#protocol/exchange.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { changedAnswer, type GivenAnswer, NOTHING_SENT } from "#suites/mutations/change.ts";
import { answered, readPassing } from "#suites/mutations/passing-answer.ts";
import { changeByRule, type AnswerRule, isGivenInstead, isRuleFor } from "./answer-rule.ts";

/** Answers by rules: see `ChangedRound`. */
export interface RuledAnswers {
  instead(request: Exchange["request"]): GivenAnswer | undefined;
  answer(exchange: Exchange): GivenAnswer | undefined;
  /** How often each rule was applied, in the order of the rules. */
  readonly applied: readonly number[];
}

export function openRuledAnswers(contract: Contract, rules: readonly AnswerRule[]): RuledAnswers {
  const matched = rules.map(() => 0);
  const applied = rules.map(() => 0);
  /** What was decided when a request came, for when it is answered. */
  const decided = new WeakMap<Exchange["request"], AnswerRule>();
  const decide = (request: Exchange["request"]): AnswerRule | undefined => {
    const passing = readPassing(contract, request);
    if (passing === undefined) return undefined;
    let chosen: number | undefined;
    for (const [at, rule] of rules.entries()) {
      if (!isRuleFor(rule, passing)) continue;
      const turn = (matched[at] = (matched[at] ?? 0) + 1);
      if (chosen === undefined && (rule.nth === undefined || rule.nth === turn)) chosen = at;
    }
    if (chosen === undefined) return undefined;
    applied[chosen] = (applied[chosen] ?? 0) + 1;
    return rules[chosen];
  };
  const instead = (request: Exchange["request"]): GivenAnswer | undefined => {
    const rule = decide(request);
    const passing = readPassing(contract, request);
    if (rule === undefined || passing === undefined) return undefined;
    if (isGivenInstead(rule.answer))
      return changedAnswer(NOTHING_SENT, changeByRule(rule, passing)) ?? { response: NOTHING_SENT };
    decided.set(request, rule);
    return undefined;
  };
  const answer = (exchange: Exchange): GivenAnswer | undefined => {
    const { request, response } = exchange;
    const rule = decided.get(request);
    const passing = readPassing(contract, request);
    if (rule === undefined || passing === undefined || response === undefined) return undefined;
    return changedAnswer(response, changeByRule(rule, passing, answered(passing, exchange, response)));
  };
  return { instead, answer, applied };
}
