// Tests an emulator from a script of one's own. Start it first, or give no endpoint to try the embedded server.
import { run } from "eks-conformance";

const endpointUrl = process.env.ENDPOINT_URL;
const { events, record } = run({
  endpointUrl,
  select: ["register.name.*", "register.route"],
  cases: 0,
  seed: 3,
});

for await (const event of events) {
  if (event.type === "case" && event.verdict === "fail") console.log(`failed: ${event.id}`);
}
const { outcome } = await record;
console.log(outcome.sentence);
process.exitCode = outcome.exitCode;
