import type { GenerationContext } from "../../generators/schema/context.ts";
import { chosenInput, factorsOf } from "../../generators/pairs/chosen-input.ts";
import { choicesOfEachClass } from "../../generators/pairs/covering-choices.ts";
import type { Choice } from "../../generators/pairs/factor.ts";
import { hashHex, hashNumber } from "../../generators/strings/hash.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { clusterOf, isSuccess } from "../../protocol/reply.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import { isJsonObject, type JsonObject } from "../../spec/json/json.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { check, wanting } from "../oracles/finding.ts";
import { classify } from "../oracles/expectation.ts";
import type { Case } from "../session/case.ts";
import { deregisterOnceShown } from "../session/consistency.ts";
import { judgeReply } from "../session/judge-reply.ts";
import { scenario } from "../session/scenario.ts";
import type { CaseSession } from "../session/session.ts";
import { withRunTag } from "../session/tagged-input.ts";
import { deregisterAnswer, judgeGone, listFinding, listUntil, sameCluster } from "./lifecycle.ts";

const ROLE_REQUIRED = "register.connector-config.role-arn.required";

/** The look of one registration, and whether its name is long enough to be nobody else's. */
interface Life {
  readonly id: string;
  readonly summary: string;
  readonly alone: boolean;
  readonly inputFor: (salt: string) => JsonObject;
}

/**
 * A whole life for each look of a registration: refused for what it lacks, registered, listed, described, deregistered,
 * and unknown from then on. What an operation does wrong for one look alone shows here, in its errors too.
 */
export function wholeLifeCases(contract: Contract, generation: GenerationContext): Case[] {
  const operation = contract.operation("RegisterCluster");
  return livesOf(contract, generation).map((life) =>
    scenario({
      id: `${operation.prefix}/lives/${life.id}`,
      requirements: lifeRequirements(operation, life.alone),
      summary: `register, list, describe and deregister a cluster; ${life.summary}`,
      needs: [operation.id, "ListClusters", "DescribeCluster", "DeregisterCluster"],
      // One that must be refused, and may be taken, is among them.
      live: 2,
      run: (session) => live(session, operation, life),
    }),
  );
}

/** What a life is judged by; one whose name may be somebody else's is not followed beyond its deregistration. */
export function lifeRequirements({ prefix }: Operation, alone = true): string[] {
  const whileThere = [`${prefix}.valid`, "list.include-all", "describe.after-register", "deregister.answer"];
  return alone ? [...whileThere, "describe.after-deregister", "deregister.twice"] : whileThere;
}

function livesOf(contract: Contract, generation: GenerationContext): Life[] {
  const operation = contract.operation("RegisterCluster");
  const allows = (input: JsonObject): boolean => {
    const request = encodeInput(operation, input);
    return request !== undefined && classify(contract, request).expectation === "must-accept";
  };
  const chosen = (salt: string, choice: Choice): JsonObject =>
    chosenInput(operation.input, generation, { salt, choice });
  const choices = choicesOfEachClass(factorsOf(operation.input), (choice) => allows(chosen("lives", choice)));
  const looks = choices.map((choice, index): Life => ({
    id: String(index),
    summary: `look ${index + 1} of ${choices.length}`,
    alone: true,
    inputFor: (salt) => chosen(salt, choice),
  }));
  const named = (id: string, summary: string, alone: boolean, nameFor: (salt: string) => string): Life => ({
    id,
    summary,
    alone,
    inputFor: (salt) => ({ ...chosen(salt, choices[0] ?? {}), name: nameFor(salt) }),
  });
  return [
    ...looks,
    named("short", "a short name without a hyphen", true, (salt) => hashHex("short", salt).slice(0, SHORT)),
    named("one-letter", "a name of one character", false, oneCharacter),
  ].filter(({ inputFor }) => allows(inputFor("lives")));
}

/** 36 bits of a hash, which hardly anybody else's name has. */
const SHORT = 9;
const ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function oneCharacter(salt: string): string {
  return ALPHANUMERIC.charAt(Number(hashNumber("one character", salt) % BigInt(ALPHANUMERIC.length)));
}

async function live(session: CaseSession, operation: Operation, { alone, inputFor }: Life): Promise<void> {
  const { contract, runTag } = session.context;
  const plain = inputFor(session.salt());
  const input = runTag === undefined ? plain : withRunTag(contract, operation, plain, runTag);
  await refuse(session, operation, inputFor(session.salt("refused")));
  const request = encodeInput(operation, input);
  if (request === undefined) throw new Error("the input no longer fits into a request");
  const name = String(input["name"]);
  // Whatever the answer is, the oracles of every answer judge it.
  if (!alone) await session.describe(name);
  const reply = await session.send(request);
  // A name of one character is often somebody's; whether a free one is taken for taken is judged elsewhere.
  if (!alone && reply.status === 409) return;
  session.judge(`${operation.prefix}.valid`, await judgeReply(session, reply, session.classify(request)));
  const cluster = clusterOf(reply);
  if (!isSuccess(reply) || cluster === undefined) return;
  await look(session, name);
  const described = await session.eventually(() => session.describe(name), isSuccess);
  session.judge("describe.after-register", sameCluster({ name, input, cluster, reply }, described));
  const removed = await deregisterOnceShown(session, name);
  session.judge("deregister.answer", deregisterAnswer(removed, name));
  // Somebody else may have a name of one character by now.
  if (alone && isSuccess(removed)) await judgeGone(session, name);
}

/** A registration without its role must be refused. */
async function refuse(session: CaseSession, operation: Operation, input: JsonObject): Promise<void> {
  const config = input["connectorConfig"];
  if (!isJsonObject(config) || !session.context.knownRequirements.has(ROLE_REQUIRED)) return;
  const others = Object.fromEntries(Object.entries(config).filter(([member]) => member !== "roleArn"));
  const request = encodeInput(operation, { ...input, connectorConfig: others });
  if (request === undefined) return;
  const classification = session.classify(request);
  if (classification.expectation !== "must-reject") return;
  const reply = await session.send(request);
  session.judge(ROLE_REQUIRED, await judgeReply(session, reply, classification));
}

async function look(session: CaseSession, name: string): Promise<void> {
  const listing = await listUntil(session, (names) => names.includes(name));
  session.judge("list.include-all", listFinding(listing, name, true));
  const most = Math.max(0, ...listing.pages.map((page) => page.filter((each) => each === name).length));
  const paged = check(most < 2, "no name twice on a page", most < 2 ? "none" : "one twice on a page");
  session.judge("list.paging", wanting(paged, { list: { once: [name] } }));
}
