import { describe, expect, jest, test } from "@jest/globals";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { ResourceStates } from "#custody/resources/resource-states.ts";
import { readExchange, type Reply } from "#protocol/answers/reply.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { anExchange } from "#tests/suites/made-replies.ts";

const PREFIX = "ecf-7-";
const START = 1_790_000_000_000;
/** The endpoint's clock is so many milliseconds behind, and it says nothing of it. */
const BEHIND = 240_000;

interface Shown {
  readonly name: string;
  /** Milliseconds after the start at which it was made. */
  readonly madeAt: number;
  readonly askedAt: number;
  readonly answeredAt: number;
}

function shown({ name, madeAt, askedAt, answeredAt }: Shown): Reply {
  const cluster = { name, createdAt: (START + madeAt - BEHIND) / 1000 };
  const exchange = anExchange({ status: 200, body: { cluster } });
  return readExchange({ ...exchange, startedAt: START + askedAt, durationMs: answeredAt - askedAt });
}

function states(...registered: readonly Shown[]): ResourceStates {
  const names = new ResourceStates({ service: registrationService(), namePrefix: PREFIX, startedAt: START });
  for (const one of registered) {
    const made = clusterMade(one.name);
    names.ask(made);
    names.askedAt(made, { from: START + one.askedAt, to: Infinity });
    names.alive(made, shown(one));
  }
  return names;
}

describe("whose cluster it is, at an endpoint whose clock is behind its own Date header", () => {
  const dated = (reply: Reply): Reply => {
    const { exchange } = reply;
    const { response, startedAt, durationMs } = exchange;
    if (response === undefined) throw new Error("no response");
    const date = ["date", new Date(startedAt + durationMs).toUTCString()] as const;
    return readExchange({ ...exchange, response: { ...response, headers: [...response.headers, date] } });
  };
  const slow: Shown = { name: `${PREFIX}slow`, askedAt: 0, madeAt: 3_000, answeredAt: 3_010 };
  const quick: Shown = { name: `${PREFIX}quick`, askedAt: 5_000, madeAt: 5_001, answeredAt: 5_010 };

  test("one that was made at once is ours after one that took its time", () => {
    const names = states(slow, quick);
    expect(names.notOurs(clusterMade(quick.name), dated(shown(quick)))).toBeUndefined();
  });

  test("one that was there before is not", () => {
    const names = states(slow);
    names.ask(clusterMade("plain"));
    names.askedAt(clusterMade("plain"), { from: START + 5_000, to: Infinity });
    const before = shown({ name: "plain", askedAt: 5_000, madeAt: 1_000, answeredAt: 5_010 });
    expect(names.notOurs(clusterMade("plain"), dated(before))).toMatch(/before the run asked for it$/);
  });
});

describe("a name that was settled, and is asked for again while an earlier request is still to be carried out", () => {
  const early = { askedAt: 0, madeAt: BEHIND + 10, answeredAt: 20 };

  function askedAgain(name: string): string | undefined {
    const names = states({ ...early, name });
    names.settled(clusterMade(name));
    names.ask(clusterMade(name));
    names.askedAt(clusterMade(name), { from: START + 600_000, to: Infinity });
    return names.notOurs(clusterMade(name), shown({ ...early, name }));
  }

  test("is ours where it holds the run's id", () => {
    expect(askedAgain(`${PREFIX}late`)).toBeUndefined();
  });

  test("may be somebody else's where it is a plain one", () => {
    expect(askedAgain("plain")).toMatch(/before the run asked for it$/);
  });
});

describe("a cluster of a plain name that an answer shows under a name written in another way", () => {
  const given = (name: string, activationId: string): Reply =>
    readExchange(anExchange({ status: 200, body: { cluster: { name, connectorConfig: { activationId } } } }));
  const registered = (): ResourceStates => {
    const names = new ResourceStates({ service: registrationService(), namePrefix: PREFIX, startedAt: START });
    names.ask(clusterMade("v"));
    names.alive(clusterMade("v"), given("v", "one"));
    return names;
  };

  test("is ours by the activation that the run was given, and by no other", () => {
    expect(registered().shows(clusterMade("v"), given("v ", "one"))).toBe(true);
    expect(registered().shows(clusterMade("v"), given("v ", "two"))).toBe(false);
  });

  test("is not known to be ours once the name was asked for again: the activation may be another", () => {
    const names = registered();
    names.ask(clusterMade("v"));
    expect(names.shows(clusterMade("v"), given("v ", "one"))).toBe(false);
  });
});

describe("the names of a long run", () => {
  const MANY = 30_000;
  const nameOf = (index: number): string => `${PREFIX}${index}`;

  /** Throws once walks through maps and sets have taken more entries in hand than there may be. */
  function within(steps: number, work: () => void): void {
    let left = steps;
    const spies = [Map.prototype, Set.prototype].map((prototype) => {
      const walk = prototype[Symbol.iterator] as () => Iterator<unknown>;
      return jest.spyOn(prototype, Symbol.iterator).mockImplementation(function* (this: unknown): Generator {
        const walked = walk.call(this);
        for (let next = walked.next(); next.done !== true; next = walked.next()) {
          if ((left -= 1) < 0) throw new Error(`more than ${steps} steps`);
          yield next.value;
        }
      } as never);
    });
    try {
      work();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  function settle(names: ResourceStates, name: string): void {
    names.ask(clusterMade(name));
    names.settled(clusterMade(name));
  }

  test("are forgotten once they are settled, the oldest first, in as many steps as there are names", () => {
    const names = states();
    const refused = Array.from({ length: MANY }, (_, index) => `${PREFIX}refused-${index}`);
    for (const name of refused) {
      names.ask(clusterMade(name));
      names.refused(clusterMade(name));
    }
    within(MANY, () => {
      for (let index = 0; index < MANY; index += 1) settle(names, nameOf(index));
    });
    const kept = Array.from({ length: MANY }, (_, index) => names.has(clusterMade(nameOf(index))));
    expect(kept.filter(Boolean).length).toBeLessThanOrEqual(20_000);
    expect(kept.lastIndexOf(false)).toBeLessThan(kept.indexOf(true));
    expect(kept.slice(-10_000)).not.toContain(false);
    expect(refused.every((name) => names.has(clusterMade(name)))).toBe(true);
  });

  test("stay known where they are plain ones, in use again, or settled again lately", () => {
    const names = states();
    const again = [`${PREFIX}alive`, `${PREFIX}settled-again`] as const;
    for (const name of ["plain", ...again]) settle(names, name);
    for (let index = 0; index < MANY; index += 1) {
      if (index % 5_000 === 0) settle(names, again[1]);
      if (index === 1) names.ask(clusterMade(again[0]));
      settle(names, nameOf(index));
    }
    expect(["plain", ...again].filter((name) => !names.has(clusterMade(name)))).toEqual([]);
  });
});

test("a name had another life even where a request for it was refused since", () => {
  const made = clusterMade("ecf-7-a");
  const names = states({ name: "ecf-7-a", madeAt: 0, askedAt: 0, answeredAt: 10 });
  names.settled(made);
  expect(names.hadLife(made)).toBe(true);
  for (let refused = 0; refused < 2; refused += 1) {
    names.ask(made);
    names.refused(made);
    names.settled(made);
  }
  expect(names.wasCreated(made)).toBe(false);
  expect(names.hadLife(made)).toBe(true);
  expect(names.hadLife(clusterMade("ecf-7-b"))).toBe(false);
});
