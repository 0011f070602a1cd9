"""Text that people read, in the two languages of the house."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Message(NamedTuple):
    """One text in Chinese and in English.

    >>> Message("城市", "City").said("en")
    'City'
    """

    zh: str
    en: str

    def said(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language == "zh" else self.en
