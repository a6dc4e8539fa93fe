"""Copies are told from reports of the same event, and from strangers."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.articles import near_duplicates
from tallybook.articles.near_duplicates import bands, containment, is_copy, sign, signature, size

REPORT = """A bus carrying pilgrims left the mountain road near Korra on Tuesday and fell into a gorge, killing 17
people and injuring 42, the district police said. Rescuers worked through the night with ropes and lamps, and the
wounded were carried up to the road one by one. The driver, who survived, told officers that the brakes had failed on
the last bend. Villagers said the road had been promised a barrier for years. The transport ministry ordered an inquiry
and closed the pass to heavy traffic until the end of the month. Three of the injured were flown out, doctors said."""
OTHER = """Seventeen people died and dozens were hurt when a bus plunged off a mountain road in the north, officials
said. The vehicle was full of pilgrims on their way home from a festival. A hospital in the district town appealed for
blood. It was the third such accident on the pass this year, and relatives gathered outside the gates waiting for the
names of the dead to be read out. The governor promised help and said the road would be repaired before winter."""


def copies(one: str, other: str) -> bool:
    return is_copy(signature(one), signature(other))


def candidates(one: str, other: str) -> bool:
    return any(a == b for a, b in zip(bands(one), bands(other), strict=True))


@pytest.mark.parametrize(
    "edited",
    [
        REPORT,
        REPORT.upper(),
        REPORT.replace("\n", " ").replace(",", ""),
        REPORT.replace("Tuesday", "Wednesday"),
        "BUS FALLS INTO GORGE\n\n" + REPORT + "\n\nSign up for our morning letter.",
        REPORT[: len(REPORT) * 2 // 3],
        REPORT[len(REPORT) // 3 :],
    ],
)
def test_an_edited_copy_is_found_and_told(edited: str) -> None:
    assert copies(REPORT, edited)
    assert candidates(REPORT, edited)


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert not copies(REPORT, OTHER)
    assert not candidates(REPORT, OTHER)


def test_a_shared_paragraph_does_not_make_a_copy() -> None:
    shared = REPORT.splitlines()[0]
    assert not copies(REPORT, f"{OTHER}\n{shared}")


def test_short_reports_of_one_form_and_other_numbers_are_no_copies() -> None:
    form = "ALEPPO, Syria — Police said {} people were killed and {} wounded on Tuesday in Aleppo."
    assert not copies(form.format(12, 30), form.format(7, 9))


def test_the_fuller_of_two_copies_is_the_larger() -> None:
    assert size(signature(REPORT)) > size(signature(REPORT[:300])) > 0


def test_a_text_without_words_is_a_copy_of_nothing() -> None:
    assert sign("…  !") == (b"", [])
    assert not copies("", "")
    assert size(b"") == 0
    assert containment(b"", signature(REPORT)) == 0


@given(st.text(max_size=300))
def test_every_text_with_words_is_its_own_copy_with_bands_of_64_bits(text: str) -> None:
    signed, keys = sign(text)
    assert is_copy(signed, signed) == bool(signed)
    assert len(keys) in (0, near_duplicates.BANDS)
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_signatures_stay_the_same_from_release_to_release() -> None:
    # They are stored: a changed hash or scheme would make every stored article a stranger to its copies.
    assert bands("twelve people were killed on Tuesday")[:2] == [-5532272406679096025, -6545158199470308088]
    assert len(signature(REPORT)) == 4 + 4 * near_duplicates.PERMUTATIONS


def test_signing_imports_neither_scipy_nor_redis_and_leaves_the_package_to_others():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from tallybook.articles.near_duplicates import sign\n"
            "before = sign('Nine people drowned in the harbour')\n"
            "print({'scipy', 'redis', 'datasketch'} & set(sys.modules))\n"
            "import datasketch\n"
            "print(datasketch.MinHashLSH, before == sign('Nine people drowned in the harbour'))\n",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "set()\n<class 'datasketch.lsh.MinHashLSH'> True\n"
