import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const ACCOUNT = "111122223333";

export interface StsServer {
  readonly url: string;
  close(): void;
}

export interface StsAnswer {
  readonly account?: string;
  readonly arn?: string;
  readonly status?: number;
}

/** Answers GetCallerIdentity, as a user of the sandbox account unless told otherwise. */
export async function startSts({ account = ACCOUNT, arn, status = 200 }: StsAnswer = {}): Promise<StsServer> {
  const identity = `<Arn>${arn ?? `arn:aws:iam::${account}:user/ci`}</Arn><UserId>AIDA</UserId><Account>${account}</Account>`;
  const body = status === 200 ? identity : "<Error><Code>InvalidClientTokenId</Code></Error>";
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "text/xml" });
    response.end(`<GetCallerIdentityResponse>${body}</GetCallerIdentityResponse>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
