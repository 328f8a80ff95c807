"""``toolkit split``: one sentence a line."""

from pathlib import Path

import click

from toolkit.cli.running import config_option, from_pipe, open_config
from toolkit.errors import visible


@click.command("split")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", required=True, metavar="LANGUAGE", help="Language of the text, such as: en.")
@config_option
def command(file: Path, language: str, config_path: Path | None) -> None:
    """Print the sentences of FILE, one a line, with headings and the credit line as lines of their own.

    Of a configuration, only its language_data is read.
    """
    from toolkit.analysis.text.identification import check_language
    from toolkit.languages import load
    from toolkit.languages.codes import language_name
    from toolkit.readers.files.documents import read
    from toolkit.readers.splitting.sentences import split
    from toolkit.run import arguments

    config = open_config(config_path, engines=False)
    code = arguments.language(language, "--language")
    document = read(from_pipe(file), code, config.readers)
    check_language(document)
    if not load(code, "splitting"):
        lacking = f"no data for {language_name(code)} ({code}), so what is abbreviated is not known"
        click.echo(visible(f"toolkit: {document.path}: {lacking}"), err=True)
    click.echo("\n".join(sentence.text for sentence in split(document)))
