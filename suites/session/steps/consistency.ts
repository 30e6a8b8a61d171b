import type { JsonObject } from "../../../spec/json/json.ts";
import type { Reply } from "../../../protocol/answers/reply.ts";
import type { CaseSession, CaseSendOptions } from "../session.ts";

export interface Freed {
  readonly reply: Reply;
  /** What to add to the words received: the name stayed taken for a while. */
  readonly remark: string;
}

/** Registers a name that was deregistered: it may stay taken for as long as writes take to show. */
export async function registerOnceFree(
  session: CaseSession,
  input: JsonObject,
  options?: CaseSendOptions,
): Promise<Freed> {
  let attempts = 0;
  const reply = await session.eventually(
    () => {
      attempts += 1;
      return session.register(input, options);
    },
    ({ status }) => status !== 409,
  );
  return { reply, remark: attempts > 1 && reply.status !== 409 ? ", once the name was free" : "" };
}

/** Deregisters a cluster that is gone: while it goes, the answer may be as if it were there, or that it is in use. */
export async function deregisterUntilUnknown(session: CaseSession, name: string): Promise<Reply> {
  return session.eventually(
    () => session.deregister(name),
    ({ status }) => status === 404,
  );
}

/** Deregisters a cluster that may be unknown for as long as writes take to show. */
export async function deregisterOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return session.eventually(
    () => session.deregister(name),
    ({ status }) => status !== 404 || !session.context.registrations.isLive(name),
  );
}
