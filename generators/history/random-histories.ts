import fc, { type Arbitrary, type AsyncCommand } from "fast-check";
import { hashSeed } from "../strings/hash.ts";
import {
  deregisterName,
  describeName,
  emptyModel,
  listNames,
  registerFree,
  registerReplayed,
  registerTaken,
  type HistoryModel,
  registers,
} from "./history-commands.ts";
import type { HistorySystem } from "./history-system.ts";

/** Steps of one history; made for one run, as fast-check marks the steps that were taken. */
export type HistoryCommands = Iterable<AsyncCommand<HistoryModel, HistorySystem>>;

export interface HistoryOptions {
  /** Steps at most. */
  readonly maxCommands?: number;
  /** Names that a history uses. */
  readonly poolSize?: number;
}

const MAX_COMMANDS = 12;
const POOL = 3;

/** Histories of registering, repeating, reading, listing and deregistering a few names, biased towards registering. */
export function historyCommands({
  maxCommands = MAX_COMMANDS,
  poolSize = POOL,
}: HistoryOptions = {}): Arbitrary<HistoryCommands> {
  const slot = fc.nat({ max: poolSize - 1 });
  const pageSize = fc.option(fc.integer({ min: 1, max: poolSize }), { nil: undefined });
  const register = slot.map(registerFree);
  // A command listed twice is drawn twice as often.
  const steps = [
    register,
    register,
    slot.map(registerTaken),
    slot.map(registerReplayed),
    slot.map(describeName),
    slot.map(deregisterName),
    fc.record({ all: fc.boolean(), pageSize }).map(listNames),
  ];
  return fc.commands(steps, { maxCommands, size: "max" });
}

/**
 * Plays a history against a system, on names that are free at its start, and throws a `HistoryMismatch` at the first
 * step whose outcome is not the model's. Whatever the system's methods throw passes through.
 */
export async function runHistory(
  system: HistorySystem,
  history: HistoryCommands,
  names: readonly string[],
): Promise<void> {
  await fc.asyncModelRun(() => ({ model: emptyModel(names), real: system }), history);
}

export interface DrawnHistory {
  /** `history/7`. */
  readonly key: string;
  /** The steps in words, those left out of a run included. */
  readonly steps: readonly string[];
  /** How many of them register a cluster. */
  readonly registrations: number;
  readonly commands: HistoryCommands;
}

/** Random histories, lazily; the same seed gives the same ones. */
export function* randomHistories(seed: number, count: number, options: HistoryOptions = {}): Iterable<DrawnHistory> {
  const arbitrary = historyCommands(options);
  for (let index = 0; index < count; index += 1) {
    const [commands] = fc.sample(arbitrary, { seed: hashSeed(seed, "history", index), numRuns: 1 });
    if (commands === undefined) continue;
    const steps = Array.from(commands, String);
    yield { key: `history/${index}`, steps, registrations: steps.filter(registers).length, commands };
  }
}
