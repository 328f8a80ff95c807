"""Files written again with other words in them: in their own format, all else as it was."""
