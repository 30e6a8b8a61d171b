import { plainText } from "#spec/json/plain-text.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { ARN_MEMBER } from "#suites/oracles/clusters/tagged-arn.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

/** The required members of an operation's input, for a cluster of this name, which need not exist. */
export function requiredInput(session: CaseSession, operation: Operation, fresh: JsonObject): JsonObject {
  const { region } = session.context.target;
  const arn = `arn:aws:eks:${region}:111122223333:cluster/${plainText(fresh["name"])}`;
  const known: JsonObject = { ...session.inputs(operation.id).minimal(session.salt()), ...fresh, [ARN_MEMBER]: arn };
  return Object.fromEntries(
    operation.members.flatMap(({ name, required }) => {
      const value = known[name];
      return required && value !== undefined ? [[name, value]] : [];
    }),
  );
}
