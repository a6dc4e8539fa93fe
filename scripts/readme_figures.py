"""Write the figures of README.md anew from what was measured last (`docs/measured/`).

python -m scripts.readme_figures
"""

import json
import pathlib
import re
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)


def measured(name: str) -> Any:
    """What a benchmark wrote down."""
    return json.loads((ROOT / "docs" / "measured" / f"{name}.json").read_text(encoding="utf-8"))


def table() -> str:
    """The table of the README."""
    accuracy, speed = measured("accuracy"), measured("speed")
    sets = [told for name, told in accuracy["sets"]["Tallybook"].items() if name in accuracy["held_back"]]
    gold, predicted, found = (sum(told[what] for told in sets) for what in ("gold", "predicted", "found"))

    def right(attribute: str) -> str:
        tallies = [told["attributes"][attribute] for told in sets]
        return f"{sum(t['right'] for t in tallies) / sum(t['of'] for t in tallies):.0%}"

    whole = sum(told["row"] * told["gold"] for told in sets) / gold
    rate = speed["articles_per_second"]
    rows = [
        ("figures found; of what is found, figures", f"{found / gold:.0%}; {found / predicted:.0%}", "accuracy"),
        ("of found figures, bounds right; country; place", "; ".join(map(right, ("bounds", "country", "place"))), ""),
        ("of found figures, source right; period; basis", "; ".join(map(right, ("source", "period", "basis"))), ""),
        ("figures whose whole row is right", f"{whole:.0%}", ""),
        (
            "articles a second on one core: dense reports; news",
            f"{rate['dense reports']:.0f}; {rate['ordinary news']:.0f}",
            "speed",
        ),
        ("memory", f"{speed['peak_mb']:.0f} MB", ""),
    ]
    lines = ["| what | figure | by |", "| --- | ---: | --- |"]
    command = ""
    for what, figure, by in rows:
        command = f"`make bench-{by}`" if by else command
        lines.append(f"| {what} | {figure} | {command} |")
    return "\n".join(lines) + "\n"


def renewed(text: str) -> str:
    """The README's text with its figures as they were measured last."""
    return BLOCK.sub(lambda _: table(), text)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
