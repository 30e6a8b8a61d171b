import { describe, expect, test } from "@jest/globals";
import type { AsyncCommand } from "fast-check";
import {
  deregisterName,
  describeName,
  emptyModel,
  listNames,
  registerFree,
  registerReplayed,
  registers,
  registerTaken,
  type HistoryModel,
} from "../../../generators/history/history-commands.ts";
import type { HistorySystem } from "../../../generators/history/history-system.ts";
import { randomHistories, runHistory } from "../../../generators/history/random-histories.ts";
import { FakeRegister } from "../fake-register.ts";

const NAMES = ["one", "two"];
const LIST = { all: true, pageSize: undefined };

/** Carries out the steps that may be, one after the other. */
async function play(system: HistorySystem, ...steps: AsyncCommand<HistoryModel, HistorySystem>[]) {
  const model = emptyModel(NAMES);
  for (const step of steps) if (await step.check(model)) await step.run(model, system);
  return model;
}

test("whatever the history, the model knows the clusters that the register has", async () => {
  for (const { commands } of randomHistories(5, 50)) {
    const register = new FakeRegister();
    await runHistory(register, commands, NAMES);
    const listed = await register.list(LIST);
    const model = await play(new FakeRegister(), ...commands);
    expect([...model.registered.keys()].sort()).toEqual(listed.kind === "listed" ? listed.pages.flat().sort() : []);
  }
});

test.each([
  ["registers what is free", registerFree(0), true],
  ["registers what is taken", registerTaken(0), false],
  ["registers again with its token", registerReplayed(0), false],
  ["describes", describeName(0), true],
  ["deregisters", deregisterName(0), true],
  ["lists", listNames(LIST), true],
])("a step that %s may begin a history: %#", (_what, step, may) => {
  expect(step.check(emptyModel(NAMES))).toBe(may);
});

test("where all names are taken, none is registered anew", async () => {
  const model = await play(new FakeRegister(), registerFree(0), registerFree(0));
  expect([...model.registered.keys()]).toEqual(NAMES);
  expect(registerFree(0).check(model)).toBe(false);
});

test("no two registrations have one token", async () => {
  const tokens: string[] = [];
  const register = new FakeRegister();
  const watched: HistorySystem = {
    ...{ describe: (name) => register.describe(name), list: (request) => register.list(request) },
    deregister: (name) => register.deregister(name),
    register: (name, token) => (tokens.push(token), register.register(name, token)),
  };
  await play(watched, registerFree(0), registerTaken(0), registerFree(0), deregisterName(0), registerFree(0));
  expect(tokens).toHaveLength(4);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test("a deregistration carries whether the name is registered", async () => {
  const register = new FakeRegister();
  const wanted: string[] = [];
  const watched: HistorySystem = {
    register: (name, token) => register.register(name, token),
    ...{ describe: (name) => register.describe(name), list: (request) => register.list(request) },
    deregister: (name, expected) => (wanted.push(expected), register.deregister(name)),
  };
  await play(watched, registerFree(0), deregisterName(0), deregisterName(0));
  expect(wanted).toEqual(["present", "absent"]);
});

test("of the steps in words, those alone register that take a free name", () => {
  const steps = [registerFree(3), registerTaken(3), registerReplayed(3), describeName(3), deregisterName(3)];
  expect(steps.map(String).filter(registers)).toEqual([String(registerFree(3))]);
});

describe("a description", () => {
  test("of another cluster is no description", async () => {
    const register = new FakeRegister();
    const liar: HistorySystem = {
      register: (name, token) => register.register(name, token),
      list: (request) => register.list(request),
      deregister: (name) => register.deregister(name),
      describe: () => Promise.resolve({ kind: "found", name: "else" }),
    };
    await expect(play(liar, registerFree(0), describeName(0))).rejects.toThrow(
      "describe-present: expected cluster one, received cluster else",
    );
  });
});

describe("a list that cannot be had", () => {
  test.each([
    [200, "200 without a list that comes to an end"],
    [400, "400 without an error code"],
  ])("is told with its status %d", async (status, received) => {
    const register = new FakeRegister();
    const broken: HistorySystem = {
      register: (name, token) => register.register(name, token),
      list: () => Promise.resolve({ kind: "error", code: undefined, status }),
      deregister: (name) => register.deregister(name),
      describe: (name) => register.describe(name),
    };
    await expect(play(broken, listNames(LIST))).rejects.toThrow(`expected a list, received ${received}`);
  });
});
