"""What all tests share."""

from hypothesis import settings

settings.register_profile("house", deadline=None)  # machines differ; no test here is about time
settings.load_profile("house")
