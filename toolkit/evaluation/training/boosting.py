"""Training of the heads: gradient-boosted trees by scikit-learn, as plain numbers. Needs the extra ``train``."""

from typing import TYPE_CHECKING, Any

from toolkit.plugins import require

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_DIGITS = 4


def fit(rows: "Floats", labels: "NDArray[np.bool_]", *, trees: int, leaves: int, seed: int = 1) -> dict[str, Any]:
    """Return trees that tell the rows labelled True, in the form that ``Forest.read`` takes.

    Both classes weigh the same, so 0 is the score of a row that is as likely to be one as the other. Raises
    MissingDependency without scikit-learn.
    """
    import numpy as np

    ensemble = require("sklearn.ensemble", "train")
    model = ensemble.HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        learning_rate=0.1,
        min_samples_leaf=20,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=seed,
    )
    share = labels.mean()
    model.fit(rows, labels, sample_weight=np.where(labels, 0.5 / share, 0.5 / (1 - share)) * len(labels) / len(labels))
    grown = [_plain(stage[0].nodes) for stage in model._predictors]
    depth = max(max(int(node["depth"]) for node in stage[0].nodes) for stage in model._predictors)
    base = round(float(np.ravel(model._baseline_prediction)[0]), _DIGITS)
    return {"base": base, "depth": depth, "trees": grown}


def _plain(nodes: Any) -> list[list[float]]:
    return [
        [round(float(node["value"]), _DIGITS)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            round(float(node["num_threshold"]), _DIGITS),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]
