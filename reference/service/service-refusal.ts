import { Refusal, type ErrorCode } from "../refusal.ts";
import type { ModelError } from "./model/operation.ts";

/** An error of the service's own model. */
export class ServiceRefusal extends Refusal {
  readonly status: number;
  /** Members beside the message. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor({ code, status }: Pick<ModelError, "code" | "status">, message: string, members = {}) {
    // The codes of a model are data: nothing but the rendering reads them.
    super(code as ErrorCode, message);
    this.status = status;
    this.members = members;
  }
}
