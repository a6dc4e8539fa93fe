"""Harlequin without a terminal: `python open_in_harlequin.py FILE SQL` prints the rows that it shows, as JSON.

A process of its own, for harlequin keeps the file open until its process ends.
"""

import asyncio
import json
import sys

from harlequin import Harlequin
from harlequin_duckdb import DuckDbAdapter


async def _until(pilot, condition):
    """Let the program work until `condition` gives something."""
    async with asyncio.timeout(120):
        while not (found := condition()):
            await pilot.pause()
        return found


async def ask(file, question):
    """What a person does: start it on the file, type the question, run it, look at the table of results."""
    app = Harlequin(DuckDbAdapter((file,), read_only=True), record_history=False)
    async with app.run_test(size=(160, 50)) as pilot:
        await _until(pilot, lambda: app.connection and app.editor)
        app.editor.text = question
        await app.action_run_query()
        table = await _until(pilot, app.results_viewer.get_visible_table)
        await _until(pilot, lambda: table.row_count)
        return [table.get_row_at(row) for row in range(table.row_count)]


if __name__ == "__main__":
    json.dump(asyncio.run(ask(*sys.argv[1:])), sys.stdout)
