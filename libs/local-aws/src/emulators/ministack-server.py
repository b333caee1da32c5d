"""Runs MiniStack, and has Step Functions name a throttled function as on AWS: MiniStack 1.5.33 calls that Lambda.Unknown, by
which a state machine cannot tell it from other faults.
"""

from __future__ import annotations

from typing import Any

from ministack.app import main
from ministack.services import stepfunctions

call_lambda = stepfunctions._call_lambda


def call_lambda_with_error_names(function: Any, event: Any) -> Any:
    try:
        return call_lambda(function, event)
    except stepfunctions._ExecutionError as error:
        if error.error == "Lambda.Unknown" and '"TooManyRequestsException"' in error.cause:
            raise stepfunctions._ExecutionError("Lambda.TooManyRequestsException", error.cause) from error
        raise


if __name__ == "__main__":
    stepfunctions._call_lambda = call_lambda_with_error_names
    main()
