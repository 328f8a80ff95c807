"""What the heads are trained on."""

from pathlib import Path

import pytest

from tests.witnessed import witnesses
from toolkit.analysis.channels.figures import unit_rows
from toolkit.analysis.channels.sight import usable
from toolkit.errors import InputError
from toolkit.evaluation.training.damage import Damager
from toolkit.evaluation.training.examples import marks, read_clean
from toolkit.evaluation.training.parts_of_speech import tagged

SOURCE = "O juiz leu a sentença perante as famílias das vítimas."
CLEAN = "The judge read the sentence in front of the victims' families."


def test_a_table_of_too_few_pairs_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("Due anni.\tTwo years.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"pairs\.tsv: 1 pair; training wants at least 100"):
        read_clean(path, "it", "en")


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("Due anni.\tTwo years.\nTre anni.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"pairs\.tsv:2: no tab"):
        read_clean(path, "it", "en")


def test_pairs_of_one_document_stay_together(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"Sono {n} anni.\tIt is {n} years.\n" for n in range(120)), encoding="utf-8")
    documents = [pair.document for pair in read_clean(path, "it", "en")]
    assert len(set(documents)) == 6
    assert documents == sorted(documents, key=documents.index)


@pytest.mark.engine
def test_the_mark_of_a_word_left_out_stands_at_its_gap_and_at_the_word_of_the_source() -> None:
    fault = next(Damager([CLEAN], seed=1).omissions(CLEAN, *tagged([CLEAN])))
    clean, damaged = witnesses([SOURCE] * 2, [CLEAN, fault.text])
    assert usable(damaged)
    reading = unit_rows(damaged)
    found = marks(reading, fault, CLEAN, clean)
    assert found["gap"][0].sum() == 1
    start, _ = reading.gaps.spans[int(found["gap"][0].argmax())]
    assert fault.start <= start <= fault.start + 1
    assert not found["addition"][0].any()
    assert [len(one) for one in found["draft"]] == [len(table.spans) for table in reading.drafts]
