import { registrationService } from "#spec/registration/registration-service.ts";
import { clustersIn } from "#tests/custody/keepers.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { CreateOptions } from "#custody/creating/create-named.ts";
import { keepCreating, type CreatingKeeper } from "#custody/creating/creating-keeper.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import type { FailureKind, WireRequest } from "#protocol/exchange.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type FakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { account, type Account } from "#tests/suites/test-run.ts";

export const PREFIX = "ecf-7-";
export const OURS = `${PREFIX}a`;
export const MINUTE = 60_000;

export interface Setting {
  readonly target: FakeTarget;
  readonly ledger: Account;
  readonly registrations: CreatingKeeper;
  create(input: JsonObject, options?: Partial<CreateOptions>): ReturnType<CreatingKeeper["create"]>;
}

export function setting(script?: Script, options: Parameters<typeof fakeTarget>[1] = {}): Setting {
  const target = fakeTarget(script, options);
  const clock = new RecordingClock();
  const ledger = account();
  const registrations = keepCreating({
    service: registrationService(),
    target,
    cleanUpTarget: target,
    ledger,
    namePrefix: PREFIX,
    clock,
    removing: { clock, budgetMs: 0 },
    consistencyMs: 200,
  });
  return {
    target,
    ledger,
    registrations,
    create: (input, given = {}) => {
      const request = requestOf(input);
      return registrations.create(request, { case: "c", ...clustersIn(textOf(request)), ...given });
    },
  };
}

export function textOf({ body }: WireRequest): string {
  return new TextDecoder().decode(body);
}

export function requestOf(input: JsonObject): WireRequest {
  const request = encodeInput(register, input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

export function named(name: string, more: JsonObject = {}): JsonObject {
  return { name, connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" }, ...more };
}

export const isCreating = ({ method }: WireRequest): boolean => method === "POST";

/** Carries out the first `count` registrations and loses their replies. */
export function losing(count: number, kind: FailureKind = "reset"): Script {
  let lost = 0;
  return async (request, _number, work) => {
    const answer = await work();
    if (!isCreating(request) || lost >= count) return answer;
    lost += 1;
    return kind;
  };
}

/** Drops the first `count` registrations before any work is done. */
export function dropping(count: number, kind: FailureKind = "reset"): Script {
  let dropped = 0;
  return (request, _number, work) => {
    if (!isCreating(request) || dropped >= count) return work();
    dropped += 1;
    return kind;
  };
}
