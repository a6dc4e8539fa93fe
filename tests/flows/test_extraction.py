"""Rows do not depend on who extracted them, nor on an article on which the engine breaks."""

import os
import signal

import pytest

from flows.errors import UserError
from flows.extraction import aside, joined, read_figures
from flows.selection import Selection
from flows.workers import workers
from tallybook.articles import Skipped, Unreadable


def _articles(folder):
    return list(Selection().read([str(folder)]))


def test_two_processes_find_what_one_finds_also_when_one_is_killed(articles):
    found = _articles(articles("in", 30))
    alone = read_figures(_articles(articles("in", 30)))
    with workers(2) as two:
        pids = {two.submit(os.getpid).result() for _ in range(20)}
        calls = [two.submit(read_figures, found[i : i + 5]) for i in range(0, 30, 5)]
        first = calls[0].result()
        os.kill(pids.pop(), signal.SIGKILL)
        together = joined([first, *(call.result() for call in calls[1:])])
    assert together.figures.equals(alone.figures)
    assert together.articles.equals(alone.articles)
    assert alone.figures.height == 60


def test_a_call_that_kills_every_process_is_told():
    with workers(2) as two, pytest.raises(UserError, match="lack memory"):
        two.submit(os._exit, 9).result()


def test_a_call_that_failed_of_its_disk_is_made_again_when_asked_again(tmp_path):
    with workers(2) as two:
        call = two.submit(os.listdir, str(tmp_path / "later"))
        with pytest.raises(FileNotFoundError):
            call.result()
        (tmp_path / "later").mkdir()
        assert call.result() == []


def test_an_article_on_which_the_engine_breaks_costs_no_other(articles, monkeypatch):
    import tallybook

    extract = tallybook.extract

    def broken(text, **more):
        if "a1 " in text:
            raise RecursionError("too deep")
        return extract(text, **more)

    monkeypatch.setattr(tallybook, "extract", broken)
    reading = read_figures(_articles(articles("in", 3)))
    assert reading.articles.height == 2
    (reject,) = reading.rejects.to_dicts()
    assert reject["uri"].endswith("a1.txt")
    assert (reject["rule"], reject["message"]) == ("engine_failed", "RecursionError: too deep")


def test_what_was_turned_away_is_a_reject_with_its_remedy():
    told = aside([Unreadable("x", "broken", "mend it"), Skipped("y", "no article")], known=3)
    assert [(row["uri"], row["rule"], row["message"]) for row in told.rejects.to_dicts()] == [
        ("x", "unreadable", "broken; mend it"),
        ("y", "left_out", "no article"),
    ]
    assert told.read == 5
