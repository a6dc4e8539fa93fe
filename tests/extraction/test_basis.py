"""Basis by the cues that govern a number; sentences of our own."""

import pytest

import tallybook


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("A mine blast killed 16 men in Soma, Turkey, on Friday.", "new"),
        ("The death toll from the mine blast in Soma, Turkey, rose to 16.", "cumulative"),
        ("Snipers have killed 160 people in Homs, Syria, since April.", "cumulative"),
        ("Measles has killed 16 children so far in Samoa.", "cumulative"),
        ("Hunger kills 16 people a day in Baidoa, Somalia.", "rate"),
        ("Sixteen people are still missing in Surigao, Philippines.", "stock"),
        ("Some 1,600 people are displaced in Cabo Delgado, Mozambique.", "stock"),
        ("Police in Minsk, Belarus, arrested 160 people on Sunday.", "new"),
        ("Police in Minsk, Belarus, are holding 160 people in custody.", "stock"),
        ("The fire left 160 people homeless in Valparaiso, Chile.", "new"),
    ],
)
def test_basis_follows_the_cue(text: str, basis: str) -> None:
    assert [f.basis for f in tallybook.extract(text, published_at="2014-05-18")] == [basis]
