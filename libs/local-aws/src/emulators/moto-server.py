"""Runs the moto server, with what its SageMaker lacks so that Terraform can destroy the stacks: a model package group that can be
deleted.

Usage: moto-server.py -H HOST -p PORT
"""

from __future__ import annotations

from moto.core.responses import EmptyResult
from moto.sagemaker.responses import SageMakerResponse
from moto.server import main


def delete_model_package_group(self: SageMakerResponse) -> EmptyResult:
    name = self._get_param("ModelPackageGroupName")
    # It refuses what is not there.
    self.sagemaker_backend.describe_model_package_group(name)
    del self.sagemaker_backend.model_package_groups[name]
    return EmptyResult()


if __name__ == "__main__":
    if hasattr(SageMakerResponse, "delete_model_package_group"):
        raise SystemExit("this moto deletes model package groups itself: moto-server.py is not needed any more")
    setattr(SageMakerResponse, "delete_model_package_group", delete_model_package_group)  # noqa: B010 moto has none to type
    main()
