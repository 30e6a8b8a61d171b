import type { GenerationContext } from "../../generators/schema/context.ts";
import { chosenInput, factorsOf } from "../../generators/pairs/chosen-input.ts";
import { coveringChoices } from "../../generators/pairs/covering-choices.ts";
import type { Choice } from "../../generators/pairs/factor.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { clusterOf, isSuccess } from "../../protocol/reply.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { perObject } from "../../spec/per-object.ts";
import { classify } from "../oracles/expectation.ts";
import type { Case } from "../session/case.ts";
import { deregisterOnceShown } from "../session/consistency.ts";
import { judgeReply } from "../session/judge-reply.ts";
import { scenario } from "../session/scenario.ts";
import type { CaseSession } from "../session/session.ts";
import { withRunTag } from "../session/tagged-input.ts";
import { deregisterAnswer, sameCluster } from "./lifecycle.ts";

/**
 * Valid registrations in which every two looks of two members meet, each described and deregistered: what works for
 * either may break for both. The looks are read off the schema.
 */
export function pairCases(contract: Contract, generation: GenerationContext): Case[] {
  const operation = contract.operation("RegisterCluster");
  return choicesOf(contract)(generation).map((choice, index) =>
    scenario({
      id: `${operation.prefix}/pairs/${index}`,
      requirements: pairRequirements(operation),
      summary: inWords(choice),
      needs: [operation.id, "DescribeCluster", "DeregisterCluster"],
      run: (session) =>
        registerAndLook(session, operation, (salt) => chosenInput(operation.input, generation, { salt, choice })),
    }),
  );
}

/** What each pair is judged by. */
export function pairRequirements({ prefix }: Operation): string[] {
  return [`${prefix}.valid`, "describe.after-register", "deregister.answer"];
}

const choicesOf = perObject((contract: Contract) =>
  perObject((generation: GenerationContext) => {
    const operation = contract.operation("RegisterCluster");
    return coveringChoices(factorsOf(operation.input), (choice) => {
      const request = encodeInput(operation, chosenInput(operation.input, generation, { salt: "pairs", choice }));
      return request !== undefined && classify(contract, request).expectation === "must-accept";
    });
  }),
);

/** `name: first K; tags: 25`, with what is plain left out. */
function inWords(choice: Choice): string {
  const told = Object.entries(choice).filter(([, chosen]) => chosen !== "plain");
  return told.map(([key, chosen]) => `${key.slice(1).replace(":", " ")}: ${chosen}`).join("; ");
}

async function registerAndLook(
  session: CaseSession,
  operation: Operation,
  inputFor: (salt: string) => JsonObject,
): Promise<void> {
  const { contract, runTag } = session.context;
  const chosen = inputFor(session.salt());
  const input = runTag === undefined ? chosen : withRunTag(contract, operation, chosen, runTag);
  const request = encodeInput(operation, input);
  if (request === undefined) throw new Error("the input no longer fits into a request");
  const classification = session.classify(request);
  const reply = await session.send(request);
  session.judge(`${operation.prefix}.valid`, await judgeReply(session, reply, classification));
  const cluster = clusterOf(reply);
  if (!isSuccess(reply) || cluster === undefined) return;
  const name = String(input["name"]);
  const described = await session.eventually(() => session.describe(name), isSuccess);
  session.judge("describe.after-register", sameCluster({ name, input, cluster, reply }, described));
  session.judge("deregister.answer", deregisterAnswer(await deregisterOnceShown(session, name), name));
}
