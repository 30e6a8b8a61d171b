import type {
  Created,
  Deregistered,
  FoundCluster,
  HistorySystem,
  Listed,
  ListRequest,
  RefusedRequest,
} from "../../generators/history/history-system.ts";

/** Ways in which the fake register departs from what a history expects. */
export interface Faults {
  readonly overwrites?: boolean;
  readonly replaysAnew?: boolean;
  readonly forgetsDeregistration?: boolean;
  readonly reusesActivation?: boolean;
  readonly listsConnected?: boolean;
  readonly hidesSecond?: boolean;
  readonly ignoresPageSize?: boolean;
  readonly deregistersAnything?: boolean;
}

const taken: RefusedRequest = { kind: "error", code: "ResourceInUseException", status: 409 };
const unknown: RefusedRequest = { kind: "error", code: "ResourceNotFoundException", status: 404 };

/** A register of names in memory that keeps every promise but those its faults name. */
export class FakeRegister implements HistorySystem {
  readonly #faults: Faults;
  readonly #clusters = new Map<string, { token: string; activation: string }>();
  #activations = 0;

  constructor(faults: Faults = {}) {
    this.#faults = faults;
  }

  register(name: string, token: string): Promise<Created | RefusedRequest> {
    const known = this.#clusters.get(name);
    if (known?.token === token && this.#faults.replaysAnew !== true) {
      return Promise.resolve({ kind: "created", activation: known.activation });
    }
    if (known !== undefined && known.token !== token && this.#faults.overwrites !== true) return Promise.resolve(taken);
    this.#activations += 1;
    const activation = this.#faults.reusesActivation === true ? `for-${name}` : `activation-${this.#activations}`;
    this.#clusters.set(name, { token, activation });
    return Promise.resolve({ kind: "created", activation });
  }

  describe(name: string): Promise<FoundCluster | RefusedRequest> {
    return Promise.resolve(this.#clusters.has(name) ? { kind: "found", name } : unknown);
  }

  list({ all, pageSize = 100 }: ListRequest): Promise<Listed | RefusedRequest> {
    const names = all || this.#faults.listsConnected === true ? [...this.#clusters.keys()] : [];
    const shown = this.#faults.hidesSecond === true ? names.toSpliced(1, 1) : names;
    const size = this.#faults.ignoresPageSize === true ? 100 : pageSize;
    const pages = Array.from({ length: Math.max(1, Math.ceil(shown.length / size)) }, (_, page) =>
      shown.slice(page * size, (page + 1) * size),
    );
    return Promise.resolve({ kind: "listed", pages });
  }

  deregister(name: string): Promise<Deregistered | RefusedRequest> {
    if (!this.#clusters.has(name) && this.#faults.deregistersAnything !== true) return Promise.resolve(unknown);
    if (this.#faults.forgetsDeregistration !== true) this.#clusters.delete(name);
    return Promise.resolve({ kind: "deregistered" });
  }
}
