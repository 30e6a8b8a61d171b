// Tests an emulator from a script of one's own. Start it first, or set no AWS_ENDPOINT_URL_EKS to try the embedded server.
import { run } from "eks-conformance";

const { events, record } = run({
  // Without an endpointUrl here, AWS_ENDPOINT_URL_EKS names the endpoint, as for the command.
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
