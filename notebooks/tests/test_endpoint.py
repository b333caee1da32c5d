from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest

from egress_notebooks.endpoint import score_vectors


class Runtime:
    """Scores each vector with its first number, or leaves some out."""

    def __init__(self, dropped: int = 0) -> None:
        self.dropped = dropped
        self.sizes: list[int] = []

    def invoke_endpoint(self, **request: Any) -> dict[str, Any]:
        assert (request["EndpointName"], request["ContentType"]) == ("egress", "text/csv")
        vectors = request["Body"].decode().split("\n")
        self.sizes.append(len(vectors))
        scores = [{"score": float(vector.split(",")[0])} for vector in vectors][self.dropped :]
        return {"Body": io.BytesIO(json.dumps({"scores": scores}).encode())}


def test_scores_come_in_the_order_of_the_vectors_over_several_requests() -> None:
    vectors = np.arange(5000, dtype=float).reshape(2500, 2)
    runtime = Runtime()
    assert score_vectors("egress", vectors, runtime).tolist() == vectors[:, 0].tolist()
    assert runtime.sizes == [1000, 1000, 500]


def test_no_vectors_have_no_scores() -> None:
    assert score_vectors("egress", np.empty((0, 5)), Runtime()).tolist() == []


def test_refuses_an_answer_that_leaves_out_a_score() -> None:
    with pytest.raises(ValueError, match="egress: 2 scores for 3 vectors"):
        score_vectors("egress", np.ones((3, 2)), Runtime(dropped=1))
