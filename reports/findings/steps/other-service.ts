import { decoded } from "#protocol/decoded.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { bodyBytes, type Sent, SIGNATURE } from "./signature.ts";

/**
 * What a request has beside what signs it: how its body is written, what is wanted, who asks, and the error that our own
 * server is asked for.
 */
const HEADER =
  /^(accept(-(charset|encoding|language))?|content-(encoding|language|md5|type)|(x-amz-)?user-agent|amz-sdk-[a-z-]+|x-reference-provoke)$/i;

/**
 * Why a request may be taken for one to another service: an endpoint that serves several goes by what AWS's protocols name
 * an operation with beside its path, a header (awsJson) or a parameter `Action` (awsQuery), and a record may name any.
 */
export function asksAnother({ request: { path, headers, body } }: Sent): string | undefined {
  const strange = headers.find(([name]) => !SIGNATURE.test(name) && !HEADER.test(name));
  if (strange !== undefined) return "a header may say what else the request is to do";
  const query = path.split("?").slice(1).join("&").split("&");
  const isNamed = query.some((each) => decoded(each.split("=", 1)[0] ?? "").toLowerCase() === "action");
  // Forms are read whatever the media type, and out of JSON, too.
  const form = parsedJson(body?.text) === undefined ? /action/i : /action=/i;
  const isForm = form.test(unescaped(Buffer.from(bodyBytes(body)).toString("latin1")));
  return isNamed || isForm ? "it may name an operation of another service" : undefined;
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
