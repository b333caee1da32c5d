"""Scores from a SageMaker endpoint that serves a Random Cut Forest."""

from __future__ import annotations

import json
from typing import Any

import boto3
import numpy as np
import numpy.typing as npt

_VECTORS_PER_REQUEST = 1000  # some 100 kB; an endpoint takes 6 MB
Vectors = npt.NDArray[np.float64]


def score_vectors(endpoint: str, vectors: Vectors, client: Any = None) -> Vectors:
    """
    A score per row, in order; higher is stranger. `AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME` in the environment sends the
    requests elsewhere, such as to `egress serve-endpoint`. Raises ValueError when the answer has not one score each.
    """
    runtime = client or boto3.client("sagemaker-runtime")
    starts = range(0, len(vectors), _VECTORS_PER_REQUEST)
    batches = [_score(runtime, endpoint, vectors[start : start + _VECTORS_PER_REQUEST]) for start in starts]
    return np.concatenate([np.empty(0), *batches])


def _score(runtime: Any, endpoint: str, vectors: Vectors) -> Vectors:
    body = "\n".join(",".join(repr(float(value)) for value in vector) for vector in vectors)
    answer = runtime.invoke_endpoint(
        EndpointName=endpoint, ContentType="text/csv", Accept="application/json", Body=body.encode()
    )
    scores = [entry["score"] for entry in json.loads(answer["Body"].read())["scores"]]
    if len(scores) != len(vectors):
        raise ValueError(f"{endpoint}: {len(scores)} scores for {len(vectors)} vectors")
    return np.array(scores)
