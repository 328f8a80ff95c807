"""The categories that a reviewer may choose: those of MQM (themqm.org, "MQM-Full", 2024) that translated news has."""

CATEGORIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "accuracy",
        (
            "mistranslation",
            "overtranslation",
            "undertranslation",
            "addition",
            "omission",
            "untranslated",
            "do-not-translate",
        ),
    ),
    (
        "terminology",
        ("inconsistent-with-terminology-resource", "inconsistent-use", "wrong-term"),
    ),
    (
        "linguistic-conventions",
        (
            "grammar",
            "spelling",
            "punctuation",
            "typography",
            "word-form",
            "textual-conventions",
            "character-encoding",
            "unintelligible",
        ),
    ),
    (
        "style",
        (
            "organizational-style",
            "third-party-style",
            "inconsistent-style",
            "language-register",
            "awkward-style",
            "unidiomatic-style",
        ),
    ),
    (
        "locale-conventions",
        (
            "number-format",
            "currency-format",
            "measurement-format",
            "time-format",
            "date-format",
            "quotation-marks",
            "name-format",
        ),
    ),
    ("audience-appropriateness", ("culture-specific-reference", "offensive")),
    ("design-and-markup", ("markup-tag", "missing-text", "link")),
)

PATHS = tuple(f"{dimension}/{kind}" for dimension, kinds in CATEGORIES for kind in kinds)
"""All of them as the paths that findings have."""
