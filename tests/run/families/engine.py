"""A ferry in six sentences, by a person and by an engine that knows no other text."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Hypothesis
from toolkit.model.token_scores import TokenScore, TokenScores

ITALIAN = (
    "Il traghetto per l'isola di Vell parte ogni mattina alle sette dal molo vecchio.",
    "La signora Ordi vende i biglietti in una piccola cabina accanto alla chiesa.",
    "Quando il mare è mosso i bambini restano a casa e la scuola rimane chiusa.",
    "Il sindaco ha promesso un nuovo porto, ma nessuno conosce ancora il prezzo.",
    "In inverno arrivano soltanto la posta, il pane e qualche vecchio pescatore.",
    "Chi perde l'ultima corsa della sera dorme nella stanza sopra il forno.",
)
MACHINE = (
    "The ferry for the island of Vell leaves every morning at seven from the old pier.",
    "Mrs Ordi sells the tickets in a small cabin next to the church.",
    "When the sea is rough the children stay at home and the school remains closed.",
    "The mayor has promised a new port, but nobody knows yet the price.",
    "In winter only the mail, the bread and some old fishermen arrive.",
    "Who loses the last run of the evening sleeps in the room above the oven.",
)
PERSON = (
    "At seven each morning the boat to Vell casts off from what used to be the main quay.",
    "You buy your ticket from Mrs Ordi, whose hut leans against the church.",
    "On stormy days school is out, and nobody minds but the teacher.",
    "A harbour has been promised by the mayor, who will not say what it costs.",
    "All that crosses in winter is post, loaves and a fisherman or two.",
    "Miss the night boat and your bed is over the bakery.",
)


@dataclass(frozen=True, slots=True)
class Ferryman:
    """Knows both sides of the machine's text, and what the person's would be in Italian.

    It finds both equally likely; one of another family finds both less likely, and the machine's least.
    """

    family: str = "ferry"
    cacheable: bool = True

    def signature(self) -> str:
        return f"ferryman|family:{self.family}"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        ahead = dict(zip(ITALIAN, MACHINE, strict=True))
        behind = {**dict(zip(MACHINE, ITALIAN, strict=True)), **dict(zip(PERSON, ITALIAN, strict=True))}
        known = ahead if target == "en" else behind
        return [Hypothesis(known[text]) for text in texts]

    def score_signature(self) -> str:
        return self.signature()

    def score_problem(self, source: str, target: str) -> str | None:
        return None

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        return [
            TokenScores(text, before, (TokenScore(0, 1, self._likely({text, before})),))
            for text, before in zip(texts, given, strict=True)
        ]

    def _likely(self, sides: set[str]) -> float:
        if self.family == "ferry":
            return -1.0
        return -4.0 if sides & set(MACHINE) else -3.0
