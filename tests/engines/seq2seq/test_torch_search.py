from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines.seq2seq import batches as length_batches
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.seq2seq import torch_search
from toolkit.engines.transformers import Transformers

MakeTiny = Callable[[str], Path]


@pytest.mark.model
@pytest.mark.parametrize("kind", ["marian", "m2m100", "nllb", "madlad"])
@pytest.mark.parametrize("beams", [1, 3])
def test_the_answers_are_those_of_the_library(kind: str, beams: int, make_tiny: MakeTiny) -> None:
    import torch
    from transformers import AutoModelForSeq2SeqLM

    folder = make_tiny(kind)
    texts = tiny_models.sentences(5, seed=11, longest=2 if kind == "nllb" else 9)
    untouched = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    model = seq2seq.load(folder, "x", "cpu")
    prefix, first = model._directed("en", "it")
    wanted = []
    for text in texts:
        coded = model.tokenizer(prefix + text, return_tensors="pt")
        width = -(-coded.input_ids.shape[1] // length_batches.CLASS) * length_batches.CLASS
        most = seq2seq.Settings().most(width, model.limit) + (first is not None)
        options = {} if first is None else {"forced_bos_token_id": first}
        with torch.inference_mode():
            made = untouched.generate(**coded, num_beams=beams, max_new_tokens=most, max_length=None, **options)
        ids = made[0][1 if first is None else 2 :]
        wanted.append(model.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False))
    answers = Transformers(str(folder), num_beams=beams).translate(texts, "en", "it")
    assert [answer.text for answer in answers] == [text.strip() for text in wanted]


@pytest.mark.model
@pytest.mark.parametrize("bias", [True, False])
def test_an_output_layer_in_blocks_gives_the_same_numbers(bias: bool) -> None:
    import torch

    class Network(torch.nn.Module):  # type: ignore[misc]
        device = torch.device("cpu")

        def __init__(self) -> None:
            super().__init__()
            from transformers import GenerationConfig

            torch.manual_seed(1)
            self.head = torch.nn.Linear(64, 5001, bias=bias)
            self.generation_config = GenerationConfig(bad_words_ids=[[7], [8, 9], [0]], eos_token_id=0)

        def get_output_embeddings(self) -> torch.nn.Linear:
            return self.head

    network = Network()
    given = torch.randn(6, 1, 64)
    plain = network.head(given)
    assert torch_search.quicken(network) == [7]
    assert network.generation_config.bad_words_ids == [[8, 9]]
    assert "forward" in vars(network.head)
    blocks = network.head(given)
    assert blocks.shape == plain.shape
    assert torch.allclose(blocks, plain, atol=1e-6)


@pytest.mark.model
def test_the_threads_of_torch_are_as_before(make_tiny: MakeTiny) -> None:
    import torch

    before = torch.get_num_threads()
    Transformers(str(make_tiny("marian")), num_beams=2, threads=3).translate(["the city"] * 9, "en", "it")
    assert torch.get_num_threads() == before
