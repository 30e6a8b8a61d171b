import { readFileSync } from "node:fs";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Resource, Tagging } from "#spec/resources/resource-table.ts";

/** What an operation does to a registered cluster. */
export type ClusterRole = "register" | "describe" | "list" | "deregister" | "tag" | "untag" | "showTags";

/** What a member of a registered cluster is: `activation`, `code` and `expiry` are the id, code and end of its activation. */
export type ClusterWord = (typeof WORDS)[number];

const WORDS = ["name", "arn", "tags", "created", "status", "provider", "role", "activation", "code", "expiry"] as const;

/** Where a member stands: JSON pointers into the cluster, which an input has too, and into the body of an answer. */
export interface MemberPointers {
  readonly at: string;
  readonly inAnswer: string;
  /** Its own name, and with those of the members that it lies in, dotted. */
  readonly name: string;
  readonly path: string;
}

/**
 * What the suite knows of the operations on registered clusters, as data: resources.json, a resource table of one kind. It
 * is read as it is, since every command begins with it; a test holds it to the form of a table and to the contract.
 */
interface RegisteredCluster {
  readonly operations: Readonly<Record<ClusterRole, string>>;
  readonly members: Readonly<Record<ClusterWord, MemberPointers>>;
  /** Where an answer shows the cluster. */
  readonly shown: string;
  /** Where a list names clusters, and the input that asks for registered ones too. */
  readonly listing: { readonly at: string; readonly all: JsonObject };
  readonly tagging: Tagging;
  /** Names of the errors that a name is unknown, or taken. */
  readonly errors: { readonly unknown: string; readonly taken: string };
}

type Written = Required<
  Pick<Resource, "create" | "id" | "arn" | "describe" | "list" | "delete" | "given" | "members">
> & {
  readonly tags: string;
};

/** The kind, as the table calls it. */
export const KIND = "registered-cluster";

interface RegistrationTable {
  readonly resources: { readonly [KIND]: Written };
  readonly created: string;
  readonly tagging: Tagging;
  readonly errors: { readonly unknown: readonly [string]; readonly taken: readonly [string] };
}

function registeredCluster({ resources, created, tagging, errors }: RegistrationTable): RegisteredCluster {
  const { create, describe, list, delete: gone, ...rest } = resources[KIND];
  const shown = create.shows ?? "";
  return {
    operations: {
      register: create.operation,
      describe: describe.operation,
      list: list.operation,
      deregister: gone.operation,
      tag: tagging.tag.operation,
      untag: tagging.untag.operation,
      showTags: tagging.list.operation,
    },
    members: membersOf({ ...rest, created }, shown),
    shown,
    listing: { at: list.at, all: list.input ?? {} },
    tagging,
    errors: { unknown: errors.unknown[0], taken: errors.taken[0] },
  };
}

type MembersAsWritten = Pick<Written, "id" | "arn" | "tags" | "given" | "members"> & Pick<RegistrationTable, "created">;

function membersOf(
  { id, arn, tags, given, created, members }: MembersAsWritten,
  shown: string,
): RegisteredCluster["members"] {
  const more = { name: id.input, arn, tags, activation: given, created };
  const pointers: Readonly<Record<string, string | undefined>> = { ...members, ...more };
  const entries = WORDS.map((word): [ClusterWord, MemberPointers] => {
    const at = pointers[word];
    if (at === undefined) throw new Error(`the table does not say where the ${word} of a registered cluster stands`);
    const tokens = pointerTokens(at);
    return [word, { at, inAnswer: `${shown}${at}`, name: tokens.at(-1) ?? "", path: tokens.join(".") }];
  });
  return Object.fromEntries(entries) as Record<ClusterWord, MemberPointers>;
}

/** As written. */
export const TABLE = JSON.parse(readFileSync(new URL("./resources.json", import.meta.url), "utf8")) as JsonObject;

/** Operations by what they do, and members by what they are. */
export const {
  operations: OPERATIONS,
  members: MEMBERS,
  shown: SHOWN,
  listing: LISTING,
  tagging: TAGGING,
  errors: ERRORS,
} = registeredCluster(TABLE as unknown as RegistrationTable);
