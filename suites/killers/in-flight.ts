import type { CaseStep, Target } from "#endpoint/target.ts";
import type { WireRequest } from "#protocol/exchange.ts";

/** A request that may have ended the endpoint, and of which case it is. */
export interface Suspect {
  readonly request: WireRequest;
  readonly step: CaseStep | undefined;
}

interface FollowedRequest extends Suspect {
  /** Places in the order of what happened: sends, answers, losses. */
  readonly sentAt: number;
  lostAt?: number;
}

/** Requests that were never answered: one of them may be what ended the endpoint. */
export class InFlight {
  #count = 0;
  /** Requests that were answered. */
  answered = 0;
  readonly #unanswered = new Set<FollowedRequest>();

  /** The same target, each request followed until it is answered. */
  followed(target: Target): Target {
    return {
      ...target,
      send: async (request, options) => {
        const sent: FollowedRequest = { request, step: options?.step, sentAt: this.#next() };
        this.#unanswered.add(sent);
        try {
          const delivery = await target.send(request, options);
          if (delivery.last.response === undefined) sent.lostAt = this.#next();
          else this.#answered(sent);
          return delivery;
        } catch (error) {
          sent.lostAt = this.#next();
          throw error;
        }
      },
    };
  }

  /**
   * Unanswered requests that were under way when the first of them was lost: what was sent later found it dead. Those
   * that open a case come first, since the case sends them again without anything before.
   */
  suspects(): Suspect[] {
    const lost = [...this.#unanswered].map(({ lostAt }) => lostAt).filter((at) => at !== undefined);
    const firstLoss = Math.min(...lost);
    const suspects = [...this.#unanswered].filter(({ sentAt }) => sentAt < firstLoss);
    return suspects.toSorted((a, b) => Number(b.step?.opens === true) - Number(a.step?.opens === true));
  }

  #next(): number {
    return (this.#count += 1);
  }

  /** An answer to what was sent after a loss shows that the endpoint had lived on. */
  #answered(sent: FollowedRequest): void {
    this.answered += 1;
    this.#unanswered.delete(sent);
    for (const other of this.#unanswered) {
      if (other.lostAt !== undefined && other.lostAt < sent.sentAt) this.#unanswered.delete(other);
    }
  }
}
