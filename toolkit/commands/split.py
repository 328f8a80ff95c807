"""``toolkit split``: one sentence a line."""

from pathlib import Path

import click


@click.command("split")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", required=True, metavar="CODE", help="Language of the text, such as: en.")
def command(file: Path, language: str) -> None:
    """Print the sentences of FILE, one a line, with headings and the credit line as lines of their own."""
    from toolkit.documents import read
    from toolkit.identify import check_language
    from toolkit.sentences import split

    document = read(file, language)
    check_language(document)
    click.echo("\n".join(sentence.text for sentence in split(document)))
