import type { ListForm } from "#suites/record/condition.ts";

/** Where the pages of a list hold their items and the token of the next one: those of ListClusters unless told. */
export function pagingOf(
  list: ListForm,
): Readonly<Pick<ListForm, "token" | "next"> & Required<Pick<ListForm, "at" | "item">>> {
  if (list.at === undefined) return { at: "/clusters", item: "", token: "nextToken", next: "/nextToken" };
  const { at, item = "", token, next } = list;
  return { at, item, token, next };
}
