import { Refusal, type ErrorCode } from "#reference/refusal.ts";
import type { ModelError } from "./model/operation.ts";

/** Why a request is refused: its input breaks the model, or names what is not there, or is taken; or it asks for the error. */
export type RefusalReason = "invalid" | "unknown" | "taken" | "taken-by-other" | "state" | "limit" | "provoked";

/** An error of the service's own model. */
export class ServiceRefusal extends Refusal {
  readonly reason: RefusalReason;
  readonly status: number;
  /** Members beside the message. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    reason: RefusalReason,
    { code, status }: Pick<ModelError, "code" | "status">,
    message: string,
    members = {},
  ) {
    // The codes of a model are data: nothing but the rendering reads them.
    super(code as ErrorCode, message);
    this.reason = reason;
    this.status = status;
    this.members = members;
  }
}
