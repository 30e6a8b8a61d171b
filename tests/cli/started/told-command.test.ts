import { expect, test } from "@jest/globals";
import { toldCommand } from "#cli/started/told-command.ts";

test.each([
  ["moto_server -p {port}", "moto_server -p {port}"],
  ["env AWS_SECRET_ACCESS_KEY=abc moto_server -p {port}", "env AWS_SECRET_ACCESS_KEY=*** moto_server -p {port}"],
  ["serve --password 'a b' --port {port}", "serve --password *** --port {port}"],
  [`serve --api-token="a \\" b" {port}`, "serve --api-token=*** {port}"],
  ["serve --db http://me:pw@host/ {port}", "serve --db http://me:***@host/ {port}"],
])("%s is told as %s", (text, told) => {
  expect(toldCommand(text)).toBe(told);
});
