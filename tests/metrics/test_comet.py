"""The metric of an external program, with a stand-in for the program that cannot be installed beside us."""

import math
import re
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from toolkit.errors import EngineError, MissingDependency
from toolkit.metrics.comet import Comet
from toolkit.model import Pair
from toolkit.plugins.contracts import Metric

STAND_IN = """
import json, sys
for line in sys.stdin:
    pair = json.loads(line)
    assert (pair["src_lang"], pair["mt_lang"]) == ("it", "en")
    print(len(pair["mt"]) / len(pair["src"]))
"""


def pair(source: str, translation: str) -> Pair:
    return Pair(source, translation, "it", "en", "source-translation")


def judge(code: str) -> Comet:
    return Comet((sys.executable, "-c", code))


def test_each_pair_has_its_score_and_the_document_their_mean() -> None:
    score = judge(STAND_IN).score([pair("dieci", "ten"), pair("", "x"), pair("x", " "), pair("l’ora è", "at")], None)
    assert score.segments == (0.6, None, None, 0.2857)
    assert score.corpus == pytest.approx((0.6 + 0.2857) / 2, abs=1e-4)
    assert (score.metric, score.view) == ("comet", "source-translation")
    assert isinstance(judge(STAND_IN), Metric)


def test_without_a_full_pair_nothing_is_started() -> None:
    assert Comet((sys.executable, "-c", "raise SystemExit(9)")).score([pair("", "x")], None).segments == (None,)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.stdin.read(); print('nan')", "line 1 of its answer is no number: 'nan'"),
        ("import sys; sys.stdin.read(); print('1e308')", "line 1 of its answer is no number: '1e308'"),
        ("import sys; sys.stdin.read(); print('Loading')", "no number: 'Loading'"),
        ("import sys; sys.stdin.read(); print(1); print(2)", "2 lines for 1"),
        ("import sys; sys.exit('no model')", r"exit code 1 \(no model\)"),
    ],
)
def test_a_program_that_does_not_keep_the_protocol_is_an_error(code: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        judge(code).score([pair("a", "b")], None)


def test_a_program_that_is_not_there_is_named() -> None:
    metric = Comet(("no-such-python", "comet_scorer.py"))
    assert "no-such-python" in str(metric.problem())
    with pytest.raises(MissingDependency, match="no-such-python"):
        metric.score([pair("a", "b")], None)


def test_the_shipped_program_speaks_the_protocol_with_the_package_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "comet.py").write_text(
        "class Scorer:\n"
        "    def predict(self, rows, batch_size, gpus, progress_bar):\n"
        "        print('progress')\n"
        "        self.scores = [len(row['mt']) / len(row['src']) for row in rows]\n"
        "        return self\n"
        "def download_model(name):\n"
        "    return name\n"
        "def load_from_checkpoint(path):\n"
        "    return Scorer()\n"
    )
    places = [str(tmp_path), str(ROOT / "configs")]
    program = f"import sys; sys.path[:0] = {places}; import comet_scorer; comet_scorer.main('m')"
    score = Comet((sys.executable, "-B", "-c", program)).score([pair("dieci", "ten"), pair("sì", "yes")], None)
    assert score.segments == (0.6, 1.5)
    assert math.isclose(score.corpus, 1.05)


def test_the_shipped_program_needs_nothing_of_ours() -> None:
    text = (ROOT / "configs" / "comet_scorer.py").read_text(encoding="utf-8")
    assert not re.search(r"(?:from|import) toolkit", text)
    compile(text, "comet_scorer.py", "exec")


def test_a_judge_that_wants_a_human_translation_gets_it_and_scores_no_pair_without() -> None:
    with_reference = "import json, sys\nfor line in sys.stdin: print(len(json.loads(line)['ref']))"
    judge_ = Comet((sys.executable, "-c", with_reference), reference=True, label="COMET-22")
    pairs = [Pair("dieci", "ten", "it", "en", "source-translation", reference=known) for known in ("four", None, " ")]
    score = judge_.score(pairs, None)
    assert (score.metric, score.segments) == ("COMET-22", (4.0, None, None))
