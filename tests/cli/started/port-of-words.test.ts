import { expect, test } from "@jest/globals";
import { portOfWords } from "#cli/started/await-target.ts";
import { splitWords } from "#cli/flags/split-words.ts";

test.each<[line: string, port: number | undefined]>([
  ["moto_server -p 5000", 5000],
  ["moto_server -p5000", 5000],
  ["moto_server -H 0.0.0.0 --port 5000", 5000],
  ["serve --port=5000 --verbose", 5000],
  ["serve :5000", 5000],
  ["serve --listen 127.0.0.1:5000", 5000],
  ["serve http://localhost:5000/ --port 5000", 5000],
  ["sh -c 'moto_server -p 5000'", 5000],
  ["docker run -p 4566:80 some/image:4567", 4566],
  ["docker run -p 127.0.0.1:4566:80 some/image", 4566],
  ["docker run --publish=4566:80 some/image", 4566],
  ["serve -p 5000 --admin :5001", undefined],
  ["serve -p 0", undefined],
  ["serve -p 99999", undefined],
  ["serve --endpoint example.com:5000", undefined],
  ["moto_server", undefined],
  ["serve 5000", undefined],
])("%j listens on %s", (line, port) => {
  expect(portOfWords(splitWords(line, "--command"))).toBe(port);
});
