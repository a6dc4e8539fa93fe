"""What a command says on standard error: a line for a person, or a JSON object (`TALLYBOOK_LOG=json`)."""

import atexit
import datetime
import json
import os
import sys

VARIABLE = "TALLYBOOK_LOG"


def in_json() -> bool:
    """Whether a machine reads."""
    return os.environ.get(VARIABLE, "").strip().lower() == "json"


def say(message: str, event: str = "message", **facts: object) -> None:
    """Say one line; a machine is told the event and the facts beside it, and the flow run where there is one."""
    line = " ".join(message.split())
    if in_json():
        moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        told = {"time": moment, "event": event, "message": line, **facts} | _flow_run()
        line = json.dumps(told, ensure_ascii=False, default=str)
    else:
        line = f"tallybook: {line}"
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # this is where a command speaks


def _flow_run() -> dict[str, str]:
    # A command that has not imported Prefect is in no flow run.
    runtime = sys.modules.get("prefect.runtime")
    run_id = runtime.flow_run.id if runtime else None
    return {"flow_run_id": run_id} if run_id else {}


def end_quietly() -> None:
    """Say nothing while the interpreter ends of a process that Prefect's runner or worker started for one flow run.

    Prefect's threads for heartbeats and logs keep the flow that they were started in, and so DuckDB's module, beyond
    the interpreter's end; DuckDB complains about that in forty lines, which no reader of a log can act on.
    """
    processes = sys.modules.get("multiprocessing.process")
    if (processes and processes.parent_process()) or "PREFECT__FLOW_RUN_ID" in os.environ:
        atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2))
