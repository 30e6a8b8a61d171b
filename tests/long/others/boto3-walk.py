"""Walks through a service with boto3: reads an order from standard input, and prints what boto3 made of each answer.

The order has `url`, `steps` (operation, input, learn) and `errors` (codes by operation, which the server is asked for).
"""

import datetime
import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config

order = json.load(sys.stdin)
client = boto3.client(
    "eks",
    endpoint_url=order["url"],
    region_name="us-west-2",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    config=Config(retries={"total_max_attempts": 1}),
)
found = {}
provoked = None


def provoke(params, **_):
    if provoked is not None:
        params["headers"]["x-reference-provoke"] = provoked


client.meta.events.register("before-call.eks", provoke)


def filled(value):
    if isinstance(value, dict):
        return {name: filled(member) for name, member in value.items()}
    if isinstance(value, list):
        return [filled(item) for item in value]
    return found[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def call(step):
    return getattr(client, xform_name(step["operation"]))(**filled(step["input"]))


def at(answer, path):
    for name in path.split("."):
        answer = answer[int(name) if name.isdigit() else name]
    return answer


def written(value):
    if isinstance(value, datetime.datetime):
        return {"$date": value.isoformat()}
    raise TypeError(type(value))


def error_of(step, code):
    try:
        call(step)
    except getattr(client.exceptions, code) as error:
        return {"code": code, "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
    except Exception as error:
        return {"code": type(error).__name__, "message": str(error)}
    return None


answers = []
for step in order["steps"]:
    answer = call(step)
    for name, path in step.get("learn", {}).items():
        found[name] = at(answer, path)
    answers.append(answer)

errors = {}
for step in order["steps"]:
    wanted = order["errors"].get(step["operation"], [])
    errors[step["operation"]] = []
    for provoked in wanted:
        errors[step["operation"]].append(error_of(step, provoked))
    provoked = None

print(json.dumps({"answers": answers, "errors": errors}, default=written))
