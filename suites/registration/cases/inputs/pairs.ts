import { validOf } from "#spec/requirement.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { chosenInput, factorsOf } from "#generators/pairs/chosen-input.ts";
import { coveringChoices } from "#generators/pairs/covering-choices.ts";
import type { Choice } from "#generators/pairs/factor.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { deregisterAnswer, sameCluster } from "#suites/oracles/clusters/cluster-answers.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { deregisterOnceShown, describeOnceShown } from "#suites/registration/session/steps/consistency.ts";
import { scenario } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { mustBeAccepted, registerValid } from "./valid-registration.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

/**
 * Valid registrations in which every two looks of two members meet, each described and deregistered: what works for
 * either may break for both. The looks are read off the schema.
 */
export function pairCases(contract: Contract, generation: GenerationContext): Case[] {
  const operation = contract.operation(OPERATIONS.register);
  return pairChoices(contract, generation).map((choice, index) => ({
    ...scenario({
      id: `${operation.prefix}/pairs/${index}`,
      requirements: pairRequirements(operation),
      summary: inWords(choice),
      needs: [operation.id, OPERATIONS.describe, OPERATIONS.deregister],
      run: (session) =>
        liveShortly(session, operation, chosenInput(operation.input, generation, { salt: session.salt(), choice })),
    }),
    choice,
  }));
}

/** What each pair is judged by. */
export function pairRequirements(operation: Operation): string[] {
  return [validOf(operation), "describe.after-register", "deregister.answer", "deregister.same-cluster"];
}

/** The choices of the pair cases, worked out once for each contract and each setting of its inputs. */
export function pairChoices(contract: Contract, generation: GenerationContext): readonly Choice[] {
  const known = choicesOf(contract);
  const key = JSON.stringify(generation);
  const choices = known.get(key) ?? coverPairs(contract, generation);
  known.set(key, choices);
  return choices;
}

const choicesOf = perObject((_: Contract) => new Map<string, readonly Choice[]>());

function coverPairs(contract: Contract, generation: GenerationContext): Choice[] {
  const operation = contract.operation(OPERATIONS.register);
  return coveringChoices(factorsOf(operation.input, generation), (choice) =>
    mustBeAccepted(contract, operation, chosenInput(operation.input, generation, { salt: "pairs", choice })),
  );
}

/** `name: first K; tags: 25`, with what is plain left out. */
function inWords(choice: Choice): string {
  const told = Object.entries(choice).filter(([, chosen]) => chosen !== "plain");
  return told.map(([key, chosen]) => `${key.slice(1).replace(":", " ")}: ${chosen}`).join("; ");
}

async function liveShortly(session: CaseSession, operation: Operation, input: JsonObject): Promise<void> {
  const { registered } = await registerValid(session, operation, input);
  if (registered === undefined) return;
  const { name } = registered;
  const described = await describeOnceShown(session, name);
  session.judge("describe.after-register", sameCluster(registered, described), described.exchange);
  const removed = await deregisterOnceShown(session, name);
  session.judge("deregister.answer", deregisterAnswer(removed, name), removed.exchange);
}
