// The reference server on the port given, which dies of one sort of request: a registration whose name has more than 100
// characters. Run as a program of its own, so that it can die.
import { createServer } from "node:http";
import { createReference } from "../../../dist/reference/server/reference.js";

const reference = createReference({ region: "us-east-1" });
const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    if (/"name":"[^"]{101,}"/.test(body.toString())) process.kill(process.pid, "SIGKILL");
    const headers = request.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1]]] : []));
    reference.handle({ method: request.method, path: request.url, headers, body }).then((answer) => {
      response.writeHead(answer.status, answer.headers.flat());
      response.end(answer.body);
    });
  });
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => console.log(`process ${process.pid}`));
