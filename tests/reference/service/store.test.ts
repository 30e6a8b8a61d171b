import { expect, test } from "@jest/globals";
import { eksService } from "#reference/service/service-of.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import { createStore } from "#reference/service/store/store.ts";

const { table } = eksService();

function resourceOf(kindName: string, id: string): StoredResource {
  const kind = table.kinds.find(({ name }) => name === kindName);
  if (kind === undefined) throw new Error(`no kind ${kindName}`);
  return { kind, id, parent: undefined, facts: {}, looks: 0, due: 0, settled: true, leaving: false };
}

test("what was removed is remembered however many of another kind are removed after it, and not without end", () => {
  const store = createStore(table);
  const remove = (resource: StoredResource): void => {
    store.add(resource);
    store.remove(resource);
  };
  remove(resourceOf("addon", "first"));
  for (let at = 0; at < 200; at += 1) remove(resourceOf("cluster", `c-${at}`));
  const gone = store.gone();
  expect(gone.filter(({ kind }) => kind.name === "addon").map(({ id }) => id)).toEqual(["first"]);
  expect(gone.length).toBeLessThan(200);
  expect(gone.at(-1)?.id).toBe("c-199");
});
