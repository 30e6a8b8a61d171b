import { expect, test } from "@jest/globals";
import { LooksSeen } from "../../../suites/run/pairs-seen.ts";
import { aCase } from "../../helpers/test-case.ts";

const wanted = () => [
  { "/a": "x", "/b": "y" },
  { "/a": "z", "/b": "y" },
];

test("pairs seen are counted once each, of those wanted", () => {
  const looks = new LooksSeen();
  const subject = aCase(() => Promise.resolve());
  for (const choice of [
    { "/a": "x", "/b": "y" },
    { "/a": "x", "/b": "y" },
    { "/a": "x", "/b": "other" },
  ]) {
    looks.add({ ...subject, looks: choice });
  }
  expect(looks.summary(wanted)).toEqual({ wanted: 2, seen: 1, classes: { "/a": ["x", "z"], "/b": ["y"] } });
});

test("a run without such cases tells of none", () => {
  const looks = new LooksSeen();
  looks.add(aCase(() => Promise.resolve()));
  expect(looks.summary(wanted)).toBeUndefined();
});
