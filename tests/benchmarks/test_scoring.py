"""What the accuracy benchmark calls found, right and wrong."""

import datetime
import json
import subprocess
import sys

import duckdb
import pytest

from benchmarks import gold, scoring
from tallybook.figure import Figure

BODY = "At least 12 people were killed in Homs on Tuesday, police said. Of them, 5 were children.\nDozens fled."


def a_figure(number="12", measure="killed", best=12.0, **given):
    start = BODY.index(number)
    fields = {
        "figure_id": f"f{number}",
        "article_id": "a",
        "measure": measure,
        "population": "people",
        "unit": "person",
        "value_low": best,
        "value_best": best,
        "value_high": best,
        "qualifier": "exact",
        "number_text": number,
        "start_char": start,
        "end_char": start + len(number),
        "sentence": BODY,
        "basis": "new",
    }
    return Figure(**{**fields, **given})


def a_gold(number="12", measure="killed", best=12, **given):
    fields = {
        "id": f"g{number}",
        "quote": BODY.split(". ")[0] if number == "12" else number,
        "number_text": number,
        "measure": measure,
        "value_low": best,
        "value_best": best,
        "value_high": best,
        "qualifier": "exact",
        "population": "people",
        "basis": "new",
        "period_start": None,
        "period_end": None,
        "country": None,
        "place": None,
        "source": [],
        "source_kind": None,
        "speaker": None,
        "part_of": None,
        "restates": None,
    }
    return {**fields, **given}


def scored(golds, figures):
    score = scoring.Score()
    score.add("a", BODY, golds, figures)
    return score


def test_a_figure_is_found_where_number_measure_and_value_agree():
    assert scored([a_gold()], [a_figure()]).found == 1
    assert scored([a_gold()], [a_figure(measure="injured")]).found == 0
    assert scored([a_gold()], [a_figure(best=13.0)]).found == 0
    assert scored([a_gold()], [a_figure(start_char=0, end_char=2)]).found == 0


def test_a_right_number_of_the_wrong_measure_is_still_a_value_found():
    score = scored([a_gold()], [a_figure(measure="injured")])
    assert (score.values_found, score.found, score.value_recall) == (1, 0, 1.0)


def test_each_predicted_figure_is_used_once_and_the_rest_are_false_alarms():
    score = scored([a_gold()], [a_figure(), a_figure(figure_id="again")])
    assert (score.found, score.predicted, score.precision, score.recall) == (1, 2, 0.5, 1.0)
    assert [m.gold_id for m in score.misses if "false alarm" in m.what] == ["+"]


@pytest.mark.parametrize(("low", "found"), [(24.0, 1), (12.0, 1), (36.0, 0)])
def test_a_vague_word_is_a_floor_of_one_or_two(low, found):
    vague = a_gold("Dozens", "displaced", None, value_low=24, value_high=None, qualifier="vague")
    told = a_figure("Dozens", "displaced", None, value_low=low, value_high=None, qualifier="vague")
    assert scored([vague], [told]).found == found


def test_a_row_is_right_only_with_source_place_country_and_period():
    fixed = a_gold(country="SY", place=["Homs"], source=["police"], source_kind="police", period_start="2012-02-28")
    right = {
        "country_code": "SY",
        "region_name": "Homs",
        "source_name": "Police",
        "source_kind": "police",
        "period_start": datetime.date(2012, 2, 28),
    }
    assert scored([fixed], [a_figure(**right)]).row == 1
    for name, wrong in [("country_code", "LB"), ("region_name", "Hama"), ("source_name", None), ("period_start", None)]:
        assert scored([fixed], [a_figure(**{**right, name: wrong})]).row == 0, name


def test_what_gold_leaves_open_is_told_apart_from_what_it_fixes():
    guessed = scored([a_gold()], [a_figure(source_name="police")])
    assert guessed.attribute("own_voice") == 0
    assert guessed.attribute("source") is None
    assert guessed.row == 1


def test_links_are_compared_by_the_gold_figures_that_they_lead_to():
    golds = [a_gold(), a_gold("5", best=5, part_of="g12", quote="Of them, 5 were")]
    right = scored(golds, [a_figure(), a_figure("5", best=5.0, part_of_figure_id="f12")])
    wrong = scored(golds, [a_figure(), a_figure("5", best=5.0, part_of_figure_id="f99")])
    assert (right.attribute("part_of"), wrong.attribute("part_of")) == (1, 0)


def test_circles_follow_chains_of_links():
    assert scoring.circles([("a", "b"), ("b", "c"), ("d", None)]) == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}


def test_incidents_are_scored_by_b_cubed_and_none_apart():
    incidents = scoring.Incidents()
    incidents.add([("one", "e1"), ("one", "e1"), ("two", "e1"), (None, None), (None, "e1")])
    assert incidents.mentions == 3
    assert incidents.precision == pytest.approx(2 / 4 + 2 / 4 + 1 / 4)
    assert incidents.recall == 3
    assert (incidents.none_kept, incidents.nones) == (1, 2)


def test_a_count_is_the_sum_of_new_figures_without_shares_or_repeats():
    report = gold.CodedReport("r", BODY, None, None, {"killed": 12, "injured": 0}, ("killed",), ("injured",))
    figures = [a_figure(), a_figure("5", best=5.0, part_of_figure_id="f12")]
    assert scoring.score_counts([(report, figures)]) == {"injured silent": [1, 1], "killed exact": [1, 1]}
    figures[1].part_of_figure_id = None
    assert scoring.score_counts([(report, figures)])["killed exact"] == [0, 1]


if (gold.SHARED / "score.py").exists():
    NAMES = """figure_id article_id measure population value_low value_best value_high qualifier number_text start_char
        end_char sentence basis period_start period_end country_code region_name region_path place_text source_name
        source_kind speaker certainty part_of_figure_id restates_figure_id""".split()
    TYPES = {"start_char": "int", "end_char": "int", "period_start": "date", "period_end": "date"}
    PARITY = [s for s in gold.present_sets() if s.name in ("own, tuned", "syria", "events", "wire")]

    @pytest.mark.parametrize("gold_set", PARITY, ids=lambda s: s.name)
    def test_the_shared_scorers_agree(gold_set, tmp_path):
        score, warehouse = scoring.Score(), tmp_path / "w.duckdb"
        paths = gold_set.paths()[:12]
        with duckdb.connect(str(warehouse)) as db:
            db.execute("create table articles (article_id varchar, uri varchar, body varchar)")
            columns = [f"{n} {TYPES.get(n, 'double' if n.startswith('value') else 'varchar')}" for n in NAMES]
            db.execute(f"create table reported_figures ({', '.join(columns)}, incident_id varchar)")
            for path in paths:
                article = gold.read_gold(path, gold_set.articles)
                figures = article.extract()
                score.add(article.name, article.body, article.figures, figures)
                name = json.loads(path.read_text())["article"]
                db.execute("insert into articles values (?, ?, ?)", [f"gold:{article.name}", name, article.body])
                for f in figures:
                    values = [*(getattr(f, n) for n in NAMES), f.event_key]
                    db.execute(f"insert into reported_figures values ({', '.join('?' * len(values))})", values)

        def shared(script, *arguments):
            command = [
                sys.executable,
                str(gold.SHARED / script),
                str(warehouse),
                *map(str, paths),
                "--json",
                *arguments,
            ]
            return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

        told = shared("score.py")
        mine = {n: getattr(score, n) for n in ("gold", "predicted", "found", "evidence_broken")}
        assert mine == {n: told[n] for n in mine}
        assert {n: round(getattr(score, n), 3) for n in ("f1", "row")} == {n: told[n] for n in ("f1", "row")}
        assert {n: tuple(t) for n, t in sorted(score.tally.items())} == {
            n: (a["right"], a["of"]) for n, a in told["attributes"].items()
        }
        if score.incidents.mentions:
            told = shared("score_incidents.py", "--within")
            for n in ("precision", "recall"):
                assert round(getattr(score.incidents, n) / score.incidents.mentions, 3) == told[n]
