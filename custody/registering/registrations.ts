import type { WireRequest } from "../../protocol/exchange.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";
import { openCustody } from "../resources/resource-account.ts";
import { keepResources, type ResourceKeeper } from "../resources/resource-keeper.ts";
import { createCluster, type CreateOptions, type Creation, type RegisteringCustody } from "./create-cluster.ts";
import { noteNamedByAnswer } from "./named-by-answer.ts";

export type RegistrationsOptions = Omit<RegisteringCustody, "service" | "account" | "trustsNames">;

/** The keeper of registered clusters, which sends what makes them: a lost reply is reconciled before anything is judged. */
export interface Registrations extends ResourceKeeper {
  create(request: WireRequest, options: CreateOptions): Promise<Creation>;
  /** Takes the answer to a request that is not to register anything. */
  noteAnswered(reply: Reply, caseId: string): void;
}

export function openRegistrations({ target, ...options }: RegistrationsOptions): Registrations {
  const custody = openCustody({ ...options, service: registrationService() });
  return {
    ...keepResources(custody),
    create: (request, creating) => createCluster({ ...custody, target }, request, creating),
    noteAnswered: (reply, caseId) => noteNamedByAnswer(custody, reply, { caseId, isValid: false }),
  };
}
