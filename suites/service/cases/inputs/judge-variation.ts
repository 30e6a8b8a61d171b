import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { mayHaveWorked } from "#suites/service/creating/after-failure.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { noteSpoilt } from "#suites/service/spoilt-resources.ts";
import { anotherInState, noteTaken } from "#suites/service/states/own-state.ts";
import { unlessPlainRefused } from "./refused-plain-input.ts";
import { sendOnceIdle, unlessOfTheMoment } from "./send-once-idle.ts";

/** A plain request of an operation with one thing changed, which is judged against the plain one. */
export interface Variation {
  readonly operation: Operation;
  /** What the operation creates. */
  readonly creates: Resource | undefined;
  /** What that would belong to: the shared resource of that kind, unless told. */
  readonly parent: MadeResource | undefined;
  /** A resource of its own that the operation is asked of, in the state in which it is taken: the shared one, unless told. */
  readonly own: MadeResource | undefined;
  /** The plain input is about a resource of the case's own, whatever state that is in by now. */
  readonly isOther?: boolean;
  /** What must become of it. */
  readonly side: "accept" | "reject";
  /** Makes the plain input, for each slot with other fresh values. */
  readonly plain: (slot: string, made: MadeResource | undefined) => JsonObject | undefined;
  /** Changes a plain input; undefined where the outcome cannot be sent. */
  readonly change: (plain: JsonObject) => ChangedInput | undefined;
  /** Makes the member that it is about, with a value that must be accepted; undefined if the plain input has it. */
  readonly member?: () => JsonObject | undefined;
  /** It is about how many tags there are. */
  readonly keepsCount?: boolean;
  /** A change of what is under way is sent again when that is over; what is only observed is not worth that time. */
  readonly isPatient?: boolean;
}

/** What is sent, and the input that it is of. */
export interface ChangedInput {
  readonly input: JsonObject;
  readonly request: WireRequest;
}

/** Sends it, in its turn where others are under way. */
export function sendVariation(session: ServiceSession, variation: Variation, changed: ChangedInput): Promise<Reply> {
  const { operation, creates, own, isPatient = true } = variation;
  if (creates !== undefined || !isPatient) return sendNow(session, variation, changed);
  return sendOnceIdle(session, operation, changed.request, own);
}

async function sendNow(
  session: ServiceSession,
  { creates, parent, keepsCount = false }: Variation,
  { input, request }: ChangedInput,
): Promise<Reply> {
  if (creates === undefined) return session.send(request);
  return (await session.create(creates, request, { input, parent, keepsCount })).reply;
}

/** Notes what became of the resource that it changed; `breaks`: where it was taken, nothing says what that looks like. */
export function noteChanged(
  session: ServiceSession,
  { operation, creates, own }: Variation,
  { reply, breaks }: { readonly reply: Reply; readonly breaks: boolean },
): void {
  if (creates !== undefined || !mayBeTaken(reply)) return;
  if (own !== undefined) noteTaken(session, operation);
  else if (breaks && isSuccess(reply)) noteSpoilt(session.context, operation, reply);
}

interface VariationSent {
  readonly changed: ChangedInput;
  readonly reply: Reply;
  readonly judge: (reply: Reply) => Finding;
}

/** What was found, and the answer that shows it. */
interface VariationFound {
  readonly finding: Finding;
  readonly reply: Reply;
}

/** A finding counts only against a plain input that was answered properly, and a refusal where it recurs by itself. */
export async function judgeVariation(
  session: ServiceSession,
  variation: Variation,
  { changed, reply, judge }: VariationSent,
): Promise<VariationFound> {
  const { operation, creates, parent, own, isOther = false, side, plain, change, member, isPatient = true } = variation;
  let latest = reply;
  const finding = await unlessPlainRefused(session, judge(reply), {
    operation,
    creates,
    parent,
    own,
    isOther,
    plain: (slot) => plain(slot, own),
    member: member ?? (() => undefined),
    reply,
    again: async () => {
      latest = await sendVariation(session, variation, changed);
      return judge(latest);
    },
    side,
  });
  if (side === "reject" || (finding.grade === "unclear" && !isPatient)) return { finding, reply: latest };
  // The plain input that it was compared with may have been taken meanwhile.
  const send = async (): Promise<Reply> => {
    const made = creates === undefined && own !== undefined ? await anotherInState(session, operation) : undefined;
    const input = made && plain("again", made);
    const another = input && change(input);
    if (another === undefined) return sendNow(session, variation, changed);
    const answer = await session.send(another.request);
    if (mayBeTaken(answer)) noteTaken(session, operation);
    return answer;
  };
  return unlessOfTheMoment(session, finding, { operation, creates, parent, own, reply: latest, send, judge });
}

/** Whether what was sent may have been carried out. */
export function mayBeTaken(reply: Reply): boolean {
  return isSuccess(reply) || mayHaveWorked(reply);
}
