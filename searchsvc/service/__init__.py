"""The use cases: what an archive is asked to do, whoever asks."""
