import type { Contract } from "#spec/contract/contract.ts";
import { deriveRequirements } from "#spec/derived/derive.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { asObserved } from "#spec/observations/as-observed.ts";
import type { Requirement } from "#spec/requirement.ts";
import { OWN_REQUIREMENTS } from "#spec/registration/own-requirements.ts";
import { AUTHENTICATION } from "#spec/requirements/authentication.ts";
import { ERRORS } from "#spec/requirements/errors.ts";
import { presupposingKnown } from "#spec/requirements/presupposed.ts";
import { PROTOCOL } from "#spec/requirements/protocol.ts";
import { RESPONSES } from "#spec/requirements/responses.ts";
import { ROUTING } from "#spec/requirements/routing.ts";
import { resourceRequirements } from "./resource-requirements.ts";
import { isOfEks, sourcedFor } from "./sources-elsewhere.ts";
import { memberSchema } from "./member-schema.ts";
import { tagForm } from "./tag-form.ts";
import { tokenMemberOf } from "./table-readings.ts";
import type { ResourceTable } from "./resource-table.ts";

/** Requirements by which the engine judges a service: what holds of every answer, and what its contract and table say. */
export function serviceRequirements(contract: Contract, table: ResourceTable): Requirement[] {
  const everywhere = [...RESPONSES, ...ERRORS, ...SIGNATURES, ...ON_THE_WIRE].filter(
    ({ operation }) => operation === "*",
  );
  const plain = plainMembers(contract, table);
  const tagged = tagMembers(table);
  const own = isOfEks(contract) ? OWN_REQUIREMENTS.filter(({ operation }) => contract.operations.has(operation)) : [];
  const requirements = [
    ...[...everywhere, ...resourceRequirements({ contract, table })].map(sourcedFor(contract)),
    ...own,
    ...deriveRequirements(contract).map((requirement) => withoutMeaning(requirement, { plain, tagged, table })),
  ].map((requirement) => withoutDoubt(requirement, table));
  const known = presupposingKnown(requirements);
  return isOfEks(contract) ? asObserved(contract, known) : known;
}

/** That whoever is not who they say is refused; other callers and the limits of a clock are tried with registrations alone. */
const SIGNATURES = AUTHENTICATION.filter(({ feature, level }) => feature === "auth" && level !== "INFO");

/** What no service is known to do with UTF-16. */
const NOT_TRIED = ["api.body.utf-16"];

/** Where the source speaks of one operation, what the protocol says of all. */
const OF_ANY_OPERATION: Readonly<Record<string, Partial<Requirement>>> = {
  "api.body.empty": {
    authority: "protocol",
    evidence: "protocol",
    title: "An empty body, or one of white space, is refused where the operation has required members in it.",
    trace: {
      source: "protocol.md",
      quote: "P22. A required member that is absent or null breaks a constraint; the body itself is well formed.",
    },
  },
};

/**
 * What the protocol says of bodies, media types, methods and paths, whatever operation they are sent to.
 */
const ON_THE_WIRE = [...PROTOCOL, ...ROUTING]
  .filter(({ id }) => /^api\.(?:body|content-type|accept|route)\./.test(id) && !NOT_TRIED.includes(id))
  .map((requirement): Requirement => ({ ...requirement, operation: "*", ...OF_ANY_OPERATION[requirement.id] }));

/** Members, by operation, whose values mean nothing to the service but what the model says of them: `oidc.tags`. */
type PlainMembers = ReadonlyMap<string, ReadonlySet<string>>;

function plainMembers(contract: Contract, { resources, tagging }: ResourceTable): PlainMembers {
  const plain = new Map<string, Set<string>>();
  for (const operation of contract.operations.values()) {
    const token = tokenMemberOf(operation);
    const { pageSize } = operation.pages ?? {};
    plain.set(operation.id, new Set([token, pageSize].filter((name) => name !== undefined)));
  }
  for (const { create, id, tags, fixed } of resources) {
    const members = create === undefined ? undefined : plain.get(create.operation);
    if (id.input !== undefined && !fixed) members?.add(dotted(id.input));
    if (tags !== undefined) members?.add(ofTags(contract, create?.operation, tags.input));
  }
  if (tagging !== undefined)
    plain.get(tagging.tag.operation)?.add(ofTags(contract, tagging.tag.operation, tagging.tag.tags));
  // What they are the keys of is put on before.
  if (tagging !== undefined) plain.get(tagging.untag.operation)?.add(dotted(tagging.untag.keys));
  return plain;
}

/** Of a list, how many entries are taken depends on their keys, which must differ. */
function ofTags({ operations }: Contract, operation: string | undefined, pointer: string): string {
  const input = operations.get(operation ?? "")?.input ?? {};
  const isMap = tagForm(memberSchema(input, pointer)) === "map";
  return isMap ? dotted(pointer) : `${dotted(pointer)}.items`;
}

/** By operation, the member of its input that holds tags. */
type TagMembers = ReadonlyMap<string, string>;

function tagMembers({ resources, tagging }: ResourceTable): TagMembers {
  const creating = resources.flatMap(({ create, tags }) =>
    create === undefined || tags === undefined ? [] : [[create.operation, dotted(tags.input)] as const],
  );
  const adding = tagging === undefined ? [] : [[tagging.tag.operation, dotted(tagging.tag.tags)] as const];
  return new Map([...creating, ...adding]);
}

function dotted(pointer: string): string {
  return pointerTokens(pointer).join(".");
}

/** Models have it that tags have an entry, and the documents of the same operations do not: contradiction C2. */
const SILENT = {
  level: "INFO",
  levels: undefined,
  remark: "The model wants an entry among the tags, the API pages do not: what becomes of none is observed.",
} as const;

/** What is known to be otherwise than the model says is observed. */
function withoutDoubt(requirement: Requirement, { doubts }: ResourceTable): Requirement {
  const { id, subject, operation } = requirement;
  const [member = ""] = subject?.side === undefined ? [] : (subject.input ?? "").split(".");
  if (![id, member].some((each) => doubts[operation]?.includes(each))) return requirement;
  return {
    ...requirement,
    level: "INFO",
    levels: undefined,
    remark: "Recorded answers of the service depart from this.",
  };
}

interface Meaning {
  readonly plain: PlainMembers;
  readonly tagged: TagMembers;
  readonly table: ResourceTable;
}

/**
 * That a value within the model's limits is taken is only certain where nothing else is asked of it: a version, a role or
 * a block of addresses may be refused for what it means.
 */
function withoutMeaning(requirement: Requirement, { plain, tagged, table }: Meaning): Requirement {
  const { subject, operation, id } = requirement;
  if (/\.min-(?:properties|items)$/.test(id) && tagged.get(operation) === subject?.input)
    return { ...requirement, ...SILENT };
  if (subject?.side !== "accept") return requirement;
  const at = subject.input ?? "";
  const [member = "", ...deeper] = at.split(".");
  const isAbsence = id.endsWith(".type.accepts") && deeper.length === 0;
  const isPlain = [...(plain.get(operation) ?? [])].some((each) => at === each || at.startsWith(`${each}.`));
  // A null beside the plain input is as good as nothing there; what the input has it may not do without.
  if (isAbsence ? table.inputs[operation]?.[member] === undefined : isPlain) return requirement;
  return {
    ...requirement,
    level: "INFO",
    levels: undefined,
    remark: "The model allows the value; that the service accepts it, whatever it means, is inferred.",
  };
}
