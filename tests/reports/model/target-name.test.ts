import { expect, test } from "@jest/globals";
import { targetName } from "../../../reports/model/target-name.ts";
import { conformant } from "../records.ts";

const { target } = conformant;

test("a target goes by its URL", () => {
  expect(targetName(target)).toBe(target.endpoint);
});

test("the embedded server goes by one name, whatever its port", () => {
  expect(targetName({ ...target, embedded: true })).toBe("embedded reference server");
});

test("a target that is started on a free port goes by what starts it", () => {
  expect(targetName({ ...target, command: "moto_server -p {port}" })).toBe("moto_server -p {port}");
});
