import { accessLost } from "#endpoint/aws/access-lost.ts";

/**
 * What is learnt by asking; where nothing more can be asked, what is made of the reason. Lost credentials, or an endpoint
 * that is gone, prove nothing about a resource, and do not end the settling: what is left must still be told.
 */
export async function unlessAccessLost<Result, Otherwise = Result>(
  ask: () => Promise<Result>,
  without: (reason: string) => Otherwise,
): Promise<Result | Otherwise> {
  try {
    return await ask();
  } catch (error) {
    const reason = accessLost(error)?.reason;
    if (reason === undefined) throw error;
    return without(reason);
  }
}
