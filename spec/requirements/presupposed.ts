import { ownMember } from "#spec/json/own-member.ts";
import type { Requirement } from "#spec/requirement.ts";

/** What requirements presuppose that a contract states by itself. */
const OF_DERIVED: Readonly<Record<string, readonly string[]>> = {
  "list.include.items.enum": ["list.excludes-connected"],
  "list-tags-for-resource.response.tags": ["register.echo.tags"],
};

/**
 * The requirements with what each presupposes, as far as they have it: a contract may lack some operations. That a value is
 * accepted presupposes what it does that any is accepted.
 */
export function presupposingKnown(requirements: readonly Requirement[]): Requirement[] {
  const ids = new Set(requirements.map(({ id }) => id));
  const ofValid = new Map(
    requirements.flatMap(({ id, operation, presupposes }) =>
      id.endsWith(".valid") ? [[operation, presupposes] as const] : [],
    ),
  );
  return requirements.map((requirement) => {
    const { id, operation, subject } = requirement;
    const ofAny = subject?.side === "accept" ? ofValid.get(operation) : undefined;
    const presupposes = requirement.presupposes ?? ownMember(OF_DERIVED, id) ?? ofAny;
    if (presupposes === undefined) return requirement;
    const known = presupposes.filter((each) => ids.has(each));
    return { ...requirement, presupposes: known.length === 0 ? undefined : known };
  });
}
