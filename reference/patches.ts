import type { Behaviours, Call } from "./behaviours.ts";
import type { RegistrationInput } from "./clusters/cluster.ts";
import type { Patch } from "./fault.ts";
import type { Transport } from "./message.ts";
import type { OperationName } from "./wire/route.ts";

type Act = keyof Behaviours;
type ActInput<Name extends Act> = Parameters<Behaviours[Name]>;
type ActOutcome<Name extends Act> = ReturnType<Behaviours[Name]>;

/** The behaviours with those of the patches in their place, one patch after the other. */
export function patchedWith(behaviours: Behaviours, patches: readonly Patch[]): Behaviours {
  return patches.reduce((patched, patch) => ({ ...patched, ...patch(patched) }), behaviours);
}

export function all(...patches: readonly Patch[]): Patch {
  return (behaviours) => patchedWith(behaviours, patches);
}

/** A patch that keeps something of its own for each server. */
export function keeping<Kept>(begin: () => Kept, use: (kept: Kept) => Patch): Patch {
  return (behaviours) => use(begin())(behaviours);
}

/** Puts this in the place of one behaviour, which it may fall back on. */
export function around<Name extends Act>(
  name: Name,
  act: (own: Behaviours[Name], ...asked: ActInput<Name>) => ActOutcome<Name>,
): Patch {
  return (behaviours) => ({ [name]: (...asked: ActInput<Name>) => act(behaviours[name], ...asked) });
}

/** Changes what a behaviour is asked first; the rest stays. */
export function before<Name extends Act>(name: Name, change: (...asked: ActInput<Name>) => ActInput<Name>[0]): Patch {
  return (behaviours) => {
    const own = behaviours[name] as (...asked: unknown[]) => ActOutcome<Name>;
    return { [name]: (...asked: ActInput<Name>) => own(change(...asked), ...asked.slice(1)) };
  };
}

/** Notes what a behaviour is asked, and lets it act. */
export function noting<Name extends Act>(name: Name, note: (...asked: ActInput<Name>) => unknown): Patch {
  return before(name, (...asked) => {
    note(...asked);
    return asked[0];
  });
}

/** A patch that remembers, for each server and by name, something of what a behaviour is asked. */
export function remembering<Name extends Act, Known>(
  name: Name,
  what: (...asked: ActInput<Name>) => readonly [name: string, known: Known],
  use: (known: ReadonlyMap<string, Known>) => Patch,
): Patch {
  return keeping(
    () => new Map<string, Known>(),
    (known) =>
      all(
        noting(name, (...asked) => known.set(...what(...asked))),
        use(known),
      ),
  );
}

/** Does something else where a behaviour is asked about such as this. */
export function instead<Name extends Act>(
  name: Name,
  isSuch: (...asked: ActInput<Name>) => boolean,
  act: (...asked: ActInput<Name>) => ActOutcome<Name>,
): Patch {
  return around(name, (own, ...asked) => {
    return isSuch(...asked) ? act(...asked) : (own as (...asked: ActInput<Name>) => ActOutcome<Name>)(...asked);
  });
}

/** A behaviour that finds nothing wrong, or does nothing, is told by undefined. */
type Omissible = { [Name in Act]: undefined extends ActOutcome<Name> ? Name : never }[Act];

/** Leaves these behaviours out: they look at nothing, and do nothing. */
export function omitting(...names: readonly Omissible[]): Patch {
  return () => Object.fromEntries(names.map((name) => [name, () => undefined]));
}

/** Changes what comes of a behaviour. */
export function after<Name extends Act>(
  name: Name,
  change: (told: ActOutcome<Name>, ...asked: ActInput<Name>) => ActOutcome<Name>,
): Patch {
  return (behaviours) => {
    const own = behaviours[name] as (...asked: ActInput<Name>) => ActOutcome<Name>;
    return { [name]: (...asked: ActInput<Name>) => change(own(...asked), ...asked) };
  };
}

/** Does something else where a behaviour throws. */
export function failing<Name extends Act>(name: Name, act: (...asked: ActInput<Name>) => ActOutcome<Name>): Patch {
  return around(name, (own, ...asked) => {
    try {
      return (own as (...asked: ActInput<Name>) => ActOutcome<Name>)(...asked);
    } catch {
      return act(...asked);
    }
  });
}

/** Patches the behaviours for calls such as these alone: each has the call for its last argument. */
export function where(applies: (call: Call) => boolean, patch: Patch): Patch {
  return (behaviours) => {
    const others = Object.entries(patch(behaviours)).filter(([name, other]) => other !== behaviours[name as Act]);
    const chosen = others.map(([name, other]) => {
      const [own, changed] = [behaviours[name as Act], other] as ((...asked: unknown[]) => unknown)[];
      return [name, (...asked: unknown[]) => (applies(asked.at(-1) as Call) ? changed : own)?.(...asked)] as const;
    });
    return Object.fromEntries(chosen);
  };
}

export function inOperation(operation: OperationName, patch: Patch): Patch {
  return where((call) => call.route?.operation === operation, patch);
}

/** Answers to calls such as these travel otherwise. */
export function answersSent(change: Partial<Transport>, when: (call: Call) => boolean): Patch {
  return after("transport", (transport, call) => ({ ...transport, ...(when(call) ? change : {}) }));
}

/** Refuses registrations for which `refuses` holds, as if they broke a constraint. */
export function refuse(refuses: (input: RegistrationInput, call: Call) => boolean): Patch {
  return instead(
    "checkInput",
    (_input, call) => call.registration !== undefined && refuses(call.registration, call),
    () => ({ path: "/name", sentence: "The request is not valid." }),
  );
}
