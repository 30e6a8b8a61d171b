import { plainText } from "../../../../spec/json/plain-text.ts";
import { validOf } from "../../../../spec/requirement.ts";
import type { GenerationContext } from "../../../../generators/schema/generation-context.ts";
import { chosenInput, factorsOf } from "../../../../generators/pairs/chosen-input.ts";
import { choicesOfEachClass } from "../../../../generators/pairs/covering-choices.ts";
import type { Choice } from "../../../../generators/pairs/factor.ts";
import { hashHex, hashNumber } from "../../../../generators/strings/hash.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { perObject } from "../../../../spec/kept-per-object.ts";
import { deregisterAnswer, sameCluster } from "../../../oracles/clusters/cluster-answers.ts";
import { check, type Finding, wanting } from "../../../oracles/finding.ts";
import type { Case } from "../../session/cluster-case.ts";
import { deregisterOnceShown, describeOnceShown } from "../../session/steps/consistency.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { judgeGone } from "./lifecycle.ts";
import { listFinding, listUntil } from "../../session/steps/list-until.ts";
import { changeTags, listTagsOfNobody } from "../tagging/change-tags.ts";
import { mustBeAccepted, registerValid } from "../inputs/valid-registration.ts";
import { OPERATIONS, MEMBERS } from "../../../../spec/registration/registered-cluster.ts";
import { changeAt } from "../../../../generators/reduce/value-path.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";

const ROLE_REQUIRED = "register.connector-config.role-arn.required";

/** The look of one registration, and whether its name is long enough to be nobody else's. */
interface Life {
  readonly id: string;
  readonly summary: string;
  readonly alone: boolean;
  readonly inputFor: (salt: string) => JsonObject;
}

/**
 * A whole life for each look of a registration: refused for what it lacks, registered, listed, described, tagged and
 * untagged, deregistered, and unknown from then on. What an operation does wrong for one look alone shows here, in its errors too.
 */
export function wholeLifeCases(contract: Contract, generation: GenerationContext): Case[] {
  const operation = contract.operation(OPERATIONS.register);
  return livesOf(contract)(generation).map((life) =>
    scenario({
      id: `${operation.prefix}/lives/${life.id}`,
      requirements: lifeRequirements(operation, life.alone),
      summary: `register, list, describe and deregister a cluster; ${life.summary}`,
      needs: [operation.id, OPERATIONS.list, OPERATIONS.describe, OPERATIONS.deregister],
      // One that must be refused, and may be taken, is among them.
      live: 2,
      run: (session) => live(session, operation, life),
    }),
  );
}

/** What a life is judged by; one whose name may be somebody else's is not followed beyond its deregistration. */
export function lifeRequirements(operation: Operation, alone = true): string[] {
  const whileThere = [validOf(operation), "list.include-all", "describe.after-register", "deregister.answer"];
  return alone ? [...whileThere, "describe.after-deregister", "deregister.twice"] : whileThere;
}

/** The same for the same contract and context, so that planning once more costs nothing. */
const livesOf = perObject((contract: Contract) =>
  perObject((generation: GenerationContext): readonly Life[] => {
    const operation = contract.operation(OPERATIONS.register);
    const allows = (input: JsonObject): boolean => mustBeAccepted(contract, operation, input);
    const chosen = (salt: string, choice: Choice): JsonObject =>
      chosenInput(operation.input, generation, { salt, choice });
    const factors = factorsOf(operation.input, generation);
    const choices = choicesOfEachClass(factors, (choice) => allows(chosen("lives", choice)));
    const ofClasses = choices.map((choice, index): Life => ({
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
      ...ofClasses,
      named("short", "a short name without a hyphen", true, (salt) => hashHex("short", salt).slice(0, SHORT)),
      named("one-letter", "a name of one character", false, oneCharacter),
    ].filter(({ inputFor }) => allows(inputFor("lives")));
  }),
);

/** 36 bits of a hash, which hardly anybody else's name has. */
const SHORT = 9;
const ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function oneCharacter(salt: string): string {
  return ALPHANUMERIC.charAt(Number(hashNumber("one character", salt) % BigInt(ALPHANUMERIC.length)));
}

async function live(session: CaseSession, operation: Operation, { alone, inputFor }: Life): Promise<void> {
  const lacking = await registerWithoutRole(session, operation, inputFor(session.salt("refused")));
  const input = inputFor(session.salt());
  // Whatever the answer is, the oracles of every answer judge it.
  if (!alone) await session.describe(plainText(input["name"]));
  // A name of one character is often somebody's; whether a free one is taken for taken is judged elsewhere.
  const { reply, registered } = await registerValid(session, operation, input, ({ status }) => alone || status !== 409);
  // Where the registration is refused with its role as well, that is no word on the role.
  if (lacking !== undefined) {
    const { finding, reply: refusal } = lacking;
    const isKnown = finding.grade !== "missed" || isSuccess(refusal) || isSuccess(reply);
    if (isKnown) session.judge(ROLE_REQUIRED, finding, refusal.exchange);
  }
  if (registered === undefined) return;
  const { name } = registered;
  await judgeListings(session, name);
  const described = await describeOnceShown(session, name);
  session.judge("describe.after-register", sameCluster(registered, described), described.exchange);
  await changeTags(session, registered);
  const removed = await deregisterOnceShown(session, name);
  session.judge("deregister.answer", deregisterAnswer(removed, name), removed.exchange);
  // Somebody else may have a name of one character by now.
  if (!alone || !isSuccess(removed)) return;
  await judgeGone(session, name);
  await listTagsOfNobody(session, registered);
}

interface Lacking {
  readonly reply: Reply;
  readonly finding: Finding;
}

/** A registration without its role must be refused. */
async function registerWithoutRole(
  session: CaseSession,
  operation: Operation,
  input: JsonObject,
): Promise<Lacking | undefined> {
  if (!session.context.knownRequirements.has(ROLE_REQUIRED)) return undefined;
  const request = encodeInput(operation, changeAt(input, pointerTokens(MEMBERS.role.at), undefined));
  if (request === undefined) return undefined;
  const classification = session.classify(request);
  if (classification.expectation !== "must-reject") return undefined;
  const reply = await session.send(request);
  return { reply, finding: await judgeReply(session, reply, classification) };
}

async function judgeListings(session: CaseSession, name: string): Promise<void> {
  const listing = await listUntil(session, (names) => names.includes(name));
  session.judge("list.include-all", listFinding(listing, name, true), listing.last.exchange);
  const most = Math.max(0, ...listing.pages.map((page) => page.filter((each) => each === name).length));
  const paged = check(most < 2, "no name twice on a page", most < 2 ? "none" : "one twice on a page");
  session.judge("list.paging", wanting(paged, { list: { once: [name] } }), listing.last.exchange);
}
