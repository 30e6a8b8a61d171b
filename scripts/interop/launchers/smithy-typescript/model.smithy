$version: "2.0"

namespace eks.registration

use aws.protocols#restJson1

/// Registration of Kubernetes clusters: the four operations, in our own words.
@restJson1
service Registration {
    version: "2017-11-01"
    operations: [RegisterCluster, DeregisterCluster, DescribeCluster, ListClusters]
}

@http(method: "POST", uri: "/cluster-registrations", code: 200)
operation RegisterCluster {
    input := {
        @required
        name: ClusterName

        @required
        connectorConfig: ConnectorConfigRequest

        clientRequestToken: String

        tags: RequestTagMap
    }
    output: ClusterOutput
    errors: [ClientException, InvalidParameterException, ResourceInUseException, ServerException]
}

@idempotent
@http(method: "DELETE", uri: "/cluster-registrations/{name}", code: 200)
operation DeregisterCluster {
    input := {
        @required
        @httpLabel
        name: String
    }
    output: ClusterOutput
    errors: [ClientException, ResourceNotFoundException, ServerException]
}

@readonly
@http(method: "GET", uri: "/clusters/{name}", code: 200)
operation DescribeCluster {
    input := {
        @required
        @httpLabel
        name: String
    }
    output: ClusterOutput
    errors: [ClientException, ResourceNotFoundException, ServerException]
}

@readonly
@http(method: "GET", uri: "/clusters", code: 200)
operation ListClusters {
    input := {
        @httpQuery("maxResults")
        maxResults: PageSize

        @httpQuery("nextToken")
        nextToken: String

        @httpQuery("include")
        include: IncludeList
    }
    output := {
        clusters: NameList
        nextToken: String
    }
    errors: [ClientException, InvalidParameterException, ServerException]
}

structure ClusterOutput {
    cluster: Cluster
}

structure Cluster {
    name: String
    arn: String
    createdAt: Timestamp
    status: String
    tags: TagMap
    connectorConfig: ConnectorConfigResponse
}

structure ConnectorConfigRequest {
    @required
    roleArn: String

    @required
    provider: Provider
}

structure ConnectorConfigResponse {
    activationId: String
    activationCode: String
    activationExpiry: Timestamp
    provider: String
    roleArn: String
}

@length(min: 1, max: 100)
@pattern("^[0-9A-Za-z][A-Za-z0-9\\-_]*$")
string ClusterName

enum Provider {
    EKS_ANYWHERE
    ANTHOS
    GKE
    AKS
    OPENSHIFT
    TANZU
    RANCHER
    EC2
    OTHER
}

@length(min: 0, max: 50)
map RequestTagMap {
    key: TagKey
    value: TagValue
}

map TagMap {
    key: String
    value: String
}

@length(min: 1, max: 128)
string TagKey

@length(min: 0, max: 256)
string TagValue

@range(min: 1, max: 100)
integer PageSize

list IncludeList {
    member: String
}

list NameList {
    member: String
}

@error("client")
@httpError(400)
structure ClientException {
    message: String
}

@error("client")
@httpError(400)
structure InvalidParameterException {
    message: String
}

@error("client")
@httpError(409)
structure ResourceInUseException {
    message: String
}

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    message: String
}

@error("server")
@httpError(500)
structure ServerException {
    message: String
}
