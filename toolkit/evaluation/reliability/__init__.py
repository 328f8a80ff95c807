"""Whether a predicted number comes true: bins of it beside what was counted, and a picture of both."""
