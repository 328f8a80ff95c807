"""``toolkit schema``: the JSON Schema of the configuration."""

import json

import click


@click.command("schema", short_help="Print the JSON Schema of the configuration.")
def command() -> None:
    """Print the JSON Schema of the configuration, for completion in editors.

    Save it beside your file and begin the file with: # yaml-language-server: $schema=./toolkit.schema.json
    """
    from toolkit.config.shown.json_schema import config_schema

    click.echo(json.dumps(config_schema(), indent=2, ensure_ascii=False))
