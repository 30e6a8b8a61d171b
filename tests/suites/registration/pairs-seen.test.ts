import { expect, test } from "@jest/globals";
import { pairsSeen } from "#suites/registration/pairs-seen.ts";

const wanted = () => [
  { "/a": "x", "/b": "y" },
  { "/a": "z", "/b": "y" },
];

test("pairs seen are counted once each, of those wanted", () => {
  const looks = [
    { "/a": "x", "/b": "y" },
    { "/a": "x", "/b": "y" },
    { "/a": "x", "/b": "other" },
  ];
  expect(pairsSeen(looks, wanted)).toEqual({ wanted: 2, seen: 1, classes: { "/a": ["x", "z"], "/b": ["y"] } });
});

test("a run without such cases tells of none", () => {
  expect(pairsSeen([], wanted)).toBeUndefined();
});
