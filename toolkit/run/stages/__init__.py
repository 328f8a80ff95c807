"""The steps that every run takes: trips, guards, witnesses, scores, checks, blame, suspicion."""
