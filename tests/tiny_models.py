"""Random encoder-decoder models of a few kilobytes, made in a second each: real files, real loading code, no download.

They translate into nonsense, but the same nonsense every time.
"""

import json
import random
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WORDS = (
    "the a minister city river budget council said would not because although new old of to in from with and price"
    " il la ministro città fiume bilancio consiglio disse non perché sebbene nuovo vecchio di a da con e prezzo"
)
WORDS = _WORDS.split()


def sentences(count: int, seed: int = 1, longest: int = 14) -> list[str]:
    chance = random.Random(seed)
    lines = []
    for _ in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randint(2, longest))]
        lines.append(" ".join(words).capitalize() + chance.choice(".?!"))
    return lines


def spm(folder: Path, name: str, size: int = 400) -> Path:
    import sentencepiece

    path = folder / name
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences(200)), model_writer=file, vocab_size=size, hard_vocab_limit=False,
            minloglevel=2,
        )  # fmt: skip
    return path


def pieces(path: Path) -> list[tuple[str, float]]:
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(str(path))
    return [(model.id_to_piece(number), model.get_score(number)) for number in range(model.get_piece_size())]


def marian(folder: Path, source: str = "en", target: str = "it", *, most: int = 64, ends: float = 6.0) -> Path:
    """A bilingual Marian model; ``ends`` is how readily it stops."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True)
    own = spm(folder, "source.spm")
    (folder / "target.spm").write_bytes(own.read_bytes())
    names = ["</s>", "<unk>", *[piece for piece, _ in pieces(own) if piece not in {"<s>", "</s>", "<unk>"}], "<pad>"]
    vocab = {name: number for number, name in enumerate(names)}
    (folder / "vocab.json").write_text(json.dumps(vocab))
    with warnings.catch_warnings(action="ignore"):  # it recommends a package that it does not use
        tokenizer = MarianTokenizer(
            source_spm=str(own), target_spm=str(folder / "target.spm"), vocab=str(folder / "vocab.json"),
            source_lang=source, target_lang=target, model_max_length=most,
        )  # fmt: skip
    tokenizer.save_pretrained(folder)
    pad = vocab["<pad>"]
    torch.manual_seed(7)
    model = MarianMTModel(
        MarianConfig(
            vocab_size=len(vocab), pad_token_id=pad, decoder_start_token_id=pad, eos_token_id=0, forced_eos_token_id=0,
            max_position_embeddings=512, **_shape(),
        )
    )  # fmt: skip
    model.final_logits_bias[0, 0] = ends
    _generation(model, num_beams=4, max_length=512, bad_words_ids=[[pad]])
    model.save_pretrained(folder)
    return folder


def m2m100(folder: Path) -> Path:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

    folder.mkdir(parents=True)
    own = spm(folder, "sentencepiece.bpe.model")
    names = ["<s>", "<pad>", "</s>", "<unk>", *[p for p, _ in pieces(own) if p not in {"<s>", "</s>", "<unk>"}]]
    (folder / "vocab.json").write_text(json.dumps({name: number for number, name in enumerate(names)}))
    tokenizer = M2M100Tokenizer(
        vocab_file=str(folder / "vocab.json"), spm_file=str(own), src_lang="en", tgt_lang="it", model_max_length=64
    )
    tokenizer.save_pretrained(folder)
    return _m2m100_model(folder, M2M100Config, M2M100ForConditionalGeneration, len(names) + 110)


def nllb(folder: Path) -> Path:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    folder.mkdir(parents=True)
    letters = sorted({character for word in WORDS for character in word} | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ.?!▁"))
    names = ["<s>", "<pad>", "</s>", "<unk>", *letters]
    tokenizer = NllbTokenizer(
        vocab={name: number for number, name in enumerate(names)}, merges=[], src_lang="eng_Latn", tgt_lang="ita_Latn",
        model_max_length=256,
    )  # fmt: skip
    tokenizer.save_pretrained(folder)
    return _m2m100_model(folder, M2M100Config, M2M100ForConditionalGeneration, len(tokenizer))


def mbart25(folder: Path, *, ends: float = 4.0) -> Path:
    from transformers import MBartTokenizer
    from transformers.models.mbart.tokenization_mbart import FAIRSEQ_LANGUAGE_CODES

    return _mbart(folder, MBartTokenizer, FAIRSEQ_LANGUAGE_CODES, ends, seed=4)


def mbart50(folder: Path, *, ends: float = 4.0) -> Path:
    from transformers import MBart50Tokenizer
    from transformers.models.mbart50.tokenization_mbart50 import FAIRSEQ_LANGUAGE_CODES

    return _mbart(folder, MBart50Tokenizer, FAIRSEQ_LANGUAGE_CODES, ends, seed=5)


def _mbart(folder: Path, tokenizer: Callable[..., Any], languages: list[str], ends: float, seed: int) -> Path:
    """An mBART whose decoder has as many places as a text may have tokens."""
    import torch
    from transformers import MBartConfig, MBartForConditionalGeneration

    folder.mkdir(parents=True)
    own = pieces(spm(folder, "sentencepiece.bpe.model"))
    marks = ("<s>", "<pad>", "</s>", "<unk>")
    vocab = [
        *((mark, 0.0) for mark in marks), *((piece, score) for piece, score in own if piece not in marks),
        *((code, 0.0) for code in languages), ("<mask>", 0.0),
    ]  # fmt: skip
    tokenizer(vocab=vocab, src_lang="en_XX", tgt_lang="it_IT", model_max_length=64).save_pretrained(folder)
    torch.manual_seed(seed)
    model = MBartForConditionalGeneration(
        MBartConfig(vocab_size=len(vocab), decoder_start_token_id=2, max_position_embeddings=64, **_shape())
    )
    model.final_logits_bias[0, 2] = ends
    _generation(model, num_beams=5, max_length=64)
    model.save_pretrained(folder)
    return folder


def t5(folder: Path) -> Path:
    """A T5 model of the first kind, which is told in words what to do."""
    task = {"translation_en_to_it": {"prefix": "translate English to Italian: ", "num_beams": 4}}
    return _t5(folder, [], task_specific_params=task, feed_forward_proj="relu")


def madlad(folder: Path) -> Path:
    """A T5 model of version 1.1 with target language tokens, as MADLAD-400 has them."""
    return _t5(folder, ["<2it>", "<2en>"], tie_word_embeddings=False, feed_forward_proj="gated-gelu")


def _t5(folder: Path, languages: list[str], **settings: Any) -> Path:
    import torch
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    folder.mkdir(parents=True)
    own = pieces(spm(folder, "spiece.model"))
    names = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((name, 0.0) for name in languages)]
    vocab = [*names, *[(piece, score) for piece, score in own if piece not in {"<s>", "</s>", "<unk>"}]]
    tokenizer = T5Tokenizer(vocab=vocab, extra_ids=0, additional_special_tokens=languages, model_max_length=64)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    model = T5ForConditionalGeneration(
        T5Config(
            vocab_size=len(tokenizer), d_model=32, d_kv=8, d_ff=64, num_layers=2, num_decoder_layers=2, num_heads=4,
            pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, **settings,
        )
    )  # fmt: skip
    model.save_pretrained(folder)
    return folder


def _m2m100_model(folder: Path, config: Callable[..., Any], model: Callable[..., Any], size: int) -> Path:
    import torch

    torch.manual_seed(7)
    made = model(
        config(vocab_size=size, pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=2,
               max_position_embeddings=256, **_shape())
    )  # fmt: skip
    _generation(made, num_beams=5, max_length=200)
    made.save_pretrained(folder)
    return folder


def _shape() -> dict[str, float]:
    return {
        "d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4,
        "decoder_attention_heads": 4, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "init_std": 0.5,
    }  # fmt: skip


def _generation(model: Any, **settings: Any) -> None:
    for name, value in settings.items():
        setattr(model.generation_config, name, value)
