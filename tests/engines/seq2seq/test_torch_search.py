from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.engines.seq2seq import torch_search
from toolkit.engines.transformers import Transformers

MakeTiny = Callable[[str], Path]


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
