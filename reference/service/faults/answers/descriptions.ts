import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { kebab } from "#reference/kebab.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { Habits } from "#reference/service/habits.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { shapeAt } from "#reference/service/resource/shown-shape.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** A description that is wrong about when something was changed, or about what kind of change it was. */
export const descriptionFaults: FaultRule = ({ name, output }, { table }) => {
  const role = roleOf(table, name);
  const shows = role.name === "describe" ? role.kinds[0].describe?.shows : undefined;
  if (role.name !== "describe" || shows === undefined) return [];
  const shape = shapeAt(output, shows);
  return [...dateFaults(shape, shows), ...kindOfChangeFaults(shape, shows, role.kinds[0])];
};

const HOUR = 3_600;

function dateFaults(shape: Shape | undefined, shows: string): UnnamedFault[] {
  const isDated = ["/createdAt", "/modifiedAt"].every((at) => shapeAt(shape, at) !== undefined);
  if (!isDated) return [];
  const before = ({ createdAt }: JsonObject): JsonValue | undefined =>
    typeof createdAt === "number" ? createdAt - HOUR : undefined;
  return [
    {
      id: "modified-at.before-created",
      kind: "time-wrong",
      sentence: "Shows as the time of the last change one before it was made.",
      habits: showing(shows, "/modifiedAt", before),
    },
    {
      id: "modified-at.milliseconds",
      kind: "time-wrong",
      sentence: "Shows the time of the last change in milliseconds.",
      habits: showing(shows, "/modifiedAt", inMilliseconds),
    },
  ];
}

function inMilliseconds({ modifiedAt }: JsonObject): JsonValue | undefined {
  return typeof modifiedAt === "number" ? modifiedAt * 1_000 : undefined;
}

/** Of what a change makes: a member with a few values that is not how far it is. */
function kindOfChangeFaults(shape: Shape | undefined, shows: string, kind: ResourceKind): UnnamedFault[] {
  if (kind.create !== undefined || kind.made === undefined || kind.made.operation === kind.list?.operation) return [];
  return (shape?.members ?? []).flatMap(({ name, shape: { values = [] } }): UnnamedFault[] => {
    if (values.length < 2 || `/${name}` === kind.ready?.at) return [];
    const other = (shown: JsonObject): JsonValue | undefined =>
      values.find((value): value is string => typeof value === "string" && value !== shown[name]);
    return [
      {
        id: `${kebab(name)}.other`,
        kind: "answer-other",
        sentence: `Shows another ${name} than what made it was answered with.`,
        habits: showing(shows, `/${name}`, other),
      },
    ];
  });
}

function showing(shows: string, at: string, to: (shown: JsonObject) => JsonValue | undefined): Partial<Habits> {
  return {
    answers: (_operation, document) => {
      const shown = valueAt(document, shows);
      const value = shown === undefined ? undefined : to(shown as JsonObject);
      return value === undefined ? document : withValueAt(document as JsonObject, `${shows}${at}`, value);
    },
  };
}
