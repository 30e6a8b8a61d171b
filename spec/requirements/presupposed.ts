import type { Requirement } from "../requirement.ts";

/** The requirements, with those alone among what each presupposes that are among them: a contract may lack some operations. */
export function presupposingKnown(requirements: readonly Requirement[]): Requirement[] {
  const ids = new Set(requirements.map(({ id }) => id));
  return requirements.map((requirement) => {
    if (requirement.presupposes === undefined) return requirement;
    const known = requirement.presupposes.filter((id) => ids.has(id));
    return { ...requirement, presupposes: known.length === 0 ? undefined : known };
  });
}
