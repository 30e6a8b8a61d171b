import type { ReferenceRequest, Transport, Header, ReferenceResponse } from "./message.ts";
import type { Settings } from "#reference/server/settings.ts";
import type { State } from "./clusters/state.ts";
import type { RoutedOperation } from "./wire/route.ts";
import type { RegistrationInput, Registration, Cluster, Connector, Tags } from "./clusters/cluster.ts";
import type { Refusal } from "./refusal.ts";
import type { SignedRequest } from "./sigv4/signed-request.ts";
import type { Authorization } from "./sigv4/authorization.ts";
import type { JsonDocument } from "./wire/json-document.ts";
import type { BrokenRule, PlacedRule } from "./service/input/input-rule.ts";
import type { Shape } from "./service/model/shape.ts";
import type { ListingInput } from "./input/listing-input.ts";
import type { NamePage } from "./clusters/page.ts";
import type { View, OutputDocument } from "./render/output-document.ts";

/**
 * Everything the server does, as small functions that a patch can replace one by one. Readers and finders throw a
 * Refusal; checks return what is wrong, or undefined. Each gets the call last, and takes other behaviours from it.
 */
export interface Behaviours
  extends
    AdmissionBehaviours,
    AuthenticationBehaviours,
    RoutingBehaviours,
    NegotiationBehaviours,
    BodyBehaviours,
    ReadingBehaviours,
    InputBehaviours,
    TokenBehaviours,
    RegistryBehaviours,
    ActivationBehaviours,
    TaggingBehaviours,
    PagingBehaviours,
    DocumentBehaviours,
    ResponseBehaviours {}

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
  route: RoutedOperation | undefined;
  /** Set once a RegisterCluster body has been read. */
  registration: RegistrationInput | undefined;
  /** Of a success. */
  status: number;
  transport: Transport;
}

export interface AdmissionBehaviours {
  /** How the answer will travel, decided before any work; later behaviours may still set `call.transport`. */
  readonly transport: (call: Call) => Transport;
  /** Throttling and outages: refuses a request before it is looked at. */
  readonly admit: (call: Call) => Refusal | undefined;
}

type AuthenticationCheck = (signed: SignedRequest, call: Call) => Refusal | undefined;

/** One behaviour per thing that SigV4 verification refuses. Error names: EKS "Common Errors" and API Gateway's responses. */
export interface AuthenticationBehaviours {
  /** Throws MissingAuthenticationTokenException or IncompleteSignatureException. */
  readonly readAuthorization: (call: Call) => Authorization;
  /** Throws IncompleteSignatureException. */
  readonly readDate: (call: Call) => string;
  readonly hashBody: (call: Call) => string;
  readonly checkAccessKey: AuthenticationCheck;
  readonly checkClock: AuthenticationCheck;
  readonly checkScopeDate: AuthenticationCheck;
  readonly checkScopeRegion: AuthenticationCheck;
  readonly checkScopeService: AuthenticationCheck;
  readonly checkSessionToken: AuthenticationCheck;
  readonly checkSessionExpiry: AuthenticationCheck;
  readonly checkBodyHash: AuthenticationCheck;
  readonly checkSignedHeaders: AuthenticationCheck;
  readonly checkSignature: AuthenticationCheck;
  /** Whether whoever signed may do this. */
  readonly checkPermission: AuthenticationCheck;
}

export interface RoutingBehaviours {
  /** The operation that a method and a path (without query) ask for. */
  readonly matchRoute: (method: string, path: string, call: Call) => RoutedOperation | undefined;
  /** Percent-decodes a path label, a query name or a query value, once. Throws SerializationException. */
  readonly percentDecode: (encoded: string, call: Call) => string;
}

export interface NegotiationBehaviours {
  /** A body must be declared as JSON, and operations without one take none. Source: restJson1 malformed-content-type tests. */
  readonly checkContentType: (call: Call) => Refusal | undefined;
  /** The client must be willing to receive JSON. Source: restJson1 malformed-accept tests. */
  readonly checkAccept: (call: Call) => Refusal | undefined;
}

export interface BodyBehaviours {
  readonly checkSize: (call: Call) => Refusal | undefined;
  /** UTF-8 to text. Throws SerializationException. */
  readonly decodeText: (body: Uint8Array, call: Call) => string;
  /** Text to a JSON value; strict JSON. Throws SerializationException. */
  readonly parseJson: (text: string, call: Call) => unknown;
  /** The top level must be an object. Source: restJson1, RestJsonTechnicallyValidJsonBody. Throws SerializationException. */
  readonly readDocument: (value: unknown, call: Call) => JsonDocument;
}

/** JSON to typed members: a wrong type is a SerializationException, before any constraint is looked at. */
export interface ReadingBehaviours {
  /** A value as it is taken, before its type is looked at; `at` is its JSON pointer, and null stands for an absent member. */
  readonly takeValue: (value: unknown, shape: Shape, at: string, call: Call) => unknown;
  readonly readRegistration: (document: JsonDocument, call: Call) => RegistrationInput;
  /** Input to registration once every check has passed. */
  readonly completeRegistration: (input: RegistrationInput, call: Call) => Registration;
}

/** The input of every operation, held to the contract. */
export interface InputBehaviours {
  /** Text to integer. Throws SerializationException on anything else, and on what 32 bits do not hold. */
  readonly readInteger: (text: string, call: Call) => number;
  /** Whether a value of the right type keeps a rule. */
  readonly keepsRule: (value: unknown, rule: PlacedRule, call: Call) => boolean;
  /** The first rule that the input of the call's operation breaks. */
  readonly checkInput: (input: Readonly<Record<string, unknown>>, call: Call) => BrokenRule | undefined;
}

/** Idempotency of clientRequestToken. Source: RegisterCluster page, "a unique, case-sensitive identifier"; the rest is inferred. */
export interface TokenBehaviours {
  /** The cluster that this token registered, if it is still there; tokens of clusters that are gone count as new. */
  readonly replay: (registration: Registration, call: Call) => Cluster | undefined;
  readonly sameParameters: (first: Registration, second: Registration, call: Call) => boolean;
  readonly rememberToken: (registration: Registration, cluster: Cluster, call: Call) => void;
  /** Called when the cluster goes. */
  readonly forgetToken: (cluster: Cluster, call: Call) => void;
}

export interface RegistryBehaviours {
  readonly findCluster: (name: string, call: Call) => Cluster | undefined;
  /** What DeregisterCluster can remove: a cluster made by EKS itself has no registration. */
  readonly findRegistered: (name: string, call: Call) => Cluster | undefined;
  /** Takes the name for this cluster, in one step; false when it is taken already. A promise leaves a gap for races. */
  readonly claimName: (cluster: Cluster, call: Call) => boolean | Promise<boolean>;
  readonly removeCluster: (cluster: Cluster, call: Call) => void;
  /** Whether one more registration is within the quota. */
  readonly checkQuota: (call: Call) => Refusal | undefined;
  /** Whether roles and other resources that a registration needs have propagated. */
  readonly checkPropagation: (call: Call) => Refusal | undefined;
  /** Every cluster that ListClusters knows of, in any order. */
  readonly visibleClusters: (call: Call) => Iterable<Cluster>;
}

export interface ActivationBehaviours {
  readonly clusterArn: (name: string, call: Call) => string;
  readonly activationId: (registration: Registration, call: Call) => string;
  readonly activationCode: (registration: Registration, call: Call) => string;
  /** Epoch milliseconds of the registration. */
  readonly createdAt: (call: Call) => number;
  /** Epoch milliseconds, given those of the registration. */
  readonly activationExpiry: (createdAt: number, call: Call) => number;
  readonly newCluster: (registration: Registration, call: Call) => Cluster;
}

/** Sources: EKS model, TagResource, UntagResource, TagMap and TagKeyList. */
export interface TaggingBehaviours {
  readonly findResource: (arn: string, call: Call) => Cluster | undefined;
  /** All tags that the resource would have. */
  readonly checkTagTotal: (tags: Tags, call: Call) => Refusal | undefined;
  readonly withTags: (before: Tags, added: Tags, call: Call) => Tags;
  readonly withoutTags: (before: Tags, keys: readonly string[], call: Call) => Tags;
  /** Called once the tags are read and changed. A promise leaves a gap for races. */
  readonly storeTags: (cluster: Cluster, tags: Tags, call: Call) => undefined | Promise<void>;
}

export interface PagingBehaviours {
  /** Names that a listing covers, sorted. */
  readonly listedNames: (listing: ListingInput, call: Call) => string[];
  readonly pageOf: (names: readonly string[], listing: ListingInput, call: Call) => NamePage;
  /** The token of the page that starts after this name. */
  readonly writeNextToken: (after: string, call: Call) => string;
  /** The name that a token starts after; undefined for the first page. Throws InvalidParameterException on a token this server did not write. */
  readonly readNextToken: (token: string, call: Call) => string | undefined;
}

export interface DocumentBehaviours {
  /** Epoch milliseconds to JSON. Source: restJson1, timestamps in bodies are epoch seconds as a number. */
  readonly timestamp: (milliseconds: number, member: "createdAt" | "activationExpiry", call: Call) => unknown;
  readonly tagsDocument: (tags: Tags, view: View | "ListTagsForResource", call: Call) => unknown;
  /** The activation code is shown once, in the answer to the registration. Source: observed samples. */
  readonly connectorDocument: (connector: Connector, view: View, call: Call) => OutputDocument;
  readonly clusterDocument: (cluster: Cluster, view: View, call: Call) => OutputDocument;
  /** The whole body around a cluster. */
  readonly clusterEnvelope: (cluster: OutputDocument, view: View, call: Call) => OutputDocument;
  readonly listDocument: (page: NamePage, call: Call) => OutputDocument;
}

export interface ResponseBehaviours {
  readonly successStatus: (call: Call) => number;
  readonly contentType: (call: Call) => string;
  /** Headers of every response, errors among them. */
  readonly commonHeaders: (call: Call) => readonly Header[];
  readonly encode: (document: OutputDocument, call: Call) => Uint8Array | string;
  readonly renderSuccess: (document: OutputDocument, call: Call) => ReferenceResponse;
  readonly errorStatus: (refusal: Refusal, call: Call) => number;
  /** Headers that name the error. Source: restJson1, "operation error serialization", and its note on Amazon EKS. */
  readonly errorHeaders: (refusal: Refusal, call: Call) => readonly Header[];
  readonly errorDocument: (refusal: Refusal, call: Call) => OutputDocument;
  readonly renderError: (refusal: Refusal, call: Call) => ReferenceResponse;
}
