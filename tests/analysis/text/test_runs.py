"""Runs of words that two texts share, held against looking everywhere."""

import random

from toolkit.analysis.text.runs import Range, shared_runs


def looked_for_everywhere(left: list[str], right: list[str], fewest: int) -> list[tuple[Range, Range]]:
    found, at = [], 0
    while at < len(right):
        longest, place = 0, 0
        for start in range(len(left)):
            size = 0
            while start + size < len(left) and at + size < len(right) and left[start + size] == right[at + size]:
                size += 1
            if size > longest:
                longest, place = size, start
        if longest >= fewest:
            found.append(((place, place + longest), (at, at + longest)))
        at += max(longest, 1)
    return found


def test_the_longest_run_from_each_place_is_found_where_it_stands_first() -> None:
    chance = random.Random(4)
    for _ in range(300):
        left, right = (chance.choices("abc", k=chance.randint(0, 14)) for _ in range(2))
        for fewest in (1, 3):
            assert list(shared_runs(left, right, fewest)) == looked_for_everywhere(left, right, fewest)
