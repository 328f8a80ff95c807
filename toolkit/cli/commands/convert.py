"""``toolkit convert``: a model of transformers made ready for CTranslate2."""

import click


@click.command("convert", short_help="Convert a model for the engine ctranslate2.")
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@click.option("--revision", default="main", show_default=True, help="The revision of a model of the hub.")
@click.option("--quantization", default="int8", show_default=True, help="Such as int8, int16 or float32.")
def command(models: tuple[str, ...], revision: str, quantization: str) -> None:
    """Convert each MODEL (a folder, or a name on the hub that was fetched) and say where it is.

    What was converted already is left as it is. Uses no network.
    """
    from toolkit.engines.seq2seq import converted as converted_models

    if quantization not in converted_models.QUANTIZATIONS:
        raise click.UsageError(
            f"there is no quantization {quantization!r}; there are: {', '.join(converted_models.QUANTIZATIONS)}"
        )
    for model in models:
        click.echo(converted_models.convert(model, revision, quantization))
