import { expect, test } from "@jest/globals";
import { targetName } from "#reports/model/names/target-name.ts";
import { conformant } from "#tests/reports/records.ts";

const { target } = conformant;

test("a target goes by its URL", () => {
  expect(targetName(target)).toBe(target.endpoint);
});

test("the embedded server goes by one name, whatever its port", () => {
  expect(targetName({ ...target, embedded: true })).toBe("embedded reference server");
});

test.each([
  ["moto_server -p {port}", "moto_server -p {port}"],
  [".venv/bin/moto_server -p {port}", "moto_server -p {port}"],
  ["/opt/moto 5/bin/moto_server", "moto 5/bin/moto_server"],
  ["'/usr/bin/node' '/home/a/dist/cli/main.js' serve --port {port}", "node main.js serve --port {port}"],
  ["node ./build/server.js --data=/tmp/a/b", "node server.js --data=b"],
  ["docker run -p {port}:5000 motoserver/moto", "docker run -p {port}:5000 motoserver/moto"],
  ["server --url http://127.0.0.1:{port}/a/b", "server --url http://127.0.0.1:{port}/a/b"],
  ["/", "/"],
])("a target that is started goes by what starts it, wherever that is: %s", (command, name) => {
  expect(targetName({ ...target, command })).toBe(name);
});

test("a name is found within a moment, whatever a record says", () => {
  for (const part of ["a/", "/a", " /", "'/a", "=~/", "'a"]) targetName({ ...target, command: part.repeat(100_000) });
});
