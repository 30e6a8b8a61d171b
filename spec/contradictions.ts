/** A point on which two sources disagree, and how this suite decides. */
export interface Contradiction {
  /** `C1` and on; never reused. */
  readonly id: string;
  readonly topic: string;
  readonly sources: readonly { readonly source: string; readonly says: string }[];
  readonly resolution: string;
}

const PAGE = "API page of RegisterCluster";
const MODEL = "AWS service model";
const OBSERVED = "observed on EKS";
const GUIDE = "EKS User Guide";
const COMMON = "Common Errors page";

/** Where the sources of the contract contradict each other; spec/source holds what each of them says. */
export const CONTRADICTIONS: readonly Contradiction[] = [
  {
    id: "C1",
    topic: "Is the name pattern anchored at its end?",
    sources: [
      { source: PAGE, says: "The pattern has no end anchor, so a search for it also finds it in `a!!!`." },
      { source: MODEL, says: "The Smithy model ends the pattern with `$`; botocore's copy does not." },
      { source: OBSERVED, says: "Names such as `bad.name` and `cluster/nodegroup` are refused (2021-04, 2026-09)." },
    ],
    resolution: "The whole name must match.",
  },
  {
    id: "C2",
    topic: "May `tags` be an empty map?",
    sources: [
      { source: PAGE, says: "At most 50 entries; no least number is given." },
      { source: MODEL, says: "1 to 50 entries." },
      { source: OBSERVED, says: "Responses show `tags` as an empty object." },
    ],
    resolution: "A request with an empty map is unspecified: observed, never failed. In a response it is in order.",
  },
  {
    id: "C3",
    topic: "Which errors can RegisterCluster return?",
    sources: [
      { source: MODEL, says: "Eight errors, InvalidRequestException not among them." },
      { source: OBSERVED, says: "InvalidRequestException, 400, for a role that is absent or not trusted (2022-11)." },
    ],
    resolution: "An undocumented InvalidRequestException is reported, never failed by itself.",
  },
  {
    id: "C4",
    topic: "Which errors can DescribeCluster return?",
    sources: [
      { source: MODEL, says: "Neither InvalidParameterException nor AccessDeniedException is declared." },
      {
        source: OBSERVED,
        says: "400 InvalidParameterException for a name no cluster can have; 403 without permission.",
      },
    ],
    resolution: "Describing a name that breaks the pattern is unspecified; either error is accepted.",
  },
  {
    id: "C5",
    topic: "Which path does RegisterCluster have?",
    sources: [
      {
        source: PAGE,
        says: "The request syntax posts to `/cluster-registrations`, the sample request to `/clusters`.",
      },
      { source: MODEL, says: "`/cluster-registrations`; a POST to `/clusters` is CreateCluster." },
    ],
    resolution: "`/cluster-registrations`; the sample is a slip, and so are its missing Content-Type and its length.",
  },
  {
    id: "C6",
    topic: "How is the connector's member of a response spelt?",
    sources: [
      { source: MODEL, says: "`connectorConfig`." },
      { source: GUIDE, says: "A sample prints `ConnectorConfig`." },
    ],
    resolution: "`connectorConfig`, as the API page has it too.",
  },
  {
    id: "C7",
    topic: "How long does an activation last?",
    sources: [
      { source: PAGE, says: "The manifest must be applied within three days." },
      { source: OBSERVED, says: "The expiry lies three days less half a second after createdAt (2024-04)." },
      { source: GUIDE, says: "A sample of a registration has it 56 minutes after createdAt." },
    ],
    resolution: "The expiry lies ahead and at most three days out; less than that is not held against an endpoint.",
  },
  {
    id: "C8",
    topic: "What has to be applied to the cluster?",
    sources: [
      { source: PAGE, says: "As vendored: a word made of Manifest and activationID, run together." },
      { source: MODEL, says: "A manifest that holds the activation id and the activation code." },
    ],
    resolution: "The vendored text lost a link; the model's reading stands.",
  },
  {
    id: "C9",
    topic: "What is the parameter without a name after `name`?",
    sources: [
      { source: PAGE, says: "As vendored: a list item without its name, a map of up to 50 entries." },
      { source: MODEL, says: "`tags`." },
    ],
    resolution: "It is `tags`; the vendored text lost the name.",
  },
  {
    id: "C10",
    topic: "What does throttling look like?",
    sources: [
      { source: COMMON, says: "ThrottlingException with status 400." },
      { source: MODEL, says: "ThrottlingException with status 429, on other operations." },
      { source: OBSERVED, says: "TooManyRequestsException." },
    ],
    resolution: "Each of them counts as throttling: retried, kept as evidence, never a verdict by itself.",
  },
  {
    id: "C11",
    topic: "How are errors of the front door named?",
    sources: [
      { source: COMMON, says: "IncompleteSignature and others without the ending Exception." },
      { source: "API Gateway", says: "The same names with the ending Exception, status 403." },
    ],
    resolution: "Either name is accepted.",
  },
  {
    id: "C12",
    topic: "To which service is the connector's role passed?",
    sources: [
      { source: "Service Authorization Reference", says: "eks.amazonaws.com." },
      { source: GUIDE, says: "The role trusts ssm.amazonaws.com, and the service-linked role passes it there." },
    ],
    resolution: "Nothing is judged by it; the guide for running against AWS names both.",
  },
  {
    id: "C13",
    topic: "How long may clientRequestToken be?",
    sources: [
      { source: PAGE, says: "A string, without limits." },
      { source: MODEL, says: "A string, without limits." },
      { source: OBSERVED, says: "CreateCluster refuses fewer than 33 and more than 126 characters (2021-12)." },
    ],
    resolution: "Tokens of 33 to 126 characters must be accepted; other lengths are unspecified.",
  },
  {
    id: "C14",
    topic: "What does the message of ResourceInUseException say?",
    sources: [
      { source: PAGE, says: "That the resource is in use." },
      { source: OBSERVED, says: "That a cluster of the name exists already (2018, 2022-04)." },
    ],
    resolution: "Texts of errors are never judged.",
  },
  {
    id: "C15",
    topic: "How large may a page of ListIdentityProviderConfigs be asked for?",
    sources: [
      { source: MODEL, says: "`maxResults` is 1 to 100." },
      { source: OBSERVED, says: "100 is refused with 400: `maxResults needs to be 1` (three reports since 2022-06)." },
    ],
    resolution: "What becomes of its `maxResults` is observed, never failed.",
  },
  {
    id: "C16",
    topic: "How are the states of Kubernetes versions spelt?",
    sources: [
      {
        source: MODEL,
        says: "`standard-support` and the like, in the input and in answers of DescribeClusterVersions.",
      },
      { source: OBSERVED, says: "`STANDARD_SUPPORT` in published answers (2025, 2026)." },
      { source: "API page of ClusterVersionInformation", says: "`status` is deprecated: input and output differ." },
    ],
    resolution: "What becomes of its `status` is observed; an answer with a value that no model lists is tolerated.",
  },
  {
    id: "C17",
    topic: "How do answers show members without a value?",
    sources: [
      { source: MODEL, says: "Members may be absent; of null it does not speak." },
      { source: OBSERVED, says: "Explicit nulls, `nextToken` of a last page among them, byte by byte (2018 to 2022)." },
    ],
    resolution: "In an answer null and absence mean the same.",
  },
  {
    id: "C18",
    topic: "Which error has DescribeCluster or DeleteCluster of an unknown name?",
    sources: [
      { source: MODEL, says: "ResourceNotFoundException, 404." },
      { source: OBSERVED, says: "At times ClientException, whose message says that there is no such cluster (2026)." },
    ],
    resolution: "ResourceNotFoundException is asked for; a ClientException with such a message is tolerated.",
  },
  {
    id: "C19",
    topic: "How is the member with an error's text spelt?",
    sources: [
      { source: MODEL, says: "`message`." },
      { source: OBSERVED, says: "`message` from EKS, `Message` from the layer before it (2020)." },
    ],
    resolution: "Either counts as a message.",
  },
  {
    id: "C20",
    topic: "What do `clusterName` and `addonName` of an add-on's error hold?",
    sources: [
      { source: MODEL, says: "The cluster, and the add-on, that the error is about." },
      { source: OBSERVED, says: "Each held the name of the other (2023); in 2021 they were right." },
    ],
    resolution: "Their types are judged, never what they name.",
  },
  {
    id: "C21",
    topic: "Is `bootstrapClusterCreatorAdminPermissions` shown?",
    sources: [
      { source: MODEL, says: "AccessConfigResponse has the member." },
      { source: OBSERVED, says: "No answer shows it (2026)." },
    ],
    resolution: "Whether it is shown is not judged.",
  },
  {
    id: "C22",
    topic: "How long may `nodegroupName` be?",
    sources: [
      { source: MODEL, says: "A string, without limits." },
      { source: OBSERVED, says: "More than 63 characters are refused (2021-12)." },
    ],
    resolution: "No length of it is judged.",
  },
  {
    id: "C23",
    topic: "Which characters may the value of a node group's label have?",
    sources: [
      { source: MODEL, says: "1 to 63 characters, of any kind." },
      { source: OBSERVED, says: "Only letters, digits and `-_.`, with a letter or digit at either end (2024-11)." },
    ],
    resolution: "That other values within the model's limits are accepted is observed, never failed.",
  },
  {
    id: "C24",
    topic: "Which characters may the key of a node group's tag have?",
    sources: [
      { source: MODEL, says: "1 to 128 characters, of any kind." },
      { source: OBSERVED, says: "With tags in instance metadata, letters, digits and `-_+=,.@:` alone (2022-01)." },
    ],
    resolution: "The model holds: no plain input asks for tags in instance metadata.",
  },
  {
    id: "C25",
    topic: "Does an encryption configuration need its key?",
    sources: [
      { source: MODEL, says: "`keyArn` is optional." },
      { source: OBSERVED, says: "CreateCluster without it is refused: `KeyArn is required` (2022-02)." },
    ],
    resolution: "That it may be left out is observed, never failed.",
  },
  {
    id: "C26",
    topic: "Which errors can CreateFargateProfile return?",
    sources: [
      { source: MODEL, says: "ResourceInUseException is not among them." },
      {
        source: OBSERVED,
        says: "ResourceInUseException, 409, for a taken name and while another profile is in transition (2020, 2022).",
      },
    ],
    resolution: "No case asks for either error; seen, it is no finding.",
  },
];
