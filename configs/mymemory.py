"""A service that takes one text at a time, as an engine: MyMemory (https://mymemory.translated.net/doc/spec.php).

As a program, which reads lines and writes their translations:

    engines: {mymemory: {use: command, command: [python3, configs/mymemory.py, "{source}", "{target}"]}}

or as a function, of which the cache keeps every twenty answers as they come:

    engines: {mymemory: {use: python, function: "mymemory:translate", folder: configs, version: "1", batch_texts: 20}}

MYMEMORY_MAIL is an address for whoever asks for more than 100 texts a day, MYMEMORY_URL that of another server. Other
services want other names in the two places that say "theirs".
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

MOST_BYTES = 500  # theirs: of a text
TRIES = 3


def translate(texts: list[str], source: str, target: str) -> list[str]:
    """Translate each text; raises RuntimeError with what the service says of it."""
    return [" ".join(ask(piece, source, target) for piece in pieces(text)) for text in texts]


def pieces(text: str) -> list[str]:
    """Cut a text that is too long, where a comma or a space is."""
    if len(text.encode()) <= MOST_BYTES:
        return [text]
    words = text.split()
    if len(words) < 2:
        raise RuntimeError(f"a word of more than {MOST_BYTES} bytes: {text[:40]}...")
    middle = len(words) // 2
    commas = [place for place, word in enumerate(words[:-1], 1) if word.endswith((",", ";", ":"))]
    at = min(commas, key=lambda place: abs(place - middle), default=middle)
    return [*pieces(" ".join(words[:at])), *pieces(" ".join(words[at:]))]


def ask(text: str, source: str, target: str) -> str:
    """Return what the service answers to one text; it is asked again where that may help."""
    mail = {"de": os.environ["MYMEMORY_MAIL"]} if os.environ.get("MYMEMORY_MAIL") else {}
    server = os.environ.get("MYMEMORY_URL", "https://api.mymemory.translated.net")
    address = f"{server}/get?{urllib.parse.urlencode({'q': text, 'langpair': f'{source}|{target}', **mail})}"
    for attempt in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - the address is the user's own
                reply = json.load(answer)
            break
        except urllib.error.HTTPError as error:
            if attempt == TRIES or error.code < 429:
                raise RuntimeError(f"the service answers {error.code}") from None
        except (OSError, ValueError) as error:
            if attempt == TRIES:
                raise RuntimeError(f"the service does not answer ({error})") from None
        time.sleep(attempt)
    # Theirs: a refusal is a status in the reply, with the reason where the translation would be.
    if str(reply.get("responseStatus")) != "200":
        raise RuntimeError(f"the service refuses: {reply.get('responseDetails') or reply.get('responseStatus')}")
    return " ".join(str(reply["responseData"]["translatedText"]).split())


if __name__ == "__main__":
    try:
        for line in sys.stdin.buffer.read().decode("utf-8").removesuffix("\n").split("\n"):
            print(translate([line], sys.argv[1], sys.argv[2])[0], flush=True)
    except RuntimeError as fault:
        sys.exit(str(fault))
