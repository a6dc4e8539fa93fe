"""The static site: what the published copy says, drawn so that a reader can see who said what.

`build(published, out)` writes a folder of plain pages that open from disk, without a server or a network.
`serve(published, out)` keeps such a folder fresh and shows it on this machine alone.
Every answer is read from the published marts; nothing here adds, compares or chooses figures.
"""

from tallybook.report.build import Built, build
from tallybook.report.errors import ReportError
from tallybook.report.serve import serve

__all__ = ["Built", "ReportError", "build", "serve"]
