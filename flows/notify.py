"""Telling somebody that a run failed: a hook of the flows, which posts to the address in `TALLYBOOK_NOTIFY_URL`."""

import os
from typing import Any

VARIABLE = "TALLYBOOK_NOTIFY_URL"
_SECONDS = 10.0


def tell_failure(flow: Any, flow_run: Any, state: Any) -> None:
    """Post the run's name, id, state and message as JSON; `text` alone is what chat programs show.

    An address that does not answer is logged by Prefect as a failed hook, and changes nothing of the run.
    """
    address = os.environ.get(VARIABLE)
    if not address:
        return
    import httpx

    message = " ".join(str(state.message or "").split())[:1000]
    told = {
        "text": f"Tallybook: {flow.name} {state.name.lower()}: {message}",
        "flow": flow.name,
        "flow_run": flow_run.name,
        "flow_run_id": str(flow_run.id),
        "state": state.name,
        "message": message,
    }
    httpx.post(address, json=told, timeout=_SECONDS).raise_for_status()
