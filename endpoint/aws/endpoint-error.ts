/** An endpoint, Region, CA bundle or proxy is not usable; the message is one line for the user. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
}
