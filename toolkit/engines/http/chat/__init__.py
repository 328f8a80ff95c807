"""Chat models: what they are asked, and what is made of replies that seldom hold an answer and nothing else."""
