import type { WireRequest } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { openCustody } from "#custody/resources/resource-account.ts";
import { keepResources, type ResourceKeeper } from "#custody/resources/resource-keeper.ts";
import { createNamed, type CreateOptions, type Creation, type CreatingCustody } from "./create-named.ts";
import { noteNamedByAnswer } from "./named-by-answer.ts";

export type CreatingOptions = Omit<CreatingCustody, "account" | "trustsNames">;

/** A keeper that sends what creates, too: a lost reply is reconciled before anything is judged. */
export interface CreatingKeeper extends ResourceKeeper {
  create(request: WireRequest, options: CreateOptions): Promise<Creation>;
  /** Takes the answer to a request that is not to create anything, which may show one of this kind. */
  noteAnswered(reply: Reply, about: Pick<CreateOptions, "case" | "resource">): void;
}

export function keepCreating({ target, ...options }: CreatingOptions): CreatingKeeper {
  const custody = openCustody(options);
  return {
    ...keepResources(custody),
    create: (request, creating) => createNamed({ ...custody, target }, request, creating),
    noteAnswered: (reply, { case: caseId, resource }) =>
      noteNamedByAnswer(custody, reply, { caseId, resource, isValid: false }),
  };
}
