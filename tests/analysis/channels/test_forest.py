"""Trees as plain numbers."""

import json

import numpy as np
import pytest

from toolkit.analysis.channels.forest import Forest
from toolkit.analysis.channels.heads import TAILS, evidence_of_score
from toolkit.evaluation.training.boosting import fit


def test_the_plain_numbers_say_what_the_library_says() -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(600, 4))
    labels = rows[:, 0] * rows[:, 1] > 0
    data = json.loads(json.dumps(fit(rows, labels, trees=8, leaves=6)))
    model = ensemble.HistGradientBoostingClassifier(
        max_iter=8, max_leaf_nodes=6, learning_rate=0.1, l2_regularization=1.0, early_stopping=False, random_state=1
    )
    share = labels.mean()
    model.fit(rows, labels, sample_weight=np.where(labels, 0.5 / share, 0.5 / (1 - share)))
    # Thresholds are rounded for the file: a row that lies on one may fall to the other side.
    same = np.isclose(Forest.read(data)(rows), model.decision_function(rows), atol=1e-2)
    assert same.mean() > 0.97


def test_the_same_rows_give_the_same_trees() -> None:
    pytest.importorskip("sklearn.ensemble")
    rows = np.random.default_rng(4).normal(size=(300, 3))
    labels = rows[:, 2] > 0.5
    assert fit(rows, labels, trees=4, leaves=5) == fit(rows, labels, trees=4, leaves=5)


def test_evidence_grows_with_the_score_and_tells_the_share_of_clean_units() -> None:
    tail = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    values = [evidence_of_score(score, tail) for score in np.linspace(-10, 20, 301)]
    assert values == sorted(values)
    assert values[0] == 0
    assert values[-1] <= 6
    assert evidence_of_score(3.0, tail) == pytest.approx(-np.log10(TAILS[3]), abs=1e-3)
