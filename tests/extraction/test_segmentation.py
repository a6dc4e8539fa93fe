"""Blocks and sentences: headlines, datelines, list items, hard-wrapped lines, abbreviations."""

import pytest

from tallybook.extraction.segmentation import segment


def strings(text):
    return [s.string for s in segment(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten died. Two fled.", ["Ten died.", "Two fled."]),
        ("Dr. Olund said ten died. Two fled.", ["Dr. Olund said ten died.", "Two fled."]),
        ("It hit at 6 a.m. local time. Two fled.", ["It hit at 6 a.m. local time.", "Two fled."]),
        ("The U.S. army left. Two fled.", ["The U.S. army left.", "Two fled."]),
        ("It hit on Tues. Nov. 3. Two fled.", ["It hit on Tues. Nov. 3.", "Two fled."]),
        ("It hit on Wed. 2 March. Two fled.", ["It hit on Wed. 2 March.", "Two fled."]),
        ("It hit on Sat. 20 miners fled.", ["It hit on Sat.", "20 miners fled."]),
        ("It hit on Sat. March then began.", ["It hit on Sat.", "March then began."]),
        ("“Ten died.” Two fled.", ["“Ten died.”", "Two fled."]),
        ("It rose by 3.5 metres. Two fled.", ["It rose by 3.5 metres.", "Two fled."]),
    ],
)
def test_sentences_end_where_they_end(text, expected):
    assert strings(text) == expected


def test_hard_wrapped_lines_are_joined_and_list_items_kept_apart():
    wrapped = "\n".join(
        ["The river broke its banks near the old mill on Monday and then"] * 3
        + ["carried nine cottages away into the marsh before it was light."]
    )
    assert len(segment(wrapped).blocks) == 1
    assert [b.kind for b in segment("The losses:\n- Orkesh: ten dead\n- Karlsby: two dead").blocks][1:] == [
        "list",
        "list",
    ]


def test_a_dateline_is_no_part_of_the_first_sentence():
    document = segment("ORKESH, May 4 (BNS) - Ten miners died on Monday.")
    assert document.sentences[0].string == "Ten miners died on Monday."
    first, last = document.blocks[0].dateline
    assert document.text[first:last].startswith("ORKESH")


def test_spans_point_into_the_text():
    text = "  Ten died.\r\n\r\n Two fled.  "
    assert [text[s.start : s.end] for s in segment(text).sentences] == ["Ten died.", "Two fled."]


def test_a_code_is_one_token():
    sentence = segment("The H5N1 strain spread.").sentences[0].tokenise()
    assert "H5N1" in sentence.words
