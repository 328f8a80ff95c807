"""How many broken behaviours the tests notice: one small change at a time, and the tests nearest to it."""
