import type { Behaviours } from "./behaviours.ts";
import type { RegistrationInput } from "./clusters/cluster.ts";
import type { State } from "./clusters/state.ts";
import type { ReferenceRequest, Transport } from "./message.ts";
import type { Settings } from "./options.ts";
import type { Route } from "./wire/routing.ts";

/** One request on its way through the pipeline, handed to every behaviour. */
export interface Call {
  /** The server's own set: a behaviour that needs another one takes it from here, so that patches combine. */
  readonly behaviours: Behaviours;
  readonly request: ReferenceRequest;
  /** 1 for the server's first request. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly requestId: string;
  readonly settings: Settings;
  readonly state: State;
  /** Set once the request is routed. */
  route: Route | undefined;
  /** Set once a RegisterCluster body has been read. */
  registration: RegistrationInput | undefined;
  transport: Transport;
}
