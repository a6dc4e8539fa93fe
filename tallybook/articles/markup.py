"""Fragments of HTML, as feeds and records hold them, to text with a line a block."""

import re

import lxml.html
from lxml import etree

_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article", "figure"}
_BLOCKS |= {"figcaption", *(f"h{level}" for level in range(1, 7))}
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg")
_MARKUP = re.compile(r"</?(p|div|br|li|ul|ol|h[1-6]|a|b|i|em|strong|span|article|blockquote|table|img)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)


def text_of(value: str) -> str:
    """``value`` without its markup where it is HTML, as it is where it is not."""
    return fragment_text(value) if _MARKUP.search(value) or _ENTITY.search(value) else value


def fragment_text(fragment: str) -> str:
    """The text that a reader of the HTML ``fragment`` sees; a blank line stands between blocks."""
    try:
        tree = lxml.html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, ValueError):
        return _MARKUP.sub(" ", fragment)
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        pieces.append("\n\n" if element.tag in _BLOCKS else "")
        pieces.append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def with_headline(title: str | None, text: str) -> str:
    """``text`` with ``title`` as its first paragraph, unless it opens with it already."""
    headline = " ".join((title or "").split())
    opening = " ".join(text[: 2 * len(headline) + 200].split())
    return text if not headline or headline.lower() in opening.lower() else f"{headline}\n\n{text}"
