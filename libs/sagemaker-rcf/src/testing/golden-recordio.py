"""Prints golden-recordio.json: RecordIO bodies as AWS's own Python SDK writes them (pip install 'sagemaker<3' numpy scipy)."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import numpy
from sagemaker.amazon.record_pb2 import Record
from sagemaker.serializer_utils import (
    _write_recordio,
    write_numpy_to_dense_tensor,
    write_spmatrix_to_sparse_tensor,
)
from scipy.sparse import csr_matrix

Rows = Sequence[Sequence[float]]


def dense(rows: Rows, dtype: str, labels: Sequence[int] | None = None) -> dict[str, Any]:
    body = io.BytesIO()
    write_numpy_to_dense_tensor(
        body,
        numpy.array(rows, dtype=dtype),
        None if labels is None else numpy.array(labels, dtype="float32"),
    )
    return {"vectors": rows, "hex": body.getvalue().hex()}


def sparse(rows: Rows) -> dict[str, Any]:
    body = io.BytesIO()
    write_spmatrix_to_sparse_tensor(body, csr_matrix(numpy.array(rows, dtype="float32")))
    return {"vectors": rows, "hex": body.getvalue().hex()}


def scored(scores: Sequence[float]) -> dict[str, Any]:
    body = io.BytesIO()
    for score in scores:
        record = Record()
        record.label["score"].float32_tensor.values.append(score)
        _write_recordio(body, record.SerializeToString())
    return {"scores": scores, "hex": body.getvalue().hex()}


if __name__ == "__main__":
    print(
        json.dumps(
            {
                "float32": dense([[1.5, -16.25, 0.125], [0, 100.5, 65536]], "float32"),
                "float64": dense([[1.5, -16.25, 0.1], [0, 100.5, 1e-300]], "float64"),
                "int32": dense([[1, -2, 300], [0, 2147483647, -2147483648]], "int"),
                "wide": dense([[i / 8 for i in range(50)]], "float32"),
                "labelled": dense([[1.5, 2.5], [3.5, 4.5]], "float32", [0, 1]),
                "sparse": sparse([[0, 0, 1.5, 0], [0, 0, 0, 0], [2.5, 0, 0, -3.5]]),
                "scores": scored([0.25, 1.5]),
            },
            indent=2,
        )
    )
