import type { AsyncCommand } from "fast-check";
import { uuidOf } from "../schema/fresh-value.ts";
import {
  type Created,
  type Foretold,
  HistoryMismatch,
  type HistorySystem,
  type Listed,
  type ListedNames,
  type ListRequest,
  type RefusedRequest,
} from "./history-system.ts";
import { ERRORS } from "../../spec/registration/registered-cluster.ts";

interface KnownRegistration {
  readonly token: string;
  readonly activation: string;
}

/** The names of a history and what is known to be registered under them. */
export interface HistoryModel {
  readonly names: readonly string[];
  readonly registered: Map<string, KnownRegistration>;
  /** Every activation handed out so far for a name. */
  readonly activations: Map<string, Set<string>>;
  /** Counts tokens, so that no two are the same. */
  tokens: number;
}

export function emptyModel(names: readonly string[]): HistoryModel {
  return { names, registered: new Map(), activations: new Map(), tokens: 0 };
}

type Command = AsyncCommand<HistoryModel, HistorySystem>;

function freeNames(model: Readonly<HistoryModel>): string[] {
  return model.names.filter((name) => !model.registered.has(name));
}

function takenNames(model: Readonly<HistoryModel>): string[] {
  return model.names.filter((name) => model.registered.has(name));
}

/** One of the names a step can use, by a slot taken modulo their number, so that each drawn slot means one. */
function pick(names: readonly string[], slot: number): string {
  const name = names[slot % names.length];
  if (name === undefined) throw new RangeError("No name is left to pick from.");
  return name;
}

function tokenFor(model: HistoryModel, name: string): string {
  model.tokens += 1;
  return uuidOf("history", name, model.tokens);
}

function refusal(outcome: { readonly kind: string } | RefusedRequest): string {
  return "status" in outcome ? `${outcome.status} ${outcome.code ?? "without an error code"}` : outcome.kind;
}

/** A success may lead in circles, or hold no list. */
function brokenList(outcome: RefusedRequest): string {
  return outcome.status < 300 ? `${outcome.status} without a list that comes to an end` : refusal(outcome);
}

const TAKEN = { status: 409, code: ERRORS.taken } as const;
const UNKNOWN = { status: 404, code: ERRORS.unknown } as const;

/** Throws a mismatch unless the outcome is this refusal. */
function expectRefused(
  foretold: Foretold,
  outcome: { readonly kind: string } | RefusedRequest,
  { status, code }: typeof TAKEN | typeof UNKNOWN,
): void {
  if ("status" in outcome && outcome.status === status && outcome.code === code) return;
  throw new HistoryMismatch(foretold, `${status} ${code}`, refusal(outcome));
}

function record(model: HistoryModel, name: string, token: string, { activation }: Created): void {
  model.registered.set(name, { token, activation });
  model.activations.set(name, new Set([...(model.activations.get(name) ?? []), activation]));
}

const REGISTERS = "register(free";

/** A step in words is one that registers, where the endpoint does as it should. */
export function registers(step: string): boolean {
  return step.startsWith(REGISTERS);
}

/** Registers a name that is free: new, or given up before. */
export function registerFree(slot: number): Command {
  return {
    check: (model) => freeNames(model).length > 0,
    run: async (model, system) => {
      const name = pick(freeNames(model), slot);
      const token = tokenFor(model, name);
      const earlier = model.activations.get(name);
      const foretold = { expectation: earlier === undefined ? "register-new" : "register-again", name } as const;
      const outcome = await system.register(name, token);
      if (outcome.kind === "error") throw new HistoryMismatch(foretold, "a registration", refusal(outcome));
      if (outcome.activation !== "" && earlier?.has(outcome.activation) === true) {
        throw new HistoryMismatch(foretold, "another activation than before", outcome.activation);
      }
      record(model, name, token, outcome);
    },
    toString: () => `${REGISTERS} ${slot})`,
  };
}

/** Registers a taken name with another token. */
export function registerTaken(slot: number): Command {
  return {
    check: (model) => takenNames(model).length > 0,
    run: async (model, system) => {
      const name = pick(takenNames(model), slot);
      const outcome = await system.register(name, tokenFor(model, name));
      expectRefused({ expectation: "register-taken", name }, outcome, TAKEN);
    },
    toString: () => `register(taken ${slot})`,
  };
}

/** Sends a registration again as it was: answered as the first time, or refused, but never carried out twice. */
export function registerReplayed(slot: number): Command {
  return {
    check: (model) => takenNames(model).length > 0,
    run: async (model, system) => {
      const name = pick(takenNames(model), slot);
      const { token, activation } = model.registered.get(name) ?? { token: "", activation: "" };
      const foretold = { expectation: "register-replay", name } as const;
      const outcome = await system.register(name, token);
      if (outcome.kind === "error") expectRefused(foretold, outcome, TAKEN);
      else if (outcome.activation !== activation) {
        throw new HistoryMismatch(foretold, `activation ${activation}`, `activation ${outcome.activation}`);
      }
    },
    toString: () => `register(same token ${slot})`,
  };
}

/** Describes a name, taken or free. */
export function describeName(slot: number): Command {
  return {
    check: () => true,
    run: async (model, system) => {
      const name = pick(model.names, slot);
      if (!model.registered.has(name)) {
        const outcome = await system.describe(name, "absent");
        expectRefused({ expectation: "describe-absent", name }, outcome, UNKNOWN);
        return;
      }
      const outcome = await system.describe(name, "present");
      const received = outcome.kind === "error" ? refusal(outcome) : `cluster ${outcome.name}`;
      if (outcome.kind === "error" || outcome.name !== name) {
        throw new HistoryMismatch({ expectation: "describe-present", name }, `cluster ${name}`, received);
      }
    },
    toString: () => `describe(${slot})`,
  };
}

/** Deregisters a name, taken or free. */
export function deregisterName(slot: number): Command {
  return {
    check: () => true,
    run: async (model, system) => {
      const name = pick(model.names, slot);
      const registered = model.registered.has(name);
      const outcome = await system.deregister(name, registered ? "present" : "absent");
      if (!registered) {
        expectRefused({ expectation: "deregister-absent", name }, outcome, UNKNOWN);
        return;
      }
      if (outcome.kind === "error") {
        throw new HistoryMismatch({ expectation: "deregister-present", name }, "a deregistration", refusal(outcome));
      }
      model.registered.delete(name);
    },
    toString: () => `deregister(${slot})`,
  };
}

/** Walks through the whole list. */
export function listNames(request: ListRequest): Command {
  return {
    check: () => true,
    run: async (model, system) => {
      const taken = takenNames(model);
      const names = request.all ? { present: taken, absent: freeNames(model) } : { present: [], absent: model.names };
      const foretold = { ...names, pageSize: request.pageSize };
      const expectation = request.all ? "list-all" : "list-without-connected";
      const outcome = await system.list(request, names);
      if (outcome.kind === "error") {
        throw new HistoryMismatch({ ...foretold, expectation }, "a list", brokenList(outcome));
      }
      const wrong = wrongNames(outcome, names);
      if (wrong !== undefined) {
        const found = request.all && wrong.isOfAbsent ? "list-gone" : expectation;
        throw new HistoryMismatch({ ...foretold, expectation: found }, wrong.expected, wrong.received);
      }
      const longest = Math.max(0, ...outcome.pages.map((page) => page.length));
      if (request.pageSize !== undefined && longest > request.pageSize) {
        const expected = `at most ${request.pageSize} names a page`;
        throw new HistoryMismatch({ ...foretold, expectation: "list-page-size" }, expected, String(longest));
      }
    },
    toString: () => `list(${request.all ? "all" : "own"}, ${request.pageSize ?? "any"} a page)`,
  };
}

interface WrongNames {
  readonly expected: string;
  readonly received: string;
  /** The list has names that it must not have. */
  readonly isOfAbsent: boolean;
}

function wrongNames({ pages }: Listed, { present, absent }: ListedNames): WrongNames | undefined {
  const names = pages.flat();
  const missing = present.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return { expected: `${missing.join(", ")} in the list`, received: "not listed", isOfAbsent: false };
  }
  const spurious = absent.filter((name) => names.includes(name));
  if (spurious.length > 0) {
    return { expected: `${spurious.join(", ")} not in the list`, received: "listed", isOfAbsent: true };
  }
  const repeated = present.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (repeated.length > 0) {
    return { expected: `${repeated.join(", ")} once`, received: "listed twice", isOfAbsent: false };
  }
  return undefined;
}
