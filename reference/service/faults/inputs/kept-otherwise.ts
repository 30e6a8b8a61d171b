import { isObject } from "#reference/wire/json-document.ts";
import { valueText } from "#reference/value-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { InputMember, Operation } from "#reference/service/model/operation.ts";
import { memberOf, type Shape } from "#reference/service/model/shape.ts";
import { kindBeside } from "#reference/service/resource/made.ts";
import { shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";
import { kebab } from "#reference/kebab.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** Tags that are lost, tokens that make nothing safe, and members that are kept with another value. */
export const inputFaults: FaultRule = (operation, service) => {
  const role = roleOf(service.table, operation.name);
  if (role.name !== "create" && role.name !== "update") return [];
  const [kind] = role.kinds;
  const shape = shownShape(service, kind);
  const { table } = service;
  const named = new Set(namesOf(operation, service));
  return operation.input.flatMap((member): UnnamedFault[] => {
    const { name } = member;
    if (member.shape.token) {
      // A change that is made twice is made: only what it makes beside can tell.
      if (role.name === "update" && kindBeside(operation, service) === undefined) return [];
      return [
        {
          id: `${kebab(name)}.ignored`,
          kind: "token-ignored",
          sentence: `Ignores ${name}.`,
          habits: takes(name, nothing),
        },
        ...(role.name === "create" && isToldApart(kind) ? blurredTokens(name) : []),
      ];
    }
    // Where only the operation that lists tags shows them, no source asks for those that came with the creation.
    if (`/${name}` === kind.tags?.input)
      return shapeAt(shape, kind.tags.shown) === undefined
        ? []
        : [{ id: "tags.lost", kind: "tags-lost", sentence: "Keeps no tags.", habits: takes(name, nothing) }];
    if (role.name === "create" && `/${name}` === kind.id.input && table.inputs[operation.name]?.[name] === "$new")
      return blurredNames(member);
    const shown = memberOf(shape, name);
    const isOneAlone = member.shape.values?.length === 1;
    if (!isAlike(shown, member.shape) || named.has(name) || isOneAlone) return [];
    const sentence = `Keeps another ${name} than was sent.`;
    const habits = takes(name, (value) => altered(value, member));
    return [
      { id: `${kebab(name)}.altered`, kind: "echo-wrong", sentence, habits },
      ...cut(member),
      ...innerLost(member, {
        shown,
        plain: table.inputs[operation.name]?.[name],
        unshown: table.doubts[operation.name] ?? [],
      }),
    ];
  });
};

/** A list or a map that may have several items, which can differ. */
function cut({ name, shape: { element, max = Infinity } }: InputMember): UnnamedFault[] {
  if (element === undefined || element.values !== undefined || max < 2) return [];
  const first = (value: JsonValue): JsonValue =>
    isObject(value) ? Object.fromEntries(Object.entries(value).slice(0, 1)) : value;
  const habits = takes(name, (value) => (Array.isArray(value) ? value.slice(0, 1) : first(value)));
  return [{ id: `${kebab(name)}.cut`, kind: "inner-lost", sentence: `Keeps of ${name} the first item alone.`, habits }];
}

interface Compared {
  readonly shown: Shape | undefined;
  readonly plain: JsonValue | undefined;
  /** Pointers to what is taken, and need not be shown. */
  readonly unshown: readonly string[];
}

/** What a structure may have beside what the plain input has in it. */
function innerLost({ name, shape }: InputMember, { shown, plain, unshown }: Compared): UnnamedFault[] {
  const [sent, item, kept] =
    shape.element === undefined
      ? [shape, shown, plain]
      : [shape.element, shown?.element, Array.isArray(plain) ? plain[0] : undefined];
  if (!isObject(kept) || sent.union) return [];
  const lost = sent.members.filter(
    (inner) =>
      memberOf(item, inner.name) !== undefined && !(inner.name in kept) && !unshown.includes(`/${name}/${inner.name}`),
  );
  if (lost.length === 0) return [];
  const without = (value: JsonValue): JsonValue =>
    isObject(value) ? Object.fromEntries(Object.entries(value).filter(([inner]) => inner in kept)) : value;
  const habits = takes(name, (value) => (Array.isArray(value) ? value.map(without) : without(value)));
  const sentence = `Keeps of ${name} no more than ${Object.keys(kept).join(" and ")}.`;
  return [{ id: `${kebab(name)}.inner-lost`, kind: "inner-lost", sentence, habits }];
}

/** What is sent in one form, and what is shown in another, nobody can compare. */
function isAlike(shown: Shape | undefined, sent: Shape): boolean {
  return shown?.kind === sent.kind && (sent.element === undefined || shown.element?.kind === sent.element.kind);
}

/** The members that say which resource the operation is about. */
function namesOf({ name }: Operation, { table }: Service): string[] {
  const pointers = table.kinds.flatMap((kind) => {
    const own = kind.create?.operation === name ? kind.id.input : undefined;
    return [own, pointerTo(table, kind, name)];
  });
  return pointers.flatMap((pointer) => pointer?.split("/")[1] ?? []);
}

/** Whether there may be two of a kind, under names of the caller's, and the creating answer says which one it made. */
function isToldApart({ id, fixed, create, most }: ResourceKind): boolean {
  return id.input !== undefined && !fixed && create?.shows !== undefined && most?.count !== 1;
}

/** Takes a text for another one. */
function blurred(
  member: string,
  { change, ...fault }: Omit<UnnamedFault, "habits"> & { readonly change: (text: string) => string },
): UnnamedFault {
  const habits = takes(member, (value) => (typeof value === "string" ? change(value) : value));
  return { ...fault, id: `${kebab(member)}.${fault.id}`, habits };
}

/** A name that is kept in small letters alone, or cut. */
function blurredNames({ name, shape: { pattern, max } }: InputMember): UnnamedFault[] {
  const kind = "name-blurred";
  const hasCapitals = pattern === undefined || pattern.test("A0");
  const isLong = max !== undefined && max >= 64 && max <= 256;
  const lowered = { kind, id: "lowered", sentence: `Keeps ${name} in small letters.` } as const;
  const cut = { kind, id: "cut", sentence: `Keeps the first 63 characters of ${name}.` } as const;
  return [
    ...(hasCapitals ? [blurred(name, { ...lowered, change: (text) => text.toLowerCase() })] : []),
    ...(isLong ? [blurred(name, { ...cut, change: (text) => text.slice(0, 63) })] : []),
  ];
}

/** Two tokens that are taken for one. */
function blurredTokens(name: string): UnnamedFault[] {
  const kind = "token-blurred";
  const cut = { kind, id: "cut", sentence: `Compares the first 32 characters of ${name}.` } as const;
  const folded = { kind, id: "folded", sentence: `Compares ${name} without its case.` } as const;
  return [
    blurred(name, { ...cut, change: (text) => text.slice(0, 32) }),
    blurred(name, { ...folded, change: (text) => text.toLowerCase() }),
  ];
}

const nothing = (): undefined => undefined;

/** Takes inputs with another value of this member, or without it. */
function takes(member: string, change: (value: JsonValue) => JsonValue | undefined): UnnamedFault["habits"] {
  return {
    takes: (_operation: Operation, input: JsonObject): JsonObject => {
      const entries = Object.entries(input).flatMap(([name, value]): [string, JsonValue][] => {
        const kept = name === member ? change(value) : value;
        return kept === undefined ? [] : [[name, kept]];
      });
      return Object.fromEntries(entries);
    },
  };
}

/** Another value of the same shape. */
function altered(value: JsonValue, { shape }: Pick<InputMember, "shape">): JsonValue {
  if (typeof value === "string") return otherText(value, shape);
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.slice(1);
  return {};
}

function otherText(value: string, { values }: Shape): string {
  return valueText(values?.find((other) => other !== value) ?? `${value}-altered`);
}
