import { startLoopback, type LoopbackServer } from "./loopback.ts";

export const ACCOUNT = "111122223333";

export interface StsAnswer {
  readonly account?: string;
  readonly arn?: string;
  readonly status?: number;
  /** Of an answer that is none of 200. */
  readonly code?: string;
}

/** Answers GetCallerIdentity, as a user of the sandbox account unless told otherwise. */
export async function startSts(answer: StsAnswer = {}): Promise<LoopbackServer> {
  const { account = ACCOUNT, arn, status = 200, code = "InvalidClientTokenId" } = answer;
  const identity = `<Arn>${arn ?? `arn:aws:iam::${account}:user/ci`}</Arn><UserId>AIDA</UserId><Account>${account}</Account>`;
  const body = status === 200 ? identity : `<Error><Code>${code}</Code></Error>`;
  return startLoopback((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "text/xml" });
    response.end(`<GetCallerIdentityResponse>${body}</GetCallerIdentityResponse>`);
  });
}
