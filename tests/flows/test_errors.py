"""Which errors a person sees, and which are only Ctrl-C in another dress."""

from flows.errors import is_interrupt


def test_ctrl_c_is_known_by_every_name_that_it_takes() -> None:
    assert is_interrupt(KeyboardInterrupt())
    assert is_interrupt(RuntimeError("Query interrupted"))  # what DuckDB raises while a statement runs


def test_what_fails_because_of_ctrl_c_is_ctrl_c_too() -> None:
    aborted = ValueError("the transaction is aborted")
    aborted.__context__ = RuntimeError("Query interrupted")
    assert is_interrupt(aborted)


def test_other_errors_are_not() -> None:
    assert not is_interrupt(RuntimeError("out of memory"))
    assert not is_interrupt(None)
