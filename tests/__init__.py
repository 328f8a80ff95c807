"""The tests mirror toolkit/; each name is the claim that is tested."""
