"""The command `tallybook`: what each command is called and how its failures are told. The work is in `flows.commands`.

Every command imports what it needs when it runs, so that `tallybook extract` starts neither Prefect nor DuckDB.
"""

import atexit
import os
import sys

import typer
from typer.exceptions import TyperException

from flows import log
from flows.commands import answers, extract, incidents, operator, publish, query, rejects, report, run, serve
from flows.errors import Exit, UserError, is_interrupt

EPILOG = """
**First steps**

`tallybook run articles/ --publisher CNN`  read a folder into the ledger

`tallybook answers`  who reported how many where, and where they disagree

`tallybook query "select * from disagreements"`  ask anything in SQL

`tallybook COMMAND --help` shows examples of each command. Exit status: 0 done; 1 done, but some inputs could not be
read; 2 nothing done, and a line on standard error says why.
"""

app = typer.Typer(
    name="tallybook",
    help="A ledger of who reported how many, where and when: figures from news articles into DuckDB.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        import tallybook

        typer.echo(f"tallybook {tallybook.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and stop."
    ),
) -> None:
    """A ledger of who reported how many, where and when: figures from news articles into DuckDB."""


for module in (run, serve, extract, answers, incidents, query, report, publish, rejects, operator):
    module.register(app)


STOPPED = "stopped; what was loaded stays and is whole, the same command goes on from there"


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status; no failure of the user's shows a traceback."""
    if arguments is not None:
        sys.exit(_status(arguments))
    ended: list[int] = []
    # Registered before all others, so it comes last.
    atexit.register(_leave, ended)
    ended.append(_status(sys.argv[1:]))
    sys.exit(ended[0])


def _leave(ended: list[int]) -> None:
    """End the process at once, without taking the interpreter apart while Prefect's threads run.

    DuckDB's binding would print forty lines on whatever they still hold. An error that was not told ends as always.
    """
    if not ended:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(120)  # as Python does where an answer could not be written
    os._exit(ended[0])


def _status(arguments: list[str]) -> int:
    try:
        done = app(args=arguments, standalone_mode=False)
        return done if isinstance(done, int) else Exit.DONE
    except UserError as error:
        return _say(str(error), error.status)
    except KeyboardInterrupt:
        return _say(STOPPED, Exit.INTERRUPTED)
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as error:
        if is_interrupt(error):
            return _say(STOPPED, Exit.INTERRUPTED)
        told = _of_usage(error) or _of_a_station(error)
        if told is None:
            raise
        return _say(told, Exit.NOTHING)


def _of_usage(error: Exception) -> str | None:
    """The line for a wrong call: an option that is not there, an argument left out."""
    if isinstance(error, typer.Abort):
        return "stopped"
    if not isinstance(error, TyperException):
        return None
    command = getattr(getattr(error, "ctx", None), "command_path", "tallybook")
    message = error.format_message().rstrip(".") or "name a command"
    return f"{message}; see `{command} --help`"


def _of_a_station(error: Exception) -> str | None:
    """The line of an error that a station made for its user. Only a station that has been imported can raise one."""
    warehouse = sys.modules.get("warehouse")
    if warehouse is not None and isinstance(error, warehouse.WarehouseError):
        return str(error)
    articles = sys.modules.get("tallybook.articles.article")
    if articles is not None and isinstance(error, articles.ReadError):
        return str(error)
    if isinstance(error, TimeoutError) and not error.strerror:
        return f"a step of the run did not end ({error}); what was loaded stays, the same command goes on from there"
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror.lower()}; check the path, its permissions and the free space"
    return None


def _say(line: str, status: int) -> int:
    log.say(line, "ended", status=int(status))
    return int(status)


if __name__ == "__main__":
    main()
