"""What a text denies or asks, and whether the other text does so, too."""
