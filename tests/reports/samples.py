"""Comparisons made by hand for the tests of reports; every name and figure in the texts is invented."""

from collections.abc import Sequence
from dataclasses import replace

from tests.reports.layout import guards, scores, span, texts, trip, units
from toolkit.model import SEVERITIES, Comparison, Failure, Finding, Hypothesis, Loss, Rejection, Span, Unchecked, Unit
from toolkit.plugins.signatures import short_name

CREDIT = "English version by the Translation Service of Corvara"

# Source and translation of each unit, sentences separated by "|"; "#" marks a heading, an empty side has nothing.
SUMMIT = (
    ("#Il porto resta chiuso", "#The port stays closed"),
    (
        "Corvara – Il consiglio del porto ha rinviato ancora una volta l'apertura del nuovo bacino, "
        "attesa da duecento pescherecci.",
        "Corvara – The port council has once again postponed the opening of the new basin, awaited by 2,000 "
        "fishing boats.",
    ),
    (
        "«Non abbiamo mai promesso una data», ha detto la presidente Lidia Serrani.|Poi ha lasciato la sala.",
        "“We have promised a date,” said president Lidia Serani, before leaving the the room.",
    ),
    (
        "I lavori, costati 48,5 milioni di euro, dovevano finire il 3 marzo 2024.",
        "The works, which cost 48.5 million euros, were due to end on 3 March 2024.",
    ),
    ("Secondo l'autorità regionale, il fondale è ancora troppo basso per le navi della linea nord.", ""),
    (
        "Chi pagherà i mesi perduti?",
        "Someone will pay for the lost months.",
    ),
    ("#Una città divisa", "#A city divided"),
    (
        "Nel quartiere di Santa Brina i negozianti hanno esposto cartelli gialli contro il consiglio.",
        "In the Santa Brina district shopkeepers put up yellow signs against the council.",
    ),
    ("", "The signs were paid for by a national newspaper."),
    (
        "L'assessora Ilde Marangoni, che aveva firmato l'accordo, ora chiede un'inchiesta.",
        "Councillor Ilde Marangoni, who had signed his agreement, is now calling for an inchiesta.",
    ),
    (
        "Dal Ministero non è arrivata alcuna risposta, e il governo tace.",
        "No answer has come from the Ministry, and the government is silent.",
    ),
    (
        "Il prossimo incontro è fissato per giovedì alle 17.30, al circolo dei pescatori.",
        "The next meeting is set for Thursday at 5:30 p.m., at the fishermen's club.",
    ),
    (
        "In attesa, le barche restano in rada, una accanto all'altra.",
        "In the meantime, the boats remain anchored in the bay. They lie side by side.",
    ),
    (
        "«Il mare non aspetta nessuno», dice Tullio, che pesca qui dal 1987.",
        "“The sea waits for no one”, says Tullio, who has fished here since 1987.",
    ),
)

_ENGLISH = {
    "postponed": "put off",
    "basin": "dock",
    "shopkeepers": "traders",
    "set for": "planned on",
    "boats": "vessels",
}
_RULES = {"the": "the", "awaited by": "waited from", "has": "have", "is now calling": "now asks", "set": "fixed"}


def summit_findings(some: Sequence[Unit]) -> tuple[Finding, ...]:
    """Return what checks might say about the summit text: spans on both sides, overlapping, empty and none."""
    number, quote, omitted, question, added, gender, split = (some[index] for index in (1, 2, 4, 5, 8, 9, 12))
    drafts = ("neural via pt, rules via es translated the original without such a fault",)
    return (
        Finding(
            "numbers",
            "error",
            "accuracy/mistranslation",
            '"2,000", but the original says "duecento" (200)',
            1,
            (span(number, "translation", "2,000"), span(number, "source", "duecento")),
            suggestion="200",
            confidence=0.98,
            evidence=drafts,
        ),
        Finding(
            "negation",
            "error",
            "accuracy/mistranslation",
            'the original is negated ("Non", "mai"), the translation is not',
            2,
            (
                span(quote, "translation", "We have promised a date"),
                span(quote, "source", "Non"),
                span(quote, "source", "mai"),
            ),
            confidence=0.93,
            evidence=drafts,
        ),
        Finding(
            "quotes",
            "info",
            "locale-convention/punctuation",
            "the comma stands inside the quotation here and outside it elsewhere",
            2,
            (span(quote, "translation", "date,”"),),
            suggestion="date”,",
        ),
        Finding(
            "names",
            "warning",
            "accuracy/mistranslation",
            '"Serani" is "Serrani" in the original',
            2,
            (span(quote, "translation", "Lidia Serani"), span(quote, "source", "Lidia Serrani")),
            suggestion="Lidia Serrani",
            confidence=0.71,
            blame="unclear",
            evidence=("rules via es made such a fault, too, with the original",),
        ),
        Finding(
            "doubled-words",
            "warning",
            "linguistic-conventions/duplication",
            'the word "the" stands twice',
            2,
            (span(quote, "translation", "the the"),),
            suggestion="the",
            confidence=0.99,
        ),
        Finding(
            "omission",
            "error",
            "accuracy/omission",
            "nothing in the translation corresponds to this sentence",
            4,
            (Span("source", 0, len(omitted.source_text)),),
            confidence=0.95,
        ),
        Finding(
            "question",
            "error",
            "accuracy/mistranslation",
            "the original asks, the translation states",
            5,
            (span(question, "translation", question.translation_text), span(question, "source", "?")),
            confidence=0.99,
            evidence=drafts,
        ),
        Finding(
            "addition",
            "warning",
            "accuracy/addition",
            "nothing in the original corresponds to this sentence",
            8,
            (Span("translation", 0, len(added.translation_text)),),
            confidence=0.9,
        ),
        Finding(
            "names",
            "info",
            "accuracy/mistranslation",
            "“Ilde Marangoni” has an office here that the original does not give her",
            9,
            (span(gender, "translation", "Ilde Marangoni, who had signed his agreement"),),
        ),
        Finding(
            "gender",
            "warning",
            "accuracy/mistranslation",
            '"his", but Ilde Marangoni is a woman in the original ("L\'assessora")',
            9,
            (span(gender, "translation", "his"), span(gender, "source", "L'assessora")),
            suggestion="her",
            confidence=0.82,
        ),
        Finding(
            "untranslated",
            "error",
            "accuracy/untranslated",
            '"inchiesta" was left in Italian',
            9,
            (span(gender, "translation", "inchiesta"),),
            suggestion="inquiry",
            confidence=0.97,
        ),
        Finding(
            "fragments",
            "info",
            "linguistic-conventions/grammar",
            "one sentence became two here",
            12,
            (Span("translation", split.translation_text.index(" They"), split.translation_text.index(" They")),),
            confidence=0.4,
        ),
    )


def fidelity() -> Comparison:
    """A comparison with a source: two routes, omission, addition, overlapping spans, an uncertain bead."""
    left = texts("summit.it.txt", "it", (pair[0] for pair in SUMMIT))
    right = texts("summit.en.txt", "en", (pair[1] for pair in SUMMIT), CREDIT)
    some = units(left, right)
    some = (*some[:12], replace(some[12], confidence=0.41), *some[13:])
    trips = (
        trip("neural via pt", "neural", some, _ENGLISH),
        trip("rules via es", "rules", some, _ENGLISH, _RULES),
    )
    suspicion = (0.0, 0.85, 0.94, 0.0, 0.88, 0.9, 0.0, 0.0, 0.2, 0.91, 0.0, 0.0, 0.05, 0.0)
    return Comparison(
        document=right.document,
        source=left.document,
        source_language="it",
        units=some,
        trips=trips,
        guards=guards(trips),
        scores=scores(trips, some, source=True),
        findings=summit_findings(some),
        unchecked=(
            Unchecked("tense", "no data for it"),
            Unchecked("terminology", "no glossary in the configuration"),
            Unchecked("gender", "no person is named", 5),
            Unchecked("gender", "no person is named", 7),
        ),
        suspicion=suspicion,
        losses=(
            Loss("numbers", 1, "rules via es", "back", '"2,000" came back as "duemila"'),
            Loss("names", 2, "rules via es", "draft", '"Serrani" is missing'),
            Loss("names", 9, "neural via pt", "return", '"Ilde Marangoni" became "Ilda Marangoni"'),
        ),
        signature={
            "toolkit": "0.1.0",
            "config": "configs/demo.yaml",
            "mode": "fidelity",
            "languages": "it > en",
            "engines": {short_name(leg): leg for one in trips for leg in (one.back.signature, one.returned.signature)},
            "routes": {
                one.route: {"back": short_name(one.back.signature), "return": short_name(one.returned.signature)}
                for one in trips
            },
            "metrics": ["chrf|version:1", "cosine|encoder:sample"],
            "checks": ["numbers|", "negation|"],
        },
        provenance={
            "version": 1,
            "run": "0123456789ab",
            "line": "toolkit|version:0.1.0|run:0123456789ab",
            "inputs": {
                "translation": {"path": "summit.en.txt", "sha256": "1" * 64, "text": False},
                "source": {"path": "summit.it.txt", "sha256": "2" * 64, "text": False},
            },
            "files": [{"key": ["calibration"], "path": "usual.json", "sha256": "3" * 64}],
            "configuration": {"metrics": ["chrf", "cosine"], "calibration": "usual.json"},
            "options": {},
            "environment": {"python": "3.11.7"},
        },
    )


def stability() -> Comparison:
    """The same translation without its source: form, and what two engines make of it."""
    whole = fidelity()
    right = texts("summit.en.txt", "en", (pair[1] for pair in SUMMIT if pair[1]), CREDIT)
    some = units(None, right)
    originals = [pair[0].replace("|", " ").removeprefix("#") or "Lo dice un giornale." for pair in SUMMIT if pair[1]]
    trips = (
        trip("neural via pt", "neural", some, _ENGLISH, originals=originals),
        trip("rules via es", "rules", some, _ENGLISH, _RULES, originals=originals),
    )
    found = Finding(
        "doubled-words",
        "warning",
        "linguistic-conventions/duplication",
        'the word "the" stands twice',
        2,
        (span(some[2], "translation", "the the"),),
        suggestion="the",
        confidence=0.99,
    )
    needy = ("numbers", "negation", "names", "question", "untranslated", "omission", "addition")
    return replace(
        whole,
        document=right.document,
        source=None,
        units=some,
        trips=trips,
        guards=guards(trips),
        scores=scores(trips, some, source=False),
        findings=(found,),
        unchecked=tuple(Unchecked(name, "needs the source") for name in needy),
        suspicion=tuple(0.18 if unit.index == 2 else 0.0 for unit in some),
        losses=(),
        signature={**whole.signature, "mode": "round-trip stability"},
    )


def guarded() -> Comparison:
    """A comparison in which one engine copies its input and another route broke down."""
    whole = fidelity()
    return replace(
        whole,
        guards=guards(whole.trips, bad="rules via es"),
        scores=tuple(score for score in whole.scores if score.route != "rules via es"),
        failed={"chat": "the server at localhost:8000 answered 500 three times; is it running?"},
    )


HOSTILE = (
    "<script>window.attacked = 1</script>",
    "</script><script>window.attacked = 2</script>",
    '"><img src=x onerror="window.attacked = 3">',
    "line\u2028separator and paragraph\u2029separator",
    "\u202eright to left override\u202c and مرحبا بالعالم",
    "{{ 7 * 7 }} {% raw %} ${alert(1)} <!-- comment --> ]]>",
    "' onmouseover='window.attacked = 4' & &amp; &#60;b&#62;",
    "\x1b[31mred\x1b[0m\x07 bell and \x9b31m",
)


def hostile() -> Comparison:
    """Text that tries to break out of every place where a report shows text."""
    left = texts("<b>source</b>.txt", "it", HOSTILE)
    right = texts('"><script>window.attacked = 5</script>.en.txt', "en", HOSTILE, "English version by <i>nobody</i>")
    some = units(left, right)
    route = "<u>route</u> \"'>"
    one = trip(route, "<script>", some, {})
    found = tuple(
        Finding(
            text,
            "error",
            text,
            text,
            number,
            (Span("translation", 0, 9), Span("source", 2, 30)),
            text,
            0.5,
            evidence=(text,),
        )
        for number, text in enumerate(HOSTILE)
    )
    return Comparison(
        right.document,
        left.document,
        "it",
        some,
        (one,),
        guards((one,), bad=route),
        scores((one,), some, source=True),
        found,
        tuple(Unchecked(text, text) for text in HOSTILE),
        tuple(0.9 for _ in some),
        tuple(Loss(text, 1, route, "back", text) for text in HOSTILE),
        {text: text for text in HOSTILE},
        {text: [text, {text: text}] for text in HOSTILE},
    )


def large(count: int) -> Comparison:
    """A comparison of ``count`` units, a finding in every seventh."""
    pairs = [
        (
            f"La nave numero {n} è partita con {n * 3} casse di arance.",
            f"Ship number {n} left with {n * 3} crates of oranges.",
        )
        for n in range(count)
    ]
    left = texts("ships.it.txt", "it", (pair[0] for pair in pairs))
    right = texts("ships.en.txt", "en", (pair[1] for pair in pairs))
    some = units(left, right)
    trips = (
        trip("neural via pt", "neural", some, {"crates": "boxes"}),
        trip("rules via es", "rules", some, {"left": "parted"}),
    )
    found = tuple(
        Finding(
            "numbers",
            SEVERITIES[n // 7 % 3],
            "accuracy/mistranslation",
            f'"{n * 3}" is doubtful',
            n,
            (span(some[n], "translation", f"{n * 3} crates"),),
        )
        for n in range(0, count, 7)
    )
    return replace(
        fidelity(),
        document=right.document,
        source=left.document,
        units=some,
        trips=trips,
        guards=guards(trips),
        scores=scores(trips, some, source=True),
        findings=found,
        unchecked=(),
        losses=(),
        suspicion=tuple((0.9, 0.2, 0.05)[n // 7 % 3] if n % 7 == 0 else 0.0 for n in range(count)),
    )


def clean() -> Comparison:
    """A comparison in which nothing was found and everything was checked."""
    whole = fidelity()
    return replace(whole, findings=(), unchecked=(), losses=(), suspicion=tuple(0.0 for _ in whole.units))


def refused() -> Comparison:
    """A clean outcome of which one engine refused to send two units back, and noted a thing on three others."""
    found = clean()
    first, *others = found.trips
    no = Rejection("refusal", "it says “I cannot assist with that.”")
    outputs = list(first.back.outputs)
    outputs[2] = outputs[5] = Hypothesis("I cannot assist with that.", rejection=no)
    outputs[6:9] = [replace(answer, notes=("odd length: 9 characters for 90",)) for answer in outputs[6:9]]
    return replace(found, trips=(replace(first, back=replace(first.back, outputs=tuple(outputs))), *others))


def bare() -> Comparison:
    """The least there can be: no source, no routes, one unit."""
    right = texts("note.txt", "en", ("Nothing happened.",))
    return Comparison(right.document, None, "it", units(None, right), (), (), (), (), (), (0.0,))


def failure() -> Failure:
    """A document that could not be done."""
    return Failure("lost.en.txt", "lost.en.txt: not UTF-8 (byte 12); convert it first")
