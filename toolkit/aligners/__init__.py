"""Ways to find which sentences correspond, one file each."""
