// The command of somebody's tests: run.mjs weak | strong | failing | nothing
import { clientOf } from "./client.mjs";
import { strong, weak } from "./test-files.mjs";

const [, , name] = process.argv;
const endpoint = process.env.AWS_ENDPOINT_URL_EKS;
if (name === "weak") await weak(endpoint);
if (name === "strong") await strong(endpoint);
if (name === "failing") {
  await clientOf(endpoint)("GET", "/clusters");
  console.error("expected \u001b[31m3 clusters");
  process.exit(7);
}
