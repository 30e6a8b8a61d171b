"""A registration API in FastAPI, its limits as pydantic models, a dict for a store: what a platform team would write."""

import sys
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import Enum
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, StringConstraints
from starlette.exceptions import HTTPException

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[0-9A-Za-z][A-Za-z0-9\-_]*$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Value = Annotated[str, StringConstraints(max_length=256)]


class Provider(str, Enum):
    EKS_ANYWHERE = "EKS_ANYWHERE"
    ANTHOS = "ANTHOS"
    GKE = "GKE"
    AKS = "AKS"
    OPENSHIFT = "OPENSHIFT"
    TANZU = "TANZU"
    RANCHER = "RANCHER"
    EC2 = "EC2"
    OTHER = "OTHER"


class ConnectorConfig(BaseModel):
    roleArn: str
    provider: Provider


class Registration(BaseModel):
    name: Name
    connectorConfig: ConnectorConfig
    clientRequestToken: str | None = None
    tags: Annotated[dict[Key, Value], Field(max_length=50)] | None = None


class Problem(Exception):
    def __init__(self, status: int, kind: str, message: str):
        self.status, self.kind, self.message = status, kind, message


app = FastAPI()
clusters: dict[str, dict] = {}
tokens: dict[str, tuple[Registration, dict]] = {}


def refusal(status: int, kind: str, message: str) -> JSONResponse:
    return JSONResponse({"message": message}, status, headers={"x-amzn-errortype": kind})


@app.exception_handler(Problem)
async def on_problem(_: Request, problem: Problem) -> JSONResponse:
    return refusal(problem.status, problem.kind, problem.message)


@app.exception_handler(RequestValidationError)
async def on_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
    return refusal(400, "InvalidParameterException", "; ".join(str(e["msg"]) for e in error.errors()))


@app.exception_handler(HTTPException)
async def on_http(_: Request, error: HTTPException) -> JSONResponse:
    kind = "UnknownOperationException" if error.status_code in (404, 405) else "InvalidParameterException"
    return refusal(error.status_code, kind, str(error.detail))


def found(name: str) -> dict:
    if name not in clusters:
        raise Problem(404, "ResourceNotFoundException", f"No cluster found for name: {name}.")
    return clusters[name]


def shown(cluster: dict) -> dict:
    """As others than the registration see it: without the code."""
    config = {key: value for key, value in cluster["connectorConfig"].items() if key != "activationCode"}
    return {**cluster, "connectorConfig": config}


@app.post("/cluster-registrations")
async def register_cluster(wanted: Registration) -> dict:
    token = wanted.clientRequestToken
    if token is not None and token in tokens:
        before, cluster = tokens[token]
        if cluster["name"] in clusters:
            if before != wanted:
                raise Problem(400, "InvalidParameterException", "The token was used with other parameters.")
            return {"cluster": cluster}
    if wanted.name in clusters:
        raise Problem(409, "ResourceInUseException", f"Cluster already exists: {wanted.name}")
    now = time.time()
    cluster = {
        "name": wanted.name,
        "arn": f"arn:aws:eks:us-east-1:123456789012:cluster/{wanted.name}",
        "createdAt": now,
        "status": "PENDING",
        "tags": wanted.tags or {},
        "connectorConfig": {
            "activationId": str(uuid.uuid4()),
            "activationCode": str(uuid.uuid4()),
            "activationExpiry": now + 3 * 24 * 3600 - 0.5,
            "provider": wanted.connectorConfig.provider.value,
            "roleArn": wanted.connectorConfig.roleArn,
        },
    }
    clusters[wanted.name] = cluster
    if token is not None:
        tokens[token] = (wanted, cluster)
    return {"cluster": cluster}


@app.delete("/cluster-registrations/{name}")
async def deregister_cluster(name: Annotated[str, Path()]) -> dict:
    cluster = found(name)
    del clusters[name]
    return {"cluster": {**shown(cluster), "status": "DELETING"}}


@app.get("/clusters/{name}")
async def describe_cluster(name: Annotated[str, Path()]) -> dict:
    return {"cluster": shown(found(name))}


@app.get("/clusters")
async def list_clusters(
    maxResults: Annotated[int, Query(ge=1, le=100)] = 100,
    nextToken: str | None = None,
    include: Annotated[list[str] | None, Query()] = None,
) -> dict:
    if any(value not in ("all", "") for value in include or []):
        raise Problem(400, "InvalidParameterException", "include must be one of all")
    try:
        after = "" if nextToken is None else urlsafe_b64decode(nextToken).decode()
    except ValueError:
        raise Problem(400, "InvalidParameterException", "The token is none of ours.")
    # Connected clusters, and there are no others here, are listed where all are asked for.
    names = [name for name in sorted(clusters) if name > after] if "all" in (include or []) else []
    page = names[:maxResults]
    more = len(names) > len(page)
    return {"clusters": page, "nextToken": urlsafe_b64encode(page[-1].encode()).decode() if more else None}


def main() -> None:
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
