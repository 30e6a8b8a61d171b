import { describe, expect, test } from "@jest/globals";
import { asSent, formsOf } from "#suites/service/inputs/member-forms.ts";
import { pagesForm } from "#suites/oracles/pages.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";

describe("what an answer must have to show a value", () => {
  test("is each of its members, by name", () => {
    expect(formsOf({ colour: "red", size: { "a/b": 7, lid: null } }, "/box")).toEqual([
      { at: "/box/colour", equals: '"red"' },
      { at: "/box/size/a~1b", equals: "7" },
      { at: "/box/size/lid", equals: "null" },
    ]);
  });

  test("is each item of a list, in any order, and no more of them", () => {
    const among = ['"a"', '"b"'];
    expect(formsOf(["a", "b"], "/tags")).toEqual([
      { at: "/tags/0", present: true, among },
      { at: "/tags/1", present: true, among },
      { at: "/tags/2", absent: true },
    ]);
  });

  test("cannot be said of a list of objects", () => {
    expect(formsOf({ lids: [{ colour: "red" }] }, "")).toBeUndefined();
    expect(asSent([{ at: "/lids", sent: [{ a: 1 }], shown: undefined }], "/box")).toBeUndefined();
  });

  test("is told of what differs alone", () => {
    expect(asSent([{ at: "/colour", sent: "red", shown: "blue" }], "/box")).toEqual({
      members: [{ at: "/box/colour", equals: '"red"' }],
    });
  });
});

test("a script follows the pages of a list by the member of the query that the contract has for the token", () => {
  const { contract } = widgets();
  const listing = [...contract.operations.values()].find(
    ({ pages, method }) => pages !== undefined && method === "GET",
  );
  if (listing?.pages === undefined) throw new Error("no list of the widgets has pages");
  const { inputToken, outputToken } = listing.pages;
  const form = { at: "/boxes", item: "" };
  expect(pagesForm(listing, form)).toEqual({ ...form, token: inputToken, next: `/${outputToken}` });
  expect(pagesForm({ ...listing, method: "POST" }, form)).toBeUndefined();
});
